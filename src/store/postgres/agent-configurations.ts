// Agent events say each time whose they are and how the agent is configured, which changes about never.
// It is written once, under a key made of what it says, and the events name the key; readers have it
// as `kept-agent-event.ts` says.
import { createHash } from 'node:crypto'
import type { CentreEvent } from '../../core/event.ts'
import type { JsonObject } from '../../core/json.ts'

export type AgentEvent = Extract<CentreEvent, { type: 'agent.event' }>

interface Known {
  readonly agentId: string
  readonly key: string
  readonly body: string
  isKept: boolean
}

/** An agent says a handful of different ones; beyond this many of all agents, memory begins anew. */
const KNOWN_MAX = 20_000

export class AgentConfigurations {
  /** By the object the centre gives, which is the same one until something is configured anew. */
  #byObject = new WeakMap<object, Known>()
  readonly #byBody = new Map<string, Known>()
  #unkept: Known[] = []

  /** The event in parts. `configurationBody` must be written with it when it `isNew`. */
  takeApart({ agentId, body }: AgentEvent) {
    const { AWSAccountId, AgentARN, InstanceARN, Version, CurrentAgentSnapshot, ...event } = body
    const { Configuration, ...snapshot } = CurrentAgentSnapshot as JsonObject
    if (typeof Configuration !== 'object' || Configuration === null) {
      return { agentId, body: JSON.stringify(body), isNew: false }
    }
    const known = this.#find(agentId, Configuration, {
      AWSAccountId,
      AgentARN,
      InstanceARN,
      Version,
    })
    return {
      agentId,
      body: JSON.stringify({ CurrentAgentSnapshot: snapshot, ...event }),
      configuration: known.key,
      configurationBody: known.body,
      isNew: !known.isKept,
    }
  }

  /** What was taken apart so far is durable. */
  kept(): void {
    for (const known of this.#unkept) known.isKept = true
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
    const known: Known = { agentId, key, body, isKept: false }
    this.#byBody.set(body, known)
    this.#unkept.push(known)
    return known
  }
}
