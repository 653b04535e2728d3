// Records the user for a moment and plays it back: what is wrong with a headset is heard before a caller does.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useEffect, useRef, useState } from 'react'
import { playOn } from '../softphone-media.ts'
import { soundTexts } from './sound-texts.ts'

const RECORD_MS = 3_000
/** Of full scale; a switched-off microphone gives nothing at all, a quiet room less than this. */
const HEARD_FROM = 0.01

type Stage = 'ready' | 'recording' | 'playing' | 'loud' | 'silent'

interface EchoTestProps {
  readonly stream: MediaStream | undefined
  readonly loudspeaker: string | undefined
}

export function EchoTest({ stream, loudspeaker }: EchoTestProps) {
  const [stage, setStage] = useState<Stage>('ready')
  const audio = useRef<HTMLAudioElement>(undefined)
  const place = useRef<HTMLDivElement>(null)
  const isShown = () => place.current !== null
  useEffect(() => () => audio.current?.pause(), [])

  async function run(of: MediaStream) {
    setStage('recording')
    const blob = await record(of)
    if (!isShown()) return
    setStage('playing')
    const peak = await peakOf(blob)
    await play(blob)
    if (isShown()) setStage(peak >= HEARD_FROM ? 'loud' : 'silent')
  }

  async function play(blob: Blob) {
    const element = new Audio()
    audio.current = element
    await playOn(element, loudspeaker)
    const url = URL.createObjectURL(blob)
    await new Promise<void>(resolve => {
      element.onended = () => resolve()
      element.onpause = () => resolve()
      element.onerror = () => resolve()
      element.src = url
      element.play().catch(() => resolve()) // the verdict says what was recorded all the same
    })
    URL.revokeObjectURL(url)
  }

  const isBusy = stage === 'recording' || stage === 'playing'
  return (
    <SpaceBetween size="xs">
      <Box color="text-body-secondary">{soundTexts.testText}</Box>
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Button
          iconName="microphone"
          disabled={!stream || isBusy}
          onClick={() => stream && void run(stream)}
        >
          {soundTexts.test}
        </Button>
        <div role="status" ref={place}>
          {stage === 'ready' ? undefined : <Verdict stage={stage} />}
        </div>
      </SpaceBetween>
    </SpaceBetween>
  )
}

function Verdict({ stage }: { stage: Exclude<Stage, 'ready'> }) {
  const types = {
    recording: 'in-progress',
    playing: 'in-progress',
    loud: 'success',
    silent: 'warning',
  } as const
  return <StatusIndicator type={types[stage]}>{soundTexts[stage]}</StatusIndicator>
}

function record(stream: MediaStream): Promise<Blob> {
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  return new Promise(resolve => {
    recorder.ondataavailable = ({ data }) => parts.push(data)
    recorder.onstop = () => resolve(new Blob(parts, { type: recorder.mimeType }))
    recorder.start()
    setTimeout(() => recorder.stop(), RECORD_MS)
  })
}

/** The loudest moment, 0 to 1. */
async function peakOf(blob: Blob): Promise<number> {
  const context = new AudioContext()
  try {
    const sound = await context.decodeAudioData(await blob.arrayBuffer())
    return sound.getChannelData(0).reduce((peak, each) => Math.max(peak, Math.abs(each)), 0)
  } catch {
    return 0 // a recording that cannot be read has nothing in it
  } finally {
    void context.close()
  }
}
