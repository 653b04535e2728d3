// Agent events say each time whose they are and how the agent is configured, which changes about never.
// It is written once, under a key made of what it says, and the events name the key; readers have it
// as `kept-agent-event.ts` says.
import { createHash } from 'node:crypto'
import type { CentreEvent } from '../../core/event.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import type { KeptConfiguration } from '../kept-agent-event.ts'
import type { PackedAgentEvent } from './journal-row.ts'

export type AgentEvent = Extract<CentreEvent, { type: 'agent.event' }>

interface Given {
  readonly configuration: object
  readonly key: string
}

/** The members of a snapshot that another one does not have as well: most stay as they were. */
function differing(snapshot: JsonObject, other: JsonObject): JsonObject {
  const different: Record<string, Json> = {}
  for (const name of Object.keys(snapshot)) {
    const value = snapshot[name]
    if (name === APART || value === undefined || isSame(value, other[name])) continue
    different[name] = value
  }
  return different
}

/** Of what is no more than one object deep; anything else counts as different. */
function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every(name => (one as JsonObject)[name] === (other as JsonObject)[name])
  )
}

/** The member of a snapshot that is kept apart. */
const APART = 'Configuration'

function withoutApart(snapshot: JsonObject): JsonObject {
  const { [APART]: _, ...rest } = snapshot
  return rest
}

/** An agent says a handful of different ones; beyond this many of all agents, memory begins anew. */
const KNOWN_MAX = 20_000
/** Of one agent at a time: one for each load, as a rule two. */
const GIVEN_MAX = 4

export class AgentConfigurations {
  /** By agent; of each the last objects the centre gave, which are the same until something is configured anew. */
  readonly #byAgent = new Map<string, Given[]>()
  readonly #byBody = new Map<string, KeptConfiguration>()
  #unkept: KeptConfiguration[] = []

  /** The event as it stands in the journal. What it names and nobody has written yet is among `unkept`. */
  takeApart({ type, agentId, body, previous }: AgentEvent): PackedAgentEvent {
    const current = body.CurrentAgentSnapshot as JsonObject
    const configuration = this.#keyOf(agentId, current, body)
    const previousConfiguration = previous && this.#keyOf(agentId, previous, body)
    return {
      type,
      agentId,
      body: configuration === undefined ? body : saidNow(body, withoutApart(current)),
      ...(configuration !== undefined && { configuration }),
      ...(previous && { previous: differing(previous, current) }),
      ...(previousConfiguration !== undefined && { previousConfiguration }),
    }
  }

  /** What must be written with the events that were taken apart. */
  get unkept(): readonly KeptConfiguration[] {
    return this.#unkept
  }

  #keyOf(agentId: string, snapshot: JsonObject, body: JsonObject): string | undefined {
    const configuration = snapshot[APART]
    if (typeof configuration !== 'object' || configuration === null) return undefined
    const given = this.#byAgent.get(agentId) ?? []
    for (const each of given) if (each.configuration === configuration) return each.key
    const { AWSAccountId, AgentARN, InstanceARN, Version } = body
    const constants = { AWSAccountId, AgentARN, InstanceARN, Version }
    const text = JSON.stringify({ ...constants, [APART]: configuration })
    const { key } = this.#byBody.get(text) ?? this.#add(text)
    if (this.#byAgent.size >= KNOWN_MAX) this.#byAgent.clear()
    if (given.length === 0) this.#byAgent.set(agentId, given)
    else if (given.length >= GIVEN_MAX) given.shift()
    given.push({ configuration, key })
    return key
  }

  /** What was taken apart so far is durable. */
  kept(): void {
    this.#unkept = []
  }

  #add(body: string): KeptConfiguration {
    if (this.#byBody.size >= KNOWN_MAX) this.#byBody.clear()
    const key = createHash('md5').update(body).digest('hex')
    const known = { key, body }
    this.#byBody.set(body, known)
    this.#unkept.push(known)
    return known
  }
}

/** What an event says beside what is kept apart. */
function saidNow(body: JsonObject, snapshot: JsonObject): JsonObject {
  const { AWSAccountId, AgentARN, InstanceARN, Version, CurrentAgentSnapshot, ...said } = body
  return { CurrentAgentSnapshot: snapshot, ...said }
}
