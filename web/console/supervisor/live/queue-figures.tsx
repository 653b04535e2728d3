// All queues together in a few big numbers.
import { metricKind } from '../../../../src/api/contract/metric-words.ts'
import { formatFigure } from '../figure.ts'
import { liveTexts as texts } from '../texts/live-texts.ts'
import { type MetricName, metricTexts } from '../texts/metric-texts.ts'
import type { LiveRow } from './live-rows.ts'

const SUMS: readonly MetricName[] = ['CONTACTS_IN_QUEUE', 'CONTACTS_HANDLED', 'CONTACTS_ABANDONED']

export function QueueFigures({ rows }: { rows: readonly LiveRow[] }) {
  const values = (metric: MetricName) => rows.flatMap(row => row.value(metric) ?? [])
  const oldest = values('OLDEST_CONTACT_SINCE')
  const figures = [
    ...SUMS.map(metric => {
      const found = values(metric)
      const sum = found.reduce((total, each) => total + each, 0)
      return { metric, value: found.length === 0 ? undefined : sum }
    }),
    {
      metric: 'OLDEST_CONTACT_SINCE' as const,
      value: oldest.length === 0 ? undefined : Math.max(...oldest),
    },
  ]
  return (
    <dl className="console-figures" aria-label={texts.figures}>
      {figures.map(({ metric, value }) => (
        <div key={metric} className="console-figure">
          <dt>
            {['CONTACTS_HANDLED', 'CONTACTS_ABANDONED'].includes(metric)
              ? texts.today(metricTexts[metric])
              : metricTexts[metric]}
          </dt>
          <dd>{formatFigure(metricKind(metric), value)}</dd>
        </div>
      ))}
    </dl>
  )
}
