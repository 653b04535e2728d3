// Run it here: the flow on the canvas, played as a customer would hear it.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Input from '@cloudscape-design/components/input'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useEffect, useRef, useState } from 'react'
import type { FlowKind } from '../../../../src/core/flow/rule/action-rule.ts'
import type { FlowSource } from '../../../../src/flow-test/setup.ts'
import { formatDuration } from '../../../kit/format-duration.ts'
import { sentenceOf } from '../../use-answer.ts'
import { type FlowDocument, saveFlow } from '../model/flow-text.ts'
import { type Lit, litBy, NOTHING_LIT } from '../model/traffic.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import type { Things } from '../use-things.ts'
import { flowsAround } from './flows-around.ts'
import { PLAYED, PlayedFlow, type PlayedLine } from './played-flow.ts'
import { SpokenLines } from './spoken-lines.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

interface PlayPanelProps {
  readonly document: FlowDocument
  readonly kind: FlowKind
  readonly things: Things
  light(lit: Lit): void
}

type Channel = 'VOICE' | 'CHAT'

export function PlayPanel({ document, kind, things, light }: PlayPanelProps) {
  const [channel, setChannel] = useState<Channel>('VOICE')
  const [played, setPlayed] = useState<PlayedFlow>()
  const [problem, setProblem] = useState<string>()
  const [, setTurn] = useState(0)
  const [text, setText] = useState('')
  const lines = useRef<HTMLOListElement>(null)
  const [isAloud, setAloud] = useState(false)
  const voice = useRef<SpokenLines | undefined>(undefined)
  voice.current ??= new SpokenLines(error => setProblem(sentenceOf(error)))
  const told = useRef(0)
  useEffect(() => () => voice.current?.stop(), [])
  useEffect(() => () => light(NOTHING_LIT), [light])
  const speak = (flow: PlayedFlow | undefined) => {
    const fresh = flow?.lines.slice(told.current) ?? []
    told.current = flow?.lines.length ?? 0
    const texts = fresh.filter(({ who }) => who === 'flow').map(({ text: said }) => said)
    if (isAloud && channel === 'VOICE') voice.current?.say(texts)
  }
  const show = (flow: PlayedFlow | undefined) => {
    speak(flow)
    light(flow ? litBy(flow.steps, PLAYED) : NOTHING_LIT)
    setTurn(turn => turn + 1)
    requestAnimationFrame(() =>
      lines.current?.lastElementChild?.scrollIntoView({ block: 'nearest' }),
    )
  }
  const attempt = (act: () => PlayedFlow | undefined) => {
    setProblem(undefined)
    try {
      show(act())
    } catch (error) {
      // A flow may do what no virtual customer can follow; it says so, and the rest stays.
      setProblem(texts.runFailed(sentenceOf(error)))
    }
  }
  const act = (does: (flow: PlayedFlow) => void) => {
    attempt(() => {
      if (played) does(played)
      return played
    })
  }
  const start = async () => {
    let others: readonly FlowSource[] = []
    try {
      others = await flowsAround(document)
    } catch (error) {
      // Without them, what the flow goes on to is made up.
      setProblem(sentenceOf(error))
    }
    attempt(() => {
      const queues = things.list('queue').map(({ id, name }) => ({ id, name }))
      told.current = 0
      const flow = new PlayedFlow({ channel, kind, content: saveFlow(document), others, queues })
      setPlayed(flow)
      return flow
    })
  }
  const isOver = played === undefined || played.hasEnded
  return (
    <SpaceBetween size="m">
      <Box color="text-body-secondary" fontSize="body-s">
        {texts.runText}
      </Box>
      <SpaceBetween size="xs" direction="horizontal">
        <SegmentedControl
          selectedId={channel}
          label={texts.run}
          options={[
            { id: 'VOICE', text: texts.runVoice },
            { id: 'CHAT', text: texts.runChat },
          ]}
          onChange={({ detail }) => setChannel(detail.selectedId as Channel)}
        />
        <Button variant="primary" onClick={() => void start()}>
          {played ? texts.runAgain : texts.runStart}
        </Button>
        {channel === 'VOICE' ? (
          <Toggle
            checked={isAloud}
            onChange={({ detail }) => {
              setAloud(detail.checked)
              if (!detail.checked) voice.current?.stop()
            }}
          >
            {texts.runAloud}
          </Toggle>
        ) : undefined}
      </SpaceBetween>
      {problem && <Alert type="error">{problem}</Alert>}
      {played && (
        <SpaceBetween size="s">
          <ol className="designer-play-lines" ref={lines} aria-live="polite">
            {played.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have their places in time
              <li key={index} className={`designer-play-${line.who}`}>
                <time>{formatDuration(line.at)}</time>
                {lineText(line)}
              </li>
            ))}
          </ol>
          <SpaceBetween size="xs" direction="horizontal">
            <Button disabled={isOver} onClick={() => act(flow => flow.next())}>
              {texts.nextEvent}
            </Button>
            <Button disabled={isOver} onClick={() => act(flow => flow.wait(10_000))}>
              {texts.seconds}
            </Button>
            <Button disabled={isOver} onClick={() => act(flow => flow.wait(60_000))}>
              {texts.minutes}
            </Button>
            <Button disabled={isOver} onClick={() => act(flow => flow.wait(1_800_000))}>
              {texts.hours}
            </Button>
            {played.waitsForAgent && (
              <Button onClick={() => act(flow => flow.agentAccepts())}>{texts.agentAccepts}</Button>
            )}
            <Button disabled={isOver} onClick={() => act(flow => flow.hangUp())}>
              {texts.hangUp}
            </Button>
          </SpaceBetween>
          <fieldset className="designer-keypad" aria-label={texts.keypad}>
            {KEYS.map(key => (
              <Button
                key={key}
                disabled={isOver}
                ariaLabel={texts.press(key)}
                onClick={() => act(flow => flow.press(key))}
              >
                {key}
              </Button>
            ))}
          </fieldset>
          <Input
            value={text}
            disabled={isOver}
            ariaLabel={texts.write}
            placeholder={texts.write}
            onChange={({ detail }) => setText(detail.value)}
            onKeyDown={({ detail }) => {
              if (detail.key !== 'Enter' || text === '') return
              act(flow => flow.say(text))
              setText('')
            }}
          />
          <Attributes of={played.attributes} />
        </SpaceBetween>
      )}
    </SpaceBetween>
  )
}

function Attributes({ of }: { of: Readonly<Record<string, string>> }) {
  const entries = Object.entries(of)
  if (entries.length === 0) return undefined
  return (
    <Box fontSize="body-s">
      <strong>{texts.attributes}</strong>
      {entries.map(([name, value]) => (
        <div key={name}>
          {name}: {value}
        </div>
      ))}
    </Box>
  )
}

function lineText({ who, text }: PlayedLine): string {
  if (who !== 'centre') return text
  if (text === 'ended') return texts.runEnded
  if (text === 'connected') return texts.runConnected
  return texts.runQueued(text.replace(/^queued /, ''))
}
