import { metricKind } from '../../../../src/api/contract/metric-words.ts'
import { formatFigure } from '../figure.ts'
import { liveTexts as texts } from '../texts/live-texts.ts'
import { type MetricName, metricTexts } from '../texts/metric-texts.ts'
import { isToday } from './live-columns.ts'
import { type Level, levelOf, type Threshold } from './thresholds.ts'

const CLASSES: Readonly<Record<Level, string | undefined>> = {
  calm: undefined,
  warn: 'live-warn',
  alarm: 'live-alarm',
}

/** A number in the colour of how far beyond its limits it is. */
export function LevelFigure({
  metric,
  value,
  thresholds,
}: {
  readonly metric: MetricName
  readonly value: number | undefined
  readonly thresholds: readonly Threshold[]
}) {
  const level = levelOf(
    thresholds.find(each => each.metric === metric),
    value,
  )
  return <span className={CLASSES[level]}>{formatFigure(metricKind(metric), value)}</span>
}

export function headerOf(metric: MetricName): string {
  return isToday(metric) ? texts.today(metricTexts[metric]) : metricTexts[metric]
}
