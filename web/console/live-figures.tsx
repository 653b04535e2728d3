// The few numbers a supervisor looks at first.
import type { Overview } from '../../src/api/contract/page-http.ts'
import { formatDuration } from '../kit/format-duration.ts'
import { messages } from '../kit/messages.ts'
import { liveFigures } from './live-figures.ts'

export function LiveFigures({ overview }: { overview: Overview }) {
  const figures = liveFigures(overview)
  const { console: text } = messages
  return (
    <dl className="console-figures" aria-label={text.live}>
      <Figure label={text.waiting} value={String(figures.waiting)} />
      <Figure
        label={text.oldest}
        value={figures.oldestMs === undefined ? text.empty : formatDuration(figures.oldestMs)}
      />
      <Figure label={text.inCalls} value={String(figures.inCalls)} />
      <Figure label={text.available} value={String(figures.available)} />
    </dl>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="console-figure">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
