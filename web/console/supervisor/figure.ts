// A number of a metric as people read it.
import type { metricKind } from '../../../src/api/contract/metric-words.ts'
import { formatDuration } from '../../kit/format-duration.ts'
import { languageTag } from '../../kit/messages.ts'

type FigureKind = ReturnType<typeof metricKind>

const counts = new Intl.NumberFormat(languageTag, { maximumFractionDigits: 0 })
const percents = new Intl.NumberFormat(languageTag, {
  style: 'percent',
  maximumFractionDigits: 1,
})

/** A dash where there is none. @param value of `since` in seconds of age. */
export function formatFigure(kind: FigureKind, value: number | undefined): string {
  if (value === undefined) return '–'
  switch (kind) {
    case 'percent':
      return percents.format(value / 100)
    case 'seconds':
    case 'since':
      return formatDuration(value * 1000)
    default:
      return counts.format(value)
  }
}
