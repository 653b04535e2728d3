import type { Instant } from '../../core/instant.ts'
import type { AuditQuery, AuditRow, AuditStore } from '../audit-store.ts'

export class MemoryAuditStore implements AuditStore {
  #rows: AuditRow[] = []

  async add(rows: readonly AuditRow[]): Promise<void> {
    const known = this.#rows.at(-1)?.number ?? 0
    this.#rows.push(...rows.filter(({ number }) => number > known))
  }

  async last(): Promise<AuditRow | undefined> {
    return this.#rows.at(-1)
  }

  async find({ from, until, where, before = Infinity, limit }: AuditQuery) {
    return this.#rows
      .filter(row => row.at >= from && row.at <= until && row.number < before)
      .filter(row => !where || valuesOf(row, where.what).includes(where.is))
      .reverse()
      .slice(0, limit)
  }

  async read({ after, limit }: { readonly after: number; readonly limit: number }) {
    return this.#rows.filter(({ number }) => number > after).slice(0, limit)
  }

  async drop(until: Instant): Promise<void> {
    const first = this.#rows.findIndex(({ at }) => at > until)
    // The last one stays, for the next one follows from it.
    this.#rows.splice(0, first < 0 ? this.#rows.length - 1 : first)
  }
}

function valuesOf(
  row: AuditRow,
  what: NonNullable<AuditQuery['where']>['what'],
): readonly (string | undefined)[] {
  if (what === 'resourceType') return row.resources.map(({ type }) => type)
  if (what === 'resourceName') return row.resources.map(({ name }) => name)
  return [what === 'readOnly' ? String(row.readOnly) : row[what]]
}
