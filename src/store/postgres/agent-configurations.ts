// Agent events say each time whose they are and how the agent is configured, which changes about never.
// It is written once, under a key made of what it says, and the events name the key; readers have it
// as `kept-agent-event.ts` says.
import { createHash } from 'node:crypto'
import type { CentreEvent } from '../../core/event.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import type { KeptConfiguration } from '../kept-agent-event.ts'
import type { PackedAgentEvent } from './journal-row.ts'

export type AgentEvent = Extract<CentreEvent, { type: 'agent.event' }>

interface Known {
  readonly agentId: string
  readonly key: string
  readonly body: string
}

/** A snapshot without what is kept apart. */
interface Taken {
  readonly snapshot: JsonObject
  readonly configuration?: string
}

/** The members of a snapshot that another one does not have as well: most stay as they were. */
function differing(snapshot: JsonObject, other: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(snapshot).filter(([name, value]) => !isSame(value, other[name])),
  )
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

/** An agent says a handful of different ones; beyond this many of all agents, memory begins anew. */
const KNOWN_MAX = 20_000

export class AgentConfigurations {
  /** By the object the centre gives, which is the same one until something is configured anew. */
  #byObject = new WeakMap<object, Known>()
  readonly #byBody = new Map<string, Known>()
  #unkept: Known[] = []

  /** The event as it stands in the journal. What it names and nobody has written yet is among `unkept`. */
  takeApart({ type, agentId, body, previous }: AgentEvent): PackedAgentEvent {
    const { AWSAccountId, AgentARN, InstanceARN, Version, CurrentAgentSnapshot, ...event } = body
    const constants = { AWSAccountId, AgentARN, InstanceARN, Version }
    const current = this.#take(agentId, CurrentAgentSnapshot as JsonObject, constants)
    const former = previous && this.#take(agentId, previous, constants)
    const rest = current.configuration === undefined ? body : event
    return {
      type,
      agentId,
      body: { CurrentAgentSnapshot: current.snapshot, ...rest },
      ...(current.configuration !== undefined && { configuration: current.configuration }),
      ...(former && { previous: differing(former.snapshot, current.snapshot) }),
      ...(former?.configuration !== undefined && { previousConfiguration: former.configuration }),
    }
  }

  /** What must be written with the events that were taken apart. */
  get unkept(): readonly KeptConfiguration[] {
    return this.#unkept
  }

  #take(agentId: string, of: JsonObject, constants: object): Taken {
    const { Configuration, ...snapshot } = of
    if (typeof Configuration !== 'object' || Configuration === null) return { snapshot: of }
    return { snapshot, configuration: this.#find(agentId, Configuration, constants).key }
  }

  /** What was taken apart so far is durable. */
  kept(): void {
    this.#unkept = []
  }

  #find(agentId: string, configuration: object, constants: object): Known {
    const same = this.#byObject.get(configuration)
    if (same?.agentId === agentId) return same
    const body = JSON.stringify({ ...constants, Configuration: configuration })
    const known = this.#byBody.get(body) ?? this.#add(agentId, body)
    this.#byObject.set(configuration, known)
    return known
  }

  #add(agentId: string, body: string): Known {
    if (this.#byBody.size >= KNOWN_MAX) this.#byBody.clear()
    const key = createHash('md5').update(body).digest('hex')
    const known: Known = { agentId, key, body }
    this.#byBody.set(body, known)
    this.#unkept.push(known)
    return known
  }
}
