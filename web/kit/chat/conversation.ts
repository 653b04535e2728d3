// A chat as one participant's page knows it: each line once, in the order in which they were said,
// what is still to be sent, who types, what was read. Pure: `participant-client.ts` feeds it.
import {
  CONTENT,
  type ParticipantRole,
  type WireItem,
  type WireReceipt,
} from './participant-protocol.ts'

export interface Conversation {
  /** `over`: nothing can be written any more. */
  readonly link: 'connecting' | 'open' | 'lost' | 'over'
  /** Who we are, once known. */
  readonly participantId: string | undefined
  readonly lines: readonly Line[]
  readonly outbox: readonly Unsent[]
  readonly typists: readonly Typist[]
  /** How far others are with our lines, by line. */
  readonly receipts: Readonly<Record<string, 'delivered' | 'read'>>
  /** Whether there is something above the first line. */
  readonly earlier: 'unknown' | 'some' | 'loading' | 'none'
}

export interface Line {
  readonly id: string
  readonly kind: 'message' | 'event' | 'attachment'
  readonly contentType: string
  readonly content: string
  /** Epoch ms. */
  readonly at: number
  readonly role: ParticipantRole
  readonly participantId: string | undefined
  readonly displayName: string | undefined
  readonly contactId: string | undefined
  readonly attachments: readonly LineAttachment[]
  /** Pieces that have come of a message that comes in pieces. */
  readonly chunk: number | undefined
}

export interface LineAttachment {
  readonly attachmentId: string
  readonly name: string
  readonly contentType: string
  readonly status: 'APPROVED' | 'IN_PROGRESS' | 'REJECTED'
}

/** What we wrote and the service has not acknowledged yet. */
export interface Unsent {
  readonly clientToken: string
  readonly contentType: string
  /** The text, or a file's name. */
  readonly content: string
  readonly isFile: boolean
  readonly at: number
  /** Why it was refused. One that only could not be delivered yet is tried again by itself. */
  readonly refused: string | undefined
  /** The line by which it has come back already, before its acknowledgement. */
  readonly seenAs: string | undefined
}

export interface Typist {
  readonly participantId: string
  readonly role: ParticipantRole
  readonly displayName: string | undefined
  readonly until: number
}

export type ConversationEvent =
  | { readonly type: 'link'; readonly link: Conversation['link'] }
  | { readonly type: 'known'; readonly participantId: string }
  | { readonly type: 'heard'; readonly items: readonly WireItem[]; readonly now: number }
  | { readonly type: 'earlier'; readonly earlier: Conversation['earlier'] }
  | { readonly type: 'written'; readonly unsent: Unsent }
  | { readonly type: 'acknowledged'; readonly clientToken: string; readonly item?: WireItem }
  | { readonly type: 'refused'; readonly clientToken: string; readonly reason: string }
  | { readonly type: 'again'; readonly clientToken: string }
  | { readonly type: 'discarded'; readonly clientToken: string }
  | { readonly type: 'typingEnds'; readonly now: number }

export const EMPTY_CONVERSATION: Conversation = {
  link: 'connecting',
  participantId: undefined,
  lines: [],
  outbox: [],
  typists: [],
  receipts: {},
  earlier: 'unknown',
}

/** Clients say at most every ten seconds that somebody types. */
const TYPING_MS = 12_000

export function reduceConversation(state: Conversation, event: ConversationEvent): Conversation {
  switch (event.type) {
    case 'link':
      // Who types is heard anew.
      return { ...state, link: event.link, typists: event.link === 'open' ? state.typists : [] }
    case 'known':
      return { ...state, participantId: event.participantId }
    case 'heard':
      return event.items.reduce((next, item) => heard(next, item, event.now), state)
    case 'earlier':
      return { ...state, earlier: event.earlier }
    case 'written':
      return { ...state, outbox: [...state.outbox, event.unsent] }
    case 'acknowledged': {
      const settled = without(state, event.clientToken)
      const { item } = event
      // What has come back already is known better than by its acknowledgement.
      return !item || settled.lines.some(each => each.id === item.Id)
        ? settled
        : withLine(settled, lineOf(item), undefined)
    }
    case 'refused':
      return refused(state, event.clientToken, event.reason)
    case 'again':
      return changed(state, event.clientToken, { refused: undefined })
    case 'discarded':
      return without(state, event.clientToken)
    case 'typingEnds':
      return { ...state, typists: state.typists.filter(each => each.until > event.now) }
    default:
      throw new Error(`unexpected ${JSON.stringify(event satisfies never)}`)
  }
}

/** What others wrote, without what the service only reports. */
export function isFromOthers(line: Line, participantId: string | undefined): boolean {
  return line.kind !== 'event' && line.participantId !== participantId
}

/** What is shown below the lines: all that has not come back as a line. */
export function shownOutbox({ outbox }: Conversation): readonly Unsent[] {
  return outbox.filter(each => each.seenAs === undefined)
}

