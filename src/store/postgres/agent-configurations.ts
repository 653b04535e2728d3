// Agent events say each time how the agent is configured, which changes about never. It is written
// once, under a key made of what it says, and the events name the key.
import { createHash } from 'node:crypto'
import type { CentreEvent } from '../../core/event.ts'
import type { JsonObject } from '../../core/json.ts'

export type AgentEvent = Extract<CentreEvent, { type: 'agent.event' }>

interface Known {
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
    const snapshot = body.CurrentAgentSnapshot as JsonObject
    const { Configuration } = snapshot
    if (typeof Configuration !== 'object' || Configuration === null) {
      return { agentId, body: JSON.stringify(body), isNew: false }
    }
    const known = this.#find(Configuration)
    return {
      agentId,
      body: JSON.stringify({
        ...body,
        CurrentAgentSnapshot: { ...snapshot, Configuration: undefined },
      }),
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

  #find(configuration: object): Known {
    const same = this.#byObject.get(configuration)
    if (same) return same
    const body = JSON.stringify(configuration)
    const known = this.#byBody.get(body) ?? this.#add(body)
    this.#byObject.set(configuration, known)
    return known
  }

  #add(body: string): Known {
    if (this.#byBody.size >= KNOWN_MAX) this.#byBody.clear()
    const known: Known = { key: createHash('md5').update(body).digest('hex'), body, isKept: false }
    this.#byBody.set(body, known)
    this.#unkept.push(known)
    return known
  }
}
