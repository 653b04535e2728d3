// The numbers that are beyond their limits, until somebody has seen them.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { useEffect, useMemo, useRef, useState } from 'react'
import { metricKind } from '../../../../src/api/contract/metric-words.ts'
import { formatFigure } from '../figure.ts'
import { liveTexts as texts } from '../texts/live-texts.ts'
import { type MetricName, metricTexts } from '../texts/metric-texts.ts'
import { soundAlarm } from './alarm-sound.ts'
import type { LiveRow } from './live-rows.ts'
import { type Breach, breachesOf, breachKey, type Threshold } from './thresholds.ts'

const SHOWN = 5

export function Alerts({
  rows,
  thresholds,
}: {
  readonly rows: readonly LiveRow[]
  readonly thresholds: readonly Threshold[]
}) {
  const breaches = useMemo(() => breachesOf(rows, thresholds), [rows, thresholds])
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const open = breaches.filter(each => !seen.has(breachKey(each)))
  useSound(open)
  useEffect(() => {
    // What was seen and is over is news when it comes again.
    const now = new Set(breaches.map(breachKey))
    setSeen(before => {
      const still = [...before].filter(key => now.has(key))
      return still.length === before.size ? before : new Set(still)
    })
  }, [breaches])
  if (open.length === 0) return undefined
  return (
    <Alert
      type={open[0]?.level === 'alarm' ? 'error' : 'warning'}
      header={texts.alerts(open.length)}
      action={
        <Button onClick={() => setSeen(new Set(breaches.map(breachKey)))}>
          {texts.acknowledge}
        </Button>
      }
    >
      {open.slice(0, SHOWN).map(sentenceOf).join(' · ')}
      {open.length > SHOWN ? ` ${texts.moreAlerts(open.length - SHOWN)}` : ''}
    </Alert>
  )
}

function sentenceOf({ name, metric, value }: Breach): string {
  const known = metric as MetricName
  return texts.alert(name, metricTexts[known], formatFigure(metricKind(known), value))
}

/** Once for each new alarm that is to be heard. */
function useSound(open: readonly Breach[]): void {
  const heard = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const loud = open.filter(each => each.sound && each.level === 'alarm').map(breachKey)
    if (loud.some(key => !heard.current.has(key))) soundAlarm()
    heard.current = new Set(loud)
  }, [open])
}
