// Parts of agent events that only say how a thing is configured. They are in every event of every agent,
// and made once for each state of the directory.
import type { JsonObject } from '../json.ts'

/** How an agent is configured, as of a revision of the directory. */
export interface ShownConfiguration {
  readonly revision: number
  /** Of an agent who has nothing in hand. */
  readonly shown: JsonObject
  /** The same with less room for more, by what the agent has in hand. */
  readonly loaded: Map<string, JsonObject>
}

export class ShownParts {
  readonly #statuses = new Map<string, JsonObject>()
  readonly #queues = new Map<string, JsonObject>()
  #revision: number | undefined

  /** The part about a status, or what `make` makes of it. */
  status(revision: number, statusId: string, make: () => JsonObject): JsonObject {
    return this.#part(revision, this.#statuses, statusId, make)
  }

  queue(revision: number, queueId: string, make: () => JsonObject): JsonObject {
    return this.#part(revision, this.#queues, queueId, make)
  }

  #part(
    revision: number,
    parts: Map<string, JsonObject>,
    id: string,
    make: () => JsonObject,
  ): JsonObject {
    if (revision !== this.#revision) {
      this.#statuses.clear()
      this.#queues.clear()
      this.#revision = revision
    }
    const known = parts.get(id)
    if (known) return known
    const made = make()
    parts.set(id, made)
    return made
  }
}
