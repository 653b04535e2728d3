// The chats of an agent's page: one client for each that the agent has, and how much of each has not
// been seen. It outlives components; they read its state.
import type { AgentPageContact } from '../../../src/api/contract/agent-stream.ts'
import { type Conversation, isFromOthers, type Line } from './conversation.ts'
import type { ParticipantClient } from './participant-client.ts'

export interface AgentChat {
  readonly client: ParticipantClient
  readonly conversation: Conversation
  /** Messages of others that have not been on screen. */
  readonly unread: number
}

export type AgentChatsState = Readonly<Record<string, AgentChat>>

export interface AgentChatsWorld {
  connect(contactId: string): ParticipantClient
  /** By contact, when its last message that was seen was written, so that a reload does not lose it. */
  loadSeen(): Readonly<Record<string, number>>
  saveSeen(seen: Readonly<Record<string, number>>): void
}

interface Held {
  readonly client: ParticipantClient
  readonly unsubscribe: () => void
}

export class AgentChats {
  readonly #world: AgentChatsWorld
  readonly #held = new Map<string, Held>()
  readonly #listeners = new Set<() => void>()
  #seen: Readonly<Record<string, number>>
  #state: AgentChatsState = {}
  #watched: string | undefined
  #guides: ReadonlySet<string> = new Set()

  constructor(world: AgentChatsWorld) {
    this.#world = world
    this.#seen = world.loadSeen()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getState = (): AgentChatsState => this.#state

  /** The contacts that the agent has now. */
  update(contacts: readonly AgentPageContact[]): void {
    const guides = new Set(contacts.flatMap(guideOf))
    const open = new Set([...contacts.filter(isWritten).map(each => each.contactId), ...guides])
    this.#guides = guides
    for (const [contactId, { client, unsubscribe }] of this.#held) {
      if (open.has(contactId)) continue
      unsubscribe()
      client.close()
      this.#held.delete(contactId)
      this.#forget(contactId)
    }
    for (const contactId of open) if (!this.#held.has(contactId)) this.#open(contactId)
    this.#changed()
  }

  /** The chat that is on screen before the agent's eyes; none while the page is hidden. */
  watch(contactId: string | undefined): void {
    if (this.#watched === contactId) return
    this.#watched = contactId
    this.#changed()
  }

  networkReturned(): void {
    for (const { client } of this.#held.values()) client.networkReturned()
  }

  close(): void {
    for (const { client, unsubscribe } of this.#held.values()) {
      unsubscribe()
      client.close()
    }
    this.#held.clear()
  }

  #open(contactId: string): void {
    const client = this.#world.connect(contactId)
    const unsubscribe = client.subscribe(() => this.#changed())
    this.#held.set(contactId, { client, unsubscribe })
  }

  #changed(): void {
    this.#lookAtWatched()
    const entries = [...this.#held].map(([contactId, { client }]): [string, AgentChat] => {
      const conversation = client.getState()
      const isGuide = this.#guides.has(contactId)
      const unread = isGuide ? 0 : unreadSince(conversation, this.#seen[contactId])
      return [contactId, { client, conversation, unread }]
    })
    this.#state = Object.fromEntries(entries)
    for (const listener of this.#listeners) listener()
  }

  #lookAtWatched(): void {
    const contactId = this.#watched
    const client = contactId === undefined ? undefined : this.#held.get(contactId)?.client
    const last = client?.getState().lines.at(-1)
    if (contactId === undefined || client === undefined || last === undefined) return
    client.read()
    if ((this.#seen[contactId] ?? 0) >= last.at) return
    this.#seen = { ...this.#seen, [contactId]: last.at }
    this.#world.saveSeen(this.#seen)
  }

  #forget(contactId: string): void {
    const { [contactId]: _gone, ...seen } = this.#seen
    this.#seen = seen
    this.#world.saveSeen(seen)
  }
}

/** A guide is another chat of the agent's, beside the contact; what it says is always on screen. */
function guideOf({ guideId, state }: AgentPageContact): readonly string[] {
  const isGuided =
    guideId !== undefined && !['CONNECTING', 'MISSED', 'REJECTED', 'ERROR'].includes(state)
  return isGuided ? [guideId] : []
}

/** Chats that the agent takes part in, or has taken part in until a moment ago. */
function isWritten({ channel, state }: AgentPageContact): boolean {
  return channel === 'CHAT' && (state === 'CONNECTED' || state === 'ENDED')
}

function unreadSince({ lines, participantId }: Conversation, seenAt = 0): number {
  const isNews = (line: Line) =>
    line.at > seenAt && line.role !== 'SYSTEM' && isFromOthers(line, participantId)
  return lines.filter(isNews).length
}
