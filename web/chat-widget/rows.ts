// What the transcript shows, row by row, of what was said and of what is on its way. Pure.

import {
  answerLabel,
  isView,
  type Question,
  readInteractive,
  type ViewShown,
} from '../kit/chat/interactive.ts'
import {
  type Attachment,
  type ChatItem,
  eventName,
  INTERACTIVE,
  INTERACTIVE_RESPONSE,
} from './chat-item.ts'
import type { OutboxEntry } from './outbox.ts'
import type { Texts } from './texts/en.ts'

export type Row =
  | { readonly type: 'day'; readonly key: string; readonly at: string }
  | { readonly type: 'note'; readonly key: string; readonly text: string }
  | MessageRow

export interface MessageRow {
  readonly type: 'message'
  readonly key: string
  readonly side: 'own' | 'other' | 'system'
  /** Shown above; undefined when the row before is of the same person. */
  readonly name: string | undefined
  readonly at: string
  readonly body: Body
  readonly state: 'sent' | 'sending' | 'waiting' | 'failed' | 'delivered' | 'read'
  readonly reason?: string
}

export type Body =
  | { readonly type: 'text' | 'markdown' | 'unknown'; readonly text: string }
  | { readonly type: 'question'; readonly question: Question; readonly isOpen: boolean }
  | { readonly type: 'view'; readonly view: ViewShown; readonly isOpen: boolean }
  | { readonly type: 'files'; readonly files: readonly Attachment[] }

export interface RowsOf {
  readonly items: readonly ChatItem[]
  readonly outbox: readonly OutboxEntry[]
  readonly texts: Texts
  /** How bots and the centre itself are called. */
  readonly systemName: string
  readonly hidesNames: boolean
  /** Nothing will be said any more. */
  readonly isOver: boolean
  isOwn(item: ChatItem): boolean
  receiptOf(id: string): 'delivered' | 'read' | undefined
  /** The same day, where the customer is. */
  dayOf(at: string): string
}

export function rowsOf(of: RowsOf): readonly Row[] {
  const rows: Row[] = []
  const open = openQuestion(of)
  const lastOwn = of.items.findLast(each => of.isOwn(each) && each.type !== 'EVENT')
  let day = ''
  let speaker: string | undefined
  for (const item of of.items) {
    const row = item.type === 'EVENT' ? noteOf(item, of) : messageOf(item, open, lastOwn, of)
    if (!row) continue
    const itsDay = of.dayOf(item.at)
    if (itsDay !== day) rows.push({ type: 'day', key: `day ${itsDay}`, at: item.at })
    if (itsDay !== day || row.type !== 'message') speaker = undefined
    day = itsDay
    const who = `${item.role} ${item.participantId}`
    rows.push(row.type === 'message' && who === speaker ? { ...row, name: undefined } : row)
    if (row.type === 'message') speaker = who
  }
  const isSaid = of.items.some(each => eventName(each) === 'chat.ended')
  const end: Row[] =
    of.isOver && !isSaid ? [{ type: 'note', key: 'end', text: of.texts.ended }] : []
  return [...rows, ...of.outbox.map(outgoing), ...end]
}

/** The sentence of an event, if it has one. */
function noteOf(item: ChatItem, { texts, isOwn }: RowsOf): Row | undefined {
  const name = item.displayName || texts.agent
  const note = (text: string): Row => ({ type: 'note', key: item.id, text })
  const event = eventName(item)
  if (event === 'chat.ended') return note(texts.ended)
  if (event === 'transfer.succeeded') return note(texts.transferred)
  if (isOwn(item) || item.role === 'CUSTOMER' || item.role === 'SYSTEM') return undefined
  switch (event) {
    case 'participant.joined':
      return note(texts.joined(name))
    case 'participant.left':
      return note(texts.left(name))
    case 'participant.idle':
      return note(texts.idle(name))
    case 'participant.returned':
      return note(texts.returned(name))
    default:
      return undefined
  }
}

function messageOf(
  item: ChatItem,
  open: ChatItem | undefined,
  lastOwn: ChatItem | undefined,
  of: RowsOf,
): MessageRow {
  const isOwn = of.isOwn(item)
  const isSystem = item.role === 'SYSTEM' || item.role === 'CUSTOM_BOT'
  const name = isSystem ? of.systemName : item.displayName || of.texts.agent
  return {
    type: 'message',
    key: item.id,
    side: isOwn ? 'own' : isSystem ? 'system' : 'other',
    name: isOwn || of.hidesNames ? undefined : name,
    at: item.at,
    body: bodyOf(item, item === open, of.texts),
    state: (item === lastOwn && of.receiptOf(item.id)) || 'sent',
  }
}

function bodyOf(item: ChatItem, isOpen: boolean, texts: Texts): Body {
  if (item.type === 'ATTACHMENT') return { type: 'files', files: item.attachments }
  switch (item.contentType) {
    case 'text/markdown':
      return { type: 'markdown', text: item.content }
    case INTERACTIVE: {
      const shown = readInteractive(item.content)
      if (!shown) return { type: 'unknown', text: texts.unknown }
      if (isView(shown)) return { type: 'view', view: shown, isOpen }
      return { type: 'question', question: shown, isOpen }
    }
    case INTERACTIVE_RESPONSE:
      return { type: 'text', text: answerLabel(item.content) }
    default:
      return { type: 'text', text: item.content }
  }
}

/** Only the last question waits for its answer. */
function openQuestion({ items, outbox, isOwn }: RowsOf): ChatItem | undefined {
  if (outbox.some(each => each.state !== 'failed')) return undefined
  const last = items.findLast(each => each.contentType === INTERACTIVE || isOwn(each))
  return last?.contentType === INTERACTIVE ? last : undefined
}

function outgoing(entry: OutboxEntry): MessageRow {
  const text = entry.label ?? entry.content
  return {
    type: 'message',
    key: entry.clientToken,
    side: 'own',
    name: undefined,
    at: new Date(entry.at).toISOString(),
    body: { type: entry.contentType === 'text/markdown' ? 'markdown' : 'text', text },
    state: entry.state,
    ...(entry.reason !== undefined && { reason: entry.reason }),
  }
}