function heard(state: Conversation, item: WireItem, now: number): Conversation {
  if (item.Type === 'MESSAGEMETADATA') {
    return withReceipts(state, item.MessageMetadata?.MessageId, item.MessageMetadata?.Receipts)
  }
  if (item.ContentType === CONTENT.typing) return withTypist(state, item, now)
  const line = lineOf(item)
  const known = state.lines.some(each => each.id === line.id)
  const placed = withLine(state, line, item.MessageMetadata)
  const met = known ? placed : { ...placed, outbox: seenIn(placed, line) }
  const quiet = met.typists.filter(each => each.participantId !== line.participantId)
  return withReceipts({ ...met, typists: quiet }, line.id, item.MessageMetadata?.Receipts)
}

function lineOf(item: WireItem): Line {
  return {
    id: item.Id,
    kind: item.Type === 'EVENT' ? 'event' : item.Type === 'ATTACHMENT' ? 'attachment' : 'message',
    contentType: item.ContentType ?? CONTENT.plain,
    content: item.Content ?? '',
    at: Date.parse(item.AbsoluteTime),
    role: item.ParticipantRole ?? 'SYSTEM',
    participantId: item.ParticipantId,
    displayName: item.DisplayName,
    contactId: item.ContactId,
    attachments: (item.Attachments ?? []).map(each => ({
      attachmentId: each.AttachmentId,
      name: each.AttachmentName,
      contentType: each.ContentType,
      status: each.Status,
    })),
    chunk:
      item.MessageMetadata?.MessageCompleted === false
        ? item.MessageMetadata.ChunkNumber
        : undefined,
  }
}

/** Puts a line where its time says, or in the place of what was known of it. */
function withLine(
  state: Conversation,
  line: Line,
  pieces: WireItem['MessageMetadata'],
): Conversation {
  const { lines } = state
  const known = lines.findIndex(each => each.id === line.id)
  const old = lines[known]
  if (old) {
    const next =
      old.chunk === undefined && pieces?.MessageCompleted === false ? old : continued(old, line)
    return { ...state, lines: lines.with(known, next) }
  }
  const after = lines.findLastIndex(each => each.at <= line.at)
  return { ...state, lines: lines.toSpliced(after + 1, 0, line) }
}

/** A piece continues what came before it; anything else is whole. */
function continued(old: Line, line: Line): Line {
  if (line.chunk === undefined) return { ...line, at: old.at }
  if (line.chunk <= (old.chunk ?? 0)) return old
  return { ...old, content: old.content + line.content, chunk: line.chunk }
}

/** Our own line may come back before its acknowledgement: it is not to be seen twice. */
function seenIn(state: Conversation, line: Line): readonly Unsent[] {
  if (line.participantId === undefined || line.participantId !== state.participantId) {
    return state.outbox
  }
  const content = line.attachments[0]?.name ?? line.content
  const index = state.outbox.findIndex(
    each => each.seenAs === undefined && each.refused === undefined && each.content === content,
  )
  const unsent = state.outbox[index]
  return unsent ? state.outbox.with(index, { ...unsent, seenAs: line.id }) : state.outbox
}

function withReceipts(
  state: Conversation,
  lineId: string | undefined,
  receipts: readonly WireReceipt[] | undefined,
): Conversation {
  const others = (receipts ?? []).filter(
    each => each.RecipientParticipantId !== state.participantId,
  )
  if (lineId === undefined || others.length === 0) return state
  const isRead =
    state.receipts[lineId] === 'read' || others.some(each => each.ReadTimestamp !== undefined)
  return { ...state, receipts: { ...state.receipts, [lineId]: isRead ? 'read' : 'delivered' } }
}

function withTypist(state: Conversation, item: WireItem, now: number): Conversation {
  const { ParticipantId: participantId, ParticipantRole: role = 'SYSTEM' } = item
  if (participantId === undefined || participantId === state.participantId) return state
  const typist = { participantId, role, displayName: item.DisplayName, until: now + TYPING_MS }
  const others = state.typists.filter(each => each.participantId !== participantId)
  return { ...state, typists: [...others, typist] }
}

/** What came back as a line was kept, whatever the refusal says of a repetition. */
function refused(state: Conversation, clientToken: string, reason: string): Conversation {
  const unsent = state.outbox.find(each => each.clientToken === clientToken)
  return unsent?.seenAs === undefined
    ? changed(state, clientToken, { refused: reason })
    : without(state, clientToken)
}

function changed(state: Conversation, clientToken: string, more: Partial<Unsent>): Conversation {
  const outbox = state.outbox.map(each =>
    each.clientToken === clientToken ? { ...each, ...more } : each,
  )
  return { ...state, outbox }
}

function without(state: Conversation, clientToken: string): Conversation {
  return { ...state, outbox: state.outbox.filter(each => each.clientToken !== clientToken) }
}
