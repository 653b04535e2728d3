// What an agent's page knows, and how each thing it hears changes that. Pure: the link to the
// server (agent-link.ts) feeds it, the components draw it.
import type {
  AgentPageContact,
  AgentPageMessage,
  AgentServerMessage,
  AgentSnapshot,
} from '../../src/api/contract/agent-stream.ts'
import type { MicrophoneProblem } from './microphone-problem.ts'

export interface AgentState {
  /** Of the WebSocket; `lost` means it is being reconnected. */
  readonly link: 'connecting' | 'open' | 'lost'
  readonly snapshot: AgentSnapshot | undefined
  /** Add to the page's clock to get the server's, ms. */
  readonly skewMs: number
  readonly audio: AudioState
  /** The browser does not let the page play sound until the user clicks. */
  readonly playBlocked: boolean
  /** The contact the agent has accepted; it still takes a moment until it is connected. */
  readonly accepted: string | undefined
  /** Commands the server has not answered yet. */
  readonly pending: readonly PendingCommand[]
  /** Why the last command was refused. */
  readonly notice: string | undefined
  /** What happened to the contacts seen here, oldest first. */
  readonly timeline: readonly TimelineEntry[]
}

/** off → connecting → connected → lost → connecting …; a problem or a take-over waits for the user. */
export type AudioState =
  | { readonly name: 'off' }
  | { readonly name: 'connecting' }
  | { readonly name: 'connected' }
  | { readonly name: 'lost' }
  | { readonly name: 'problem'; readonly problem: MicrophoneProblem }
  | { readonly name: 'superseded' }

export type AgentMethod = AgentPageMessage['method']

export interface PendingCommand {
  readonly id: number
  readonly method: AgentMethod
  readonly contactId: string | undefined
}

export type TimelineKind = AgentPageContact['state'] | 'RESUMED' | 'MUTED' | 'UNMUTED' | 'CLEARED'

export interface TimelineEntry {
  readonly contactId: string
  readonly kind: TimelineKind
  /** The server's clock, epoch ms. */
  readonly at: number
}

export type AgentPageEvent =
  | { readonly type: 'link'; readonly link: AgentState['link'] }
  | { readonly type: 'heard'; readonly message: AgentServerMessage; readonly now: number }
  | { readonly type: 'audio'; readonly audio: AudioState }
  | { readonly type: 'playBlocked'; readonly blocked: boolean }
  | { readonly type: 'sent'; readonly command: PendingCommand }
  | { readonly type: 'unanswered'; readonly id: number; readonly sentence: string }
  | { readonly type: 'dismissed' }

export const INITIAL_AGENT_STATE: AgentState = {
  link: 'connecting',
  snapshot: undefined,
  skewMs: 0,
  audio: { name: 'off' },
  playBlocked: false,
  accepted: undefined,
  pending: [],
  notice: undefined,
  timeline: [],
}

/** A contact's story is kept this long after it left, in entries. */
const TIMELINE_MAX = 200

export function reduceAgentState(state: AgentState, event: AgentPageEvent): AgentState {
  switch (event.type) {
    case 'link':
      return linkChanged(state, event.link)
    case 'heard':
      return heard(state, event.message, event.now)
    case 'audio':
      return { ...state, audio: event.audio }
    case 'playBlocked':
      return { ...state, playBlocked: event.blocked }
    case 'sent':
      return sent(state, event.command)
    case 'unanswered':
      return failed(state, event.id, event.sentence)
    case 'dismissed':
      return { ...state, notice: undefined }
    default:
      return assertNever(event)
  }
}

/** An answer that was on its way when the link broke never comes: nothing stays pending. */
function linkChanged(state: AgentState, link: AgentState['link']): AgentState {
  return link === 'open' ? { ...state, link } : { ...state, link, pending: [], accepted: undefined }
}

function sent(state: AgentState, command: PendingCommand): AgentState {
  const accepted = command.method === 'accept' ? command.contactId : state.accepted
  return { ...state, accepted, notice: undefined, pending: [...state.pending, command] }
}

function failed(state: AgentState, id: number, sentence: string): AgentState {
  const command = state.pending.find(each => each.id === id)
  if (!command) return state
  const accepted = command.method === 'accept' ? undefined : state.accepted
  return { ...withoutPending(state, id), accepted, notice: sentence }
}

function heard(state: AgentState, message: AgentServerMessage, now: number): AgentState {
  switch (message.type) {
    case 'snapshot':
      return withSnapshot(state, message.snapshot, now)
    case 'answer':
      return withoutPending(state, message.id)
    case 'refused':
      return failed(state, message.id, message.message)
    case 'superseded':
      return { ...state, audio: { name: 'superseded' } }
    case 'media':
      return state // the link decides what to do about it
    default:
      return assertNever(message)
  }
}

function withSnapshot(state: AgentState, snapshot: AgentSnapshot, now: number): AgentState {
  const added = timelineOf(state.snapshot?.contacts ?? [], snapshot)
  return {
    ...state,
    snapshot,
    skewMs: snapshot.now - now,
    timeline: [...state.timeline, ...added].slice(-TIMELINE_MAX),
  }
}

function timelineOf(
  before: readonly AgentPageContact[],
  snapshot: AgentSnapshot,
): readonly TimelineEntry[] {
  const entries = snapshot.contacts.flatMap(contact =>
    changesOf(
      before.find(each => each.contactId === contact.contactId),
      contact,
      snapshot.now,
    ),
  )
  const gone = before
    .filter(old => !snapshot.contacts.some(each => each.contactId === old.contactId))
    .map(old => ({ contactId: old.contactId, kind: 'CLEARED' as const, at: snapshot.now }))
  return [...entries, ...gone]
}

function changesOf(
  before: AgentPageContact | undefined,
  contact: AgentPageContact,
  now: number,
): readonly TimelineEntry[] {
  const { contactId } = contact
  if (!before)
    return [...answeredEarlier(contact), { contactId, kind: contact.state, at: contact.since }]
  const entries: TimelineEntry[] = []
  if (before.state !== contact.state) {
    const resumed = before.state === 'CONNECTED_ONHOLD' && contact.state === 'CONNECTED'
    entries.push({ contactId, kind: resumed ? 'RESUMED' : contact.state, at: contact.since })
  }
  if (before.muted !== contact.muted) {
    entries.push({ contactId, kind: contact.muted ? 'MUTED' : 'UNMUTED', at: now })
  }
  return entries
}

/** After a reload the page meets a call half-way: its beginning is known from `connectedAt`. */
function answeredEarlier({ contactId, connectedAt, since, state }: AgentPageContact) {
  if (connectedAt === undefined || (state === 'CONNECTED' && connectedAt >= since)) return []
  return [{ contactId, kind: 'CONNECTED' as const, at: connectedAt }]
}

function withoutPending(state: AgentState, id: number): AgentState {
  return { ...state, pending: state.pending.filter(each => each.id !== id) }
}

function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`)
}
