// The rows of a data table out of its values, and what has been typed as values to write.
import type { Values } from '../values.ts'

export interface GridColumn {
  readonly name: string
  readonly type: string
  readonly isPrimary: boolean
}

export interface GridCell {
  readonly value: string
  /** What the writer has seen, so that nobody's change is lost. */
  readonly lock: unknown
}

export interface GridRow {
  readonly key: string
  /** By column. Empty in the row of defaults. */
  readonly primary: Readonly<Record<string, string>>
  readonly cells: Readonly<Record<string, GridCell>>
}

export function gridRows(values: readonly Values[]): readonly GridRow[] {
  const rows = new Map<string, GridRow>()
  for (const value of values) {
    const primary = Object.fromEntries(primaryOf(value))
    const key = JSON.stringify(Object.entries(primary).sort())
    const row = rows.get(key) ?? { key, primary, cells: {} }
    const cell = { value: String(value.Value ?? ''), lock: value.LockVersion }
    rows.set(key, { ...row, cells: { ...row.cells, [String(value.AttributeName)]: cell } })
  }
  return [...rows.values()]
}

/** One value as the batch operations take it. */
export function written(row: GridRow, column: string, value: string): Values {
  const PrimaryValues = Object.entries(row.primary).map(([AttributeName, Value]) => {
    return { AttributeName, Value }
  })
  const lock = row.cells[column]?.lock
  return {
    ...(PrimaryValues.length > 0 && { PrimaryValues }),
    AttributeName: column,
    Value: value,
    ...(lock !== undefined && { LockVersion: lock }),
  }
}

function primaryOf({ PrimaryValues }: Values): (readonly [string, string])[] {
  return ((PrimaryValues ?? []) as readonly Values[]).map(({ AttributeName, Value }) => {
    return [String(AttributeName), String(Value)] as const
  })
}
