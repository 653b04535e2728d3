// A chat: who takes part and what the centre itself writes into it. What people write is kept
// outside; the centre is told only what moves the contact.
import type { ChatProcessor } from '../flow/action-kind.ts'
import type { Instant } from '../instant.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { PARTIES_MAX } from './participant-limit.ts'
import { rootOf } from './party.ts'
import { sealTranscript } from './transcript.ts'

export interface Chat {
  /** Everybody who ever took part, in the order they came. */
  participants: ChatParticipant[]
  /** Content types the customer's client can show. Plain text always is one. */
  readonly contentTypes: readonly string[]
  /** What the customer wrote before the chat began: `$.Media.InitialMessage`. */
  readonly initialMessage?: string
  /** The chat that this one goes on with. */
  sourceContactId?: string
  /** How much of it. */
  rehydration?: Rehydration
  /** Between a flow and an agent: see `guide.ts`. */
  readonly isGuide?: true
  timers?: ChatTimers
  /** The view shown last, and the token by which the client asks for it. */
  view?: {
    readonly token: string
    readonly viewId: string
    readonly version: string
    /** Its answer is not kept in the transcript. */
    readonly hidesAnswer: boolean
  }
  processor?: ChatProcessor
  /** A customer who leaves the agent stays for the flow chosen for that. */
  readonly outlastsAgent?: true
  /** The customer may not send files. */
  readonly takesNoFiles?: true
  /** The number of the last line that the centre has been told of. */
  heard?: number
  /** What became of the transcript, from the contact's end on. */
  transcript?: Transcript
}

export interface Transcript {
  readonly endedAt: Instant
  /** Key in the blob store, once it is there. */
  location?: string
  failed?: string
}

/** All of the chats before, or the last one. */
export type Rehydration = 'ENTIRE_PAST_SESSION' | 'FROM_SEGMENT'

export type ParticipantRole = 'CUSTOMER' | 'AGENT' | 'SYSTEM' | 'CUSTOM_BOT' | 'SUPERVISOR'

export interface ChatParticipant {
  readonly participantId: string
  readonly role: ParticipantRole
  readonly displayName: string
  /** The user, of an agent or a supervisor. */
  readonly agentId?: string
  /** The contact by which an agent came: that of the chat, or one by which the agent was asked in. */
  readonly cameBy?: string
  /** The contact by which a supervisor looks on. */
  readonly monitorId?: string
  /** Looks on without a word: nobody else is told, and nothing can be written. */
  isSilent?: true
  readonly joinedAt: Instant
  leftAt?: Instant
}

/** Watches of who writes nothing. They run while customer and agent are together. */
export interface ChatTimers {
  limits: readonly QuietLimit[]
  /** Since when each has been quiet; nobody is watched while empty. */
  quiet: Partial<Record<WatchedRole, { since: Instant; isIdle: boolean }>>
  /** When the centre looks next. */
  wakeAt?: Instant
}

export type WatchedRole = 'CUSTOMER' | 'AGENT'

export interface QuietLimit {
  readonly role: WatchedRole
  /** `idle`: it is said that the participant is idle. `disconnect`: the agent is let go, so much after that. */
  readonly limit: 'idle' | 'disconnect'
  readonly afterMs: number
}

/** A line of a chat: a message, or an event such as somebody's coming and going. */
export interface ChatItem {
  readonly itemId: string
  readonly at: Instant
  readonly kind: 'MESSAGE' | 'EVENT' | 'ATTACHMENT'
  /** For example `text/plain`. */
  readonly contentType: string
  readonly content?: string
  readonly participantId?: string
  readonly role: ParticipantRole
  readonly displayName?: string
  /** Set when not everybody may see it: a whisper. */
  readonly only?: 'AGENT' | 'CUSTOMER'
  readonly attachments?: readonly ChatAttachment[]
}

export interface ChatAttachment {
  readonly attachmentId: string
  readonly name: string
  /** MIME type. */
  readonly contentType: string
  readonly status: 'APPROVED' | 'REJECTED' | 'IN_PROGRESS'
}

export type ChatEventName =
  | 'participant.joined'
  | 'participant.left'
  | 'participant.idle'
  | 'participant.returned'
  | 'participant.autodisconnection'
  | 'transfer.succeeded'
  | 'chat.ended'
  | 'chat.rehydrated'

const EVENT = 'application/vnd.amazonaws.connect.event.'
const REMEMBERED_MAX = 2 * PARTIES_MAX
const SYSTEM_NAME = 'SYSTEM_MESSAGE'

/** The centre writes into the chat. */
export function writeMessage(
  world: World,
  contact: Contact,
  message: Pick<ChatItem, 'contentType' | 'content' | 'only'>,
): void {
  write(world, contact, {
    itemId: world.chance.uuid(),
    at: world.now,
    kind: 'MESSAGE',
    role: 'SYSTEM',
    displayName: SYSTEM_NAME,
    ...message,
  })
}

