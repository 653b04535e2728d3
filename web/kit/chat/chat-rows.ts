// A conversation as it is drawn: messages of one person together, what happened as small lines, and a
// line for each new day. Pure.
import type { Conversation, Line } from './conversation.ts'

export type ChatRow =
  | { readonly type: 'day'; readonly id: string; readonly at: number }
  | { readonly type: 'event'; readonly id: string; readonly event: string; readonly line: Line }
  | {
      readonly type: 'message'
      readonly id: string
      readonly line: Line
      readonly isOurs: boolean
      /** Whether the name and the time stand above it. */
      readonly isFirst: boolean
    }

const EVENT = 'application/vnd.amazonaws.connect.event.'
/** Messages that are further apart are no more said together. */
const TOGETHER_MS = 3 * 60_000

/** `dayOf`: the day of a time where the agent is. `events`: those that are shown. */
export function chatRows(
  { lines, participantId }: Pick<Conversation, 'lines' | 'participantId'>,
  dayOf: (at: number) => string,
  isShown: (event: string) => boolean,
): readonly ChatRow[] {
  const rows: ChatRow[] = []
  let day: string | undefined
  for (const line of lines) {
    const event = line.kind === 'event' ? line.contentType.slice(EVENT.length) : undefined
    if (event !== undefined && !isShown(event)) continue
    if (dayOf(line.at) !== day) {
      day = dayOf(line.at)
      rows.push({ type: 'day', id: `day ${day}`, at: line.at })
    }
    if (event === undefined) {
      const isOurs = line.participantId !== undefined && line.participantId === participantId
      const isFirst = !continues(rows.at(-1), line)
      rows.push({ type: 'message', id: line.id, line, isOurs, isFirst })
    } else rows.push({ type: 'event', id: line.id, event, line })
  }
  return rows
}

/** How far others are with the last thing we said; nobody looks further up. */
export function lastOfOurs({
  lines,
  participantId,
  receipts,
}: Conversation): { readonly id: string; readonly how: 'sent' | 'delivered' | 'read' } | undefined {
  const ours = lines.filter(
    each =>
      each.kind !== 'event' &&
      each.participantId !== undefined &&
      each.participantId === participantId,
  )
  const last = ours.at(-1)
  return last && { id: last.id, how: receipts[last.id] ?? 'sent' }
}

function continues(before: ChatRow | undefined, line: Line): boolean {
  return (
    before?.type === 'message' &&
    before.line.participantId === line.participantId &&
    before.line.role === line.role &&
    line.at - before.line.at < TOGETHER_MS
  )
}
