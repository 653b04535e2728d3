// Who has which contacts, as the agent events tell it.
import type { Instant } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'

/** A contact with an agent. */
export interface Held {
  readonly agentId: string
  readonly contactId: string
  readonly channel: string
  readonly queueId: string
  readonly state: string
  readonly since: Instant
  /** When the offer began; later the agent may still be CONNECTING, while a whisper plays. */
  readonly offeredAt: Instant
  acceptedAt?: Instant
}

interface Shown {
  readonly ContactId: string
  readonly Channel: string
  readonly State: string
  readonly StateStartTimestamp: string
  readonly Queue: { readonly ARN: string } | null
}

const HOLDING = ['CONNECTING', 'CONNECTED', 'CONNECTED_ONHOLD', 'PAUSED']

export class AgentsAtWork {
  readonly #held = new Map<string, readonly Held[]>()
  readonly #routable = new Map<string, boolean>()
  /** By contact. */
  readonly #holders = new Map<string, Set<string>>()
  readonly #connecting = new Map<string, Held>()
  readonly #left = new Set<string>()

  /** What an agent event says of its agent. */
  show(agentId: string, body: JsonObject) {
    const snapshot = body.CurrentAgentSnapshot as JsonObject
    const former = this.of(agentId)
    const current = (snapshot.Contacts as unknown as readonly Shown[]).map(each =>
      heldOf(agentId, each, former),
    )
    this.#set(agentId, current)
    const status = snapshot.AgentStatus as { readonly Type?: string }
    this.#routable.set(agentId, status.Type === 'ROUTABLE' && !snapshot.NextAgentStatus)
    return { former, current }
  }

  forget(agentId: string): void {
    // Whoever was talking with the agent may go on in a flow.
    for (const { contactId } of this.of(agentId)) this.#left.add(contactId)
    this.#set(agentId, [])
    this.#held.delete(agentId)
    this.#routable.delete(agentId)
  }

  accepted(agentId: string, contactId: string, at: Instant): void {
    const held = this.of(agentId).find(each => each.contactId === contactId)
    if (held) held.acceptedAt = at
  }

  of(agentId: string): readonly Held[] {
    return this.#held.get(agentId) ?? []
  }

  /** Agents who are asked, or talking, or have put the contact aside. */
  holdersOf(contactId: string): readonly Held[] {
    return this.#with(contactId).filter(({ state }) => HOLDING.includes(state))
  }

  /** Agents with after-contact work to do for it. */
  workersAfter(contactId: string): readonly Held[] {
    return this.#with(contactId).filter(({ state }) => state === 'ENDED')
  }

  /** An agent was done with it, and the customer perhaps not. */
  hadLeft(contactId: string): boolean {
    return this.#left.has(contactId)
  }

  get connecting(): Iterable<Held> {
    return this.#connecting.values()
  }

  /** Agents who take contacts and have none. */
  get idle(): readonly string[] {
    return [...this.#routable].flatMap(([agentId, routable]) =>
      routable && this.of(agentId).length === 0 ? [agentId] : [],
    )
  }

  #with(contactId: string): readonly Held[] {
    const agents = [...(this.#holders.get(contactId) ?? [])]
    return agents.flatMap(agentId => this.of(agentId).filter(each => each.contactId === contactId))
  }

  #set(agentId: string, current: readonly Held[]): void {
    for (const { contactId } of this.of(agentId)) {
      const agents = this.#holders.get(contactId)
      agents?.delete(agentId)
      if (agents?.size === 0) this.#holders.delete(contactId)
      this.#connecting.delete(`${agentId} ${contactId}`)
    }
    this.#held.set(agentId, current)
    for (const held of current) {
      const agents = this.#holders.get(held.contactId) ?? new Set()
      this.#holders.set(held.contactId, agents.add(agentId))
      if (held.state === 'CONNECTING') this.#connecting.set(`${agentId} ${held.contactId}`, held)
      if (held.state === 'ENDED') this.#left.add(held.contactId)
    }
  }
}

function heldOf(agentId: string, shown: Shown, former: readonly Held[]): Held {
  const since = Date.parse(shown.StateStartTimestamp)
  const before = former.find(each => each.contactId === shown.ContactId)
  const isSame = before?.state === 'CONNECTING' && shown.State === 'CONNECTING'
  return {
    agentId,
    contactId: shown.ContactId,
    channel: shown.Channel,
    queueId: shown.Queue?.ARN.split('/queue/')[1] ?? '',
    state: shown.State,
    since,
    offeredAt: isSame ? before.offeredAt : since,
    ...(isSame && before.acceptedAt !== undefined && { acceptedAt: before.acceptedAt }),
  }
}
