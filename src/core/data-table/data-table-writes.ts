// What a flow writes into a data table: all of it or nothing.
import type { Instant } from '../instant.ts'
import type { DataTable, PrimaryValues, Problem } from './data-table.ts'
import { DataTableDraft } from './data-table-draft.ts'

export interface DataTableWrite {
  readonly primaryValues: PrimaryValues
  readonly attributeName: string
  /** Without one the default holds again. */
  readonly value?: string
  /** The version of the table the flow has seen. */
  readonly lockVersion: string
}

export function draftWrites(
  table: DataTable,
  writes: readonly DataTableWrite[],
  given: { readonly now: Instant; readonly newId: () => string },
): DataTableDraft | Problem {
  const draft = new DataTableDraft(table, given)
  for (const { primaryValues, attributeName, value, lockVersion } of writes) {
    // A flow knows one version only, whatever level the table is locked at.
    const lock = {
      DataTable: lockVersion,
      Attribute: lockVersion,
      PrimaryValues: lockVersion,
      Value: lockVersion,
    }
    const change = { primaryValues, attributeName, lock }
    const result = value === undefined ? draft.clear(change) : draft.upsert(change, value)
    if ('problem' in result) return result
  }
  return draft
}