/** What a participant wrote that the centre itself brings into the chat: the first message. */
export function writeFor(
  world: World,
  contact: Contact,
  { participantId, role, displayName }: ChatParticipant,
  message: Pick<ChatItem, 'contentType' | 'content'>,
): void {
  write(world, contact, {
    itemId: world.chance.uuid(),
    at: world.now,
    kind: 'MESSAGE',
    participantId,
    role,
    displayName,
    ...message,
  })
}

/** Tells everybody in the chat what has happened, and to whom. */
export function writeEvent(
  world: World,
  contact: Contact,
  name: ChatEventName,
  of?: ChatParticipant,
): void {
  write(world, contact, {
    itemId: world.chance.uuid(),
    at: world.now,
    kind: 'EVENT',
    contentType: `${EVENT}${name}`,
    role: of?.role ?? 'SYSTEM',
    ...(of && { participantId: of.participantId, displayName: of.displayName }),
  })
}

function write(world: World, contact: Contact, item: ChatItem): void {
  world.effect({ type: 'chat.send', ...conversationOf(contact), item })
}

/** Somebody takes part from now on. */
export function joinChat(
  world: World,
  contact: Contact,
  who: Omit<ChatParticipant, 'joinedAt' | 'leftAt'>,
): void {
  const { chat } = contact
  if (!chat) return
  const participant = addParticipant(world, chat, who)
  writeEvent(world, contact, 'participant.joined', participant)
}

/** Those who left first are forgotten when very many have been there: their lines say that they were. */
export function addParticipant(
  world: World,
  chat: Chat,
  who: Omit<ChatParticipant, 'joinedAt' | 'leftAt'>,
): ChatParticipant {
  const participant = { ...who, joinedAt: world.now }
  const left = chat.participants.findIndex(({ leftAt }) => leftAt !== undefined)
  if (chat.participants.length >= REMEMBERED_MAX && left >= 0) chat.participants.splice(left, 1)
  chat.participants.push(participant)
  return participant
}

/** The agent who has a contact takes part: in its chat, or in the one that this agent was asked into. */
export function agentJoinsChat(world: World, contact: Contact, agentId: string): void {
  const root = rootOf(world, contact)
  if (!root.chat) return
  const user = world.directory.get('agent', agentId)
  joinChat(world, root, {
    participantId: world.chance.uuid(),
    role: 'AGENT',
    agentId,
    cameBy: contact.contactId,
    displayName: user?.IdentityInfo?.FirstName ?? user?.Username ?? '',
  })
}

/** The contact whose chat the agent of this one takes part in, or looks on. */
export function contactOfChat(world: World, contact: Contact): Contact | undefined {
  const { monitors } = contact
  return monitors ? world.contacts.get(monitors.contactId) : rootOf(world, contact)
}

/** The agent who has a contact takes part no more, or looks on no more. */
export function agentLeavesChat(world: World, contact: Contact): void {
  const { monitors, contactId } = contact
  const root = contactOfChat(world, contact)
  if (!root) return
  for (const each of root.chat?.participants ?? []) {
    const isTheirs = monitors
      ? each.monitorId === contactId
      : each.role === 'AGENT' && (each.cameBy ?? root.contactId) === contactId
    if (isTheirs) participantLeaves(world, root, each)
  }
}

/** Everybody of a role takes part no more. */
export function leaveChat(world: World, contact: Contact, role: ParticipantRole): void {
  for (const participant of contact.chat?.participants ?? []) {
    if (participant.role === role) participantLeaves(world, contact, participant)
  }
}

/** Those who take part now and are seen by the others. */
export function present({ participants }: Chat): readonly ChatParticipant[] {
  return participants.filter(({ leftAt, isSilent }) => leftAt === undefined && !isSilent)
}

export function participantLeaves(
  world: World,
  contact: Contact,
  participant: ChatParticipant,
): void {
  if (participant.leftAt !== undefined) return
  participant.leftAt = world.now
  if (!participant.isSilent) writeEvent(world, contact, 'participant.left', participant)
}

/** The chat is over: who is still there is told, and let go. */
export function endChat(world: World, contact: Contact): void {
  const { chat } = contact
  if (!chat) return
  // One that was handed on goes on elsewhere.
  if (contact.nextContactId === undefined) {
    for (const participant of chat.participants) {
      participant.leftAt ??= world.now
      const { monitorId } = participant
      if (monitorId !== undefined)
        world.signals.push({ type: 'watched.over', contactId: monitorId })
    }
    writeEvent(world, contact, 'chat.ended')
    world.effect({ type: 'chat.end', ...conversationOf(contact) })
  }
  // Guides are part of what an agent does, and simulations keep nothing.
  if (!chat.isGuide && world.keepsHistory) sealTranscript(world, contact, chat)
}

function conversationOf({ initialContactId, contactId }: Contact) {
  return { conversationId: initialContactId, contactId }
}
