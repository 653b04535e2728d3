// Agent events say each time how the agent is configured, which changes about never. It is written
// once, under a key made of what it says, and the events name the key.
import { createHash } from 'node:crypto'
import type { CentreEvent } from '../../core/event.ts'
import type { Json, JsonObject } from '../../core/json.ts'

export type AgentEvent = Extract<CentreEvent, { type: 'agent.event' }>

interface Known {
  /** As the centre gave it: the same object until something is configured anew. */
  readonly configuration: Json
  readonly key: string
  readonly body: string
  isKept: boolean
}

export class AgentConfigurations {
  /** By agent, what the last event said. */
  readonly #known = new Map<string, Known>()
  #unkept: Known[] = []

  /** The event in parts. `configurationBody` must be written with it when it `isNew`. */
  takeApart({ agentId, body }: AgentEvent) {
    const snapshot = body.CurrentAgentSnapshot as JsonObject
    const { Configuration } = snapshot
    if (Configuration === undefined || Configuration === null) {
      return { agentId, body: JSON.stringify(body), isNew: false }
    }
    const known = this.#find(agentId, Configuration)
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

  #find(agentId: string, configuration: Json): Known {
    const known = this.#known.get(agentId)
    if (known?.configuration === configuration) return known
    const body = JSON.stringify(configuration)
    const same = known?.body === body
    const key = same ? known.key : createHash('md5').update(body).digest('hex')
    const found: Known = { configuration, key, body, isKept: same && known.isKept }
    this.#known.set(agentId, found)
    if (!found.isKept) this.#unkept.push(found)
    return found
  }
}
