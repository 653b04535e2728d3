// Who changed what of a thing, with what was there before.
import Table from '@cloudscape-design/components/table'
import { useAnswer } from '../use-answer.ts'
import { lookUp } from './audit-log.ts'
import { type AuditEvent, changesOf } from './audit-record.ts'
import type { Row } from './resource.ts'
import { texts } from './texts/administration-texts.ts'

const PAGES_MAX = 10

export function HistoryTab({ row }: { readonly row: Row }) {
  const arn = typeof row.values.Arn === 'string' ? row.values.Arn : undefined
  const {
    value: changes,
    problem,
    asking,
  } = useAnswer(
    async signal => {
      const byId = await everythingAbout(row.id, signal)
      const byArn = arn === undefined ? [] : await everythingAbout(arn, signal)
      const each = new Map([...byId, ...byArn].map(event => [event.EventId, event]))
      return changesOf([...each.values()], row.id)
    },
    [row],
  )
  return (
    <Table
      items={changes ?? []}
      trackBy="key"
      loading={asking && changes === undefined}
      wrapLines
      empty={problem === undefined ? texts.historyEmpty : texts.historyForbidden}
      ariaLabels={{ tableLabel: texts.history }}
      columnDefinitions={[
        {
          id: 'when',
          header: texts.when,
          width: 190,
          cell: each => new Date(each.at * 1000).toLocaleString(),
        },
        { id: 'who', header: texts.who, width: 140, cell: each => each.who },
        {
          id: 'what',
          header: texts.what,
          isRowHeader: true,
          cell: each => (each.member === '' ? each.operation : `${each.operation}: ${each.member}`),
        },
        { id: 'before', header: texts.before, cell: each => each.before },
        { id: 'after', header: texts.after, cell: each => each.after },
      ]}
    />
  )
}

async function everythingAbout(value: string, signal: AbortSignal): Promise<AuditEvent[]> {
  const found: AuditEvent[] = []
  let next: string | undefined
  for (let page = 0; page < PAGES_MAX; page++) {
    const attribute = { key: 'ResourceName', value }
    const answer = await lookUp({ attribute, ...(next !== undefined && { next }) }, signal)
    found.push(...answer.Events)
    next = answer.NextToken
    if (next === undefined) break
  }
  return found
}
