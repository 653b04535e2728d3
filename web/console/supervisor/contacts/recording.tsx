// The recording of a call: what it looks like, and a player in which either side can be heard alone.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { formatDuration } from '../../../kit/format-duration.ts'
import { useAnswer } from '../../use-answer.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import type { DescribedContact } from './contact-events.ts'
import { type Peaks, readPeaks } from './peaks.ts'

const SPEEDS = [0.75, 1, 1.25, 1.5, 2]
const LEAP_SECONDS = 10
const COLUMNS = 600

type Side = 'both' | 'customer' | 'agent'

export function Recording({ contact }: { contact: DescribedContact }) {
  const { Id = '', DisconnectTimestamp } = contact
  const url = `/api/contacts/${encodeURIComponent(Id)}/recording`
  const { value, problem } = useAnswer(
    async signal => {
      const response = await fetch(url, { signal })
      if (response.status === 404) return 'none'
      if (!response.ok || !response.body) throw new Error(texts.recordingFailed)
      return readPeaks(response.body, COLUMNS)
    },
    [url, DisconnectTimestamp, contact.Recordings?.[0]?.Status],
  )
  if (problem !== undefined) return <Alert type="error">{problem}</Alert>
  if (value === undefined) return undefined
  if (value === 'none') return texts.recordingNone
  return <Player url={url} peaks={value} />
}

function Player({ url, peaks }: { url: string; peaks: Peaks }) {
  const audio = useRef<HTMLAudioElement>(null)
  const [at, setAt] = useState(0)
  const [playing, setPlaying] = useState(false)
  const [failed, setFailed] = useState(false)
  const [speed, setSpeed] = useState(1)
  const [side, setSide] = useState<Side>('both')
  const sides = useSides(audio)
  const leapTo = (seconds: number) => {
    const to = Math.min(peaks.seconds, Math.max(0, seconds))
    if (audio.current) audio.current.currentTime = to
    setAt(to)
  }
  const toggle = () => {
    const element = audio.current
    if (!element) return
    if (element.paused) element.play().catch(() => setFailed(true))
    else element.pause()
  }
  const onKey = (event: KeyboardEvent) => {
    const leap = { ArrowLeft: -LEAP_SECONDS, ArrowRight: LEAP_SECONDS }[event.key]
    if (leap !== undefined) leapTo(at + leap)
    else if (event.key === 'Home') leapTo(0)
    else if (event.key === 'End') leapTo(peaks.seconds)
    else return
    event.preventDefault()
  }
  const speeds = SPEEDS.map(each => ({ value: String(each), label: `${each}×` }))
  return (
    <SpaceBetween size="s">
      {failed ? <Alert type="error">{texts.recordingFailed}</Alert> : undefined}
      {/* biome-ignore lint/a11y/useMediaCaption: a recorded call has no captions */}
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={event => setAt(event.currentTarget.currentTime)}
        onError={() => setFailed(true)}
      />
      <div
        className="contact-wave"
        role="slider"
        tabIndex={0}
        aria-label={texts.position}
        aria-valuemin={0}
        aria-valuemax={Math.round(peaks.seconds)}
        aria-valuenow={Math.round(at)}
        aria-valuetext={formatDuration(at * 1000)}
        onKeyDown={onKey}
        onClick={event => {
          const { left, width } = event.currentTarget.getBoundingClientRect()
          leapTo(((event.clientX - left) / width) * peaks.seconds)
        }}
      >
        <svg viewBox={`0 0 ${COLUMNS} 120`} preserveAspectRatio="none" aria-hidden="true">
          <path d={pathOf(peaks.channels[0] ?? [], 30)} stroke="var(--kit-busy)" />
          <path
            d={pathOf(peaks.channels[1] ?? peaks.channels[0] ?? [], 90)}
            stroke="var(--kit-accent)"
          />
          <line
            x1={(at / Math.max(peaks.seconds, 0.001)) * COLUMNS}
            x2={(at / Math.max(peaks.seconds, 0.001)) * COLUMNS}
            y1={0}
            y2={120}
            stroke="var(--kit-bad)"
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      </div>
      <div className="contact-player-bar">
        <Button iconName="undo" ariaLabel={texts.back} onClick={() => leapTo(at - LEAP_SECONDS)} />
        <Button variant="primary" iconName={playing ? 'pause' : 'play'} onClick={toggle}>
          {playing ? texts.pause : texts.play}
        </Button>
        <Button
          iconName="redo"
          ariaLabel={texts.forward}
          onClick={() => leapTo(at + LEAP_SECONDS)}
        />
        <span className="kit-figures">
          {`${formatDuration(at * 1000)} / ${formatDuration(peaks.seconds * 1000)}`}
        </span>
        <SegmentedControl
          label={texts.hear}
          selectedId={side}
          options={[
            { id: 'both', text: texts.both },
            { id: 'customer', text: texts.onlyCustomer },
            { id: 'agent', text: texts.onlyAgent },
          ]}
          onChange={({ detail }) => {
            const chosen = detail.selectedId as Side // the ids above
            setSide(chosen)
            sides(chosen)
          }}
        />
        <Select
          ariaLabel={texts.speed}
          options={speeds}
          selectedOption={speeds.find(({ value }) => value === String(speed)) ?? null}
          onChange={({ detail }) => {
            const chosen = Number(detail.selectedOption.value)
            setSpeed(chosen)
            if (audio.current) audio.current.playbackRate = chosen
          }}
        />
        <Button iconName="download" href={url} download="recording.wav">
          {texts.downloadRecording}
        </Button>
      </div>
    </SpaceBetween>
  )
}

/** The customer is on the left, the agent on the right; whoever is to be heard comes from both sides. */
function useSides(audio: { readonly current: HTMLAudioElement | null }): (side: Side) => void {
  const graph = useRef<{ readonly context: AudioContext; readonly volumes: readonly GainNode[] }>(
    undefined,
  )
  useEffect(() => () => void graph.current?.context.close(), [])
  return side => {
    if (!audio.current) return
    if (!graph.current) {
      const context = new AudioContext()
      const splitter = context.createChannelSplitter(2)
      context.createMediaElementSource(audio.current).connect(splitter)
      const volumes = [0, 1].map(channel => {
        const volume = context.createGain()
        splitter.connect(volume, channel)
        volume.connect(context.destination)
        return volume
      })
      graph.current = { context, volumes }
    }
    void graph.current.context.resume()
    const [customer, agent] = graph.current.volumes
    if (customer) customer.gain.value = side === 'agent' ? 0 : 1
    if (agent) agent.gain.value = side === 'customer' ? 0 : 1
  }
}

function pathOf(peaks: ArrayLike<number>, middle: number): string {
  return Array.from(peaks, (peak, x) => {
    const half = Math.max(0.5, peak * 28)
    return `M${x + 0.5} ${middle - half}V${middle + half}`
  }).join('')
}
