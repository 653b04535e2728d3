// How the connection is, in full: signalling, network, microphone, and how the call sounds.
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { type ReactNode, useEffect, useState } from 'react'
import type { AgentState } from '../agent-state.ts'
import { LevelMeter } from '../level-meter.tsx'
import { languageTag, messages } from '../messages.ts'
import { explainMicrophone } from '../microphone-problem.ts'
import type { AgentPage } from '../use-agent-link.ts'
import type { MediaCounts } from './media-counts.ts'
import { qualityWord, type SoundQuality } from './sound-quality.ts'
import { soundTexts } from './sound-texts.ts'

const EVERY_MS = 2_000

interface HealthDialogProps {
  readonly page: AgentPage
  readonly quality: SoundQuality | undefined
  readonly onClose: () => void
}

export function HealthDialog({ page, quality, onClose }: HealthDialogProps) {
  const { link, state } = page
  const texts = soundTexts.health
  const { answerMs, counts } = useMeasured(page)
  return (
    <Modal
      visible
      size="small"
      header={texts.title}
      closeAriaLabel={soundTexts.close}
      onDismiss={onClose}
    >
      <KeyValuePairs
        items={[
          { label: texts.signalling, value: signalling(state, answerMs) },
          { label: texts.calls, value: reaches(state) },
          {
            label: texts.microphone,
            value: (
              <SpaceBetween size="xxs">
                {microphone(state)}
                {state.audio.name === 'connected' ? <LevelMeter level={link.level} /> : undefined}
              </SpaceBetween>
            ),
          },
          { label: texts.network, value: network(state, counts) },
          { label: texts.quality, value: sound(quality) },
        ]}
      />
    </Modal>
  )
}

function useMeasured({ link }: AgentPage) {
  const [answerMs, setAnswerMs] = useState<number | undefined>()
  const [counts, setCounts] = useState<MediaCounts | undefined>()
  useEffect(() => {
    let isShown = true
    const look = async () => {
      const [answered, counted] = await Promise.all([link.answerMs(), link.counts()])
      if (!isShown) return
      setAnswerMs(answered)
      setCounts(counted)
    }
    void look()
    const timer = setInterval(() => void look(), EVERY_MS)
    return () => {
      isShown = false
      clearInterval(timer)
    }
  }, [link])
  return { answerMs, counts }
}

function signalling(state: AgentState, answerMs: number | undefined): ReactNode {
  const { answers, noAnswer } = soundTexts.health
  if (state.link !== 'open') return <StatusIndicator type="error">{noAnswer}</StatusIndicator>
  if (answerMs === undefined)
    return <StatusIndicator type="in-progress">{messages.loading}</StatusIndicator>
  return <StatusIndicator>{answers(Math.round(answerMs))}</StatusIndicator>
}

function reaches({ snapshot }: AgentState): ReactNode {
  const texts = soundTexts.health
  if (snapshot?.reachable) return <StatusIndicator>{texts.yes}</StatusIndicator>
  const why = snapshot?.unreachableBecause
  return <StatusIndicator type="warning">{why ? texts[why] : texts.no}</StatusIndicator>
}

function microphone({ snapshot, audio }: AgentState): ReactNode {
  const texts = soundTexts.health
  if (snapshot?.phoneType === 'DESK_PHONE') {
    return <StatusIndicator type="info">{texts.microphoneUnused}</StatusIndicator>
  }
  if (audio.name === 'problem') {
    return <StatusIndicator type="error">{explainMicrophone(audio.problem).title}</StatusIndicator>
  }
  if (audio.name !== 'connected') {
    return <StatusIndicator type="pending">{texts.notConnected}</StatusIndicator>
  }
  return <StatusIndicator>{texts.microphoneOn}</StatusIndicator>
}

function network({ audio }: AgentState, counts: MediaCounts | undefined): ReactNode {
  const texts = soundTexts.health
  if (audio.name !== 'connected' || counts?.rttMs === undefined) {
    return <StatusIndicator type="pending">{texts.notConnected}</StatusIndicator>
  }
  return <StatusIndicator>{texts.networkIs(milliseconds(counts.rttMs))}</StatusIndicator>
}

function sound(quality: SoundQuality | undefined): ReactNode {
  const texts = soundTexts.health
  if (!quality) return <StatusIndicator type="pending">{texts.noCall}</StatusIndicator>
  const { mos, loss, jitterMs } = quality
  const word = qualityWord(quality)
  const types = { good: 'success', fair: 'warning', poor: 'error' } as const
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type={types[word]}>
        {texts.mos(messages.quality[word], number(mos, { maximumFractionDigits: 1 }))}
      </StatusIndicator>
      {texts.details(
        number(loss, { style: 'percent', maximumFractionDigits: 1 }),
        milliseconds(jitterMs),
      )}
    </SpaceBetween>
  )
}

function milliseconds(value: number): string {
  return number(value, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 })
}

function number(value: number, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(languageTag, options).format(value)
}
