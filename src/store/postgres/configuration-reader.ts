// How agents were configured, as their events name it: read once, for it never changes.
import type { Kysely } from 'kysely'
import type { KeptConfiguration } from '../kept-agent-event.ts'
import type { Tables } from './schema.ts'

/** An agent has a handful of different ones. */
const KNOWN_MAX = 20_000

export interface ConfigurationReaderParts {
  /** With our schema. */
  readonly db: Kysely<Tables>
  readonly instanceId: string
}

export class ConfigurationReader {
  readonly #parts: ConfigurationReaderParts
  readonly #known = new Map<string, KeptConfiguration>()

  constructor(parts: ConfigurationReaderParts) {
    this.#parts = parts
  }

  /** By key; those that are asked for are among them. */
  async get(keys: ReadonlySet<string>): Promise<ReadonlyMap<string, KeptConfiguration>> {
    if (this.#known.size > KNOWN_MAX) this.#known.clear()
    const unknown = [...keys].filter(key => !this.#known.has(key))
    if (unknown.length > 0) {
      const rows = await this.#parts.db
        .selectFrom('agent_configuration')
        .select(['key', 'body'])
        .where('instance', '=', this.#parts.instanceId)
        .where('key', 'in', unknown)
        .execute()
      for (const row of rows) this.#known.set(row.key, row)
    }
    return this.#known
  }
}
