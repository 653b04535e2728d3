// A data table as it is read: its attributes, its rows, the value that holds for a row.
import type { DirectoryView } from '../directory/directory.ts'
import type {
  DataTableAttribute,
  DataTableCell,
  DataTableDocument,
  DataTableRecordDocument,
} from '../directory/document.ts'
import { valueKey, valueProblem } from './value.ts'

/** Which row is meant: a value for each primary attribute; none for the row of defaults. */
export type PrimaryValues = readonly {
  readonly AttributeName: string
  readonly Value: string
}[]

export type Problem = { readonly problem: string }

export class DataTable {
  readonly id: string
  readonly document: DataTableDocument
  readonly #directory: DirectoryView

  private constructor(directory: DirectoryView, id: string, document: DataTableDocument) {
    this.#directory = directory
    this.id = id
    this.document = document
  }

  static find(directory: DirectoryView, id: string): DataTable | undefined {
    const document = directory.get('data-table', id)
    return document && new DataTable(directory, id, document)
  }

  attribute(name: string): DataTableAttribute | undefined {
    return this.document.Attributes.find(each => each.Name === name)
  }

  get primaryAttributes(): readonly DataTableAttribute[] {
    return this.document.Attributes.filter(each => each.Primary)
  }

  /** The row's primary values by attribute id, or why there cannot be such a row. */
  primary(values: PrimaryValues): { readonly primary: Record<string, string> } | Problem {
    const primary: Record<string, string> = {}
    for (const { AttributeName, Value } of values) {
      const attribute = this.attribute(AttributeName)
      if (!attribute?.Primary) return { problem: `${AttributeName} is no primary attribute.` }
      const problem = valueProblem(attribute, Value)
      if (problem !== undefined) return { problem }
      primary[attribute.AttributeId] = Value
    }
    const given = Object.keys(primary).length
    if (given !== values.length) return { problem: 'A primary attribute is there twice.' }
    const missing = this.primaryAttributes.find(each => primary[each.AttributeId] === undefined)
    if (given > 0 && missing) return { problem: `${missing.Name} is missing.` }
    return { primary }
  }

  /** Where the directory keeps the row. */
  recordKey(primary: Readonly<Record<string, string>>): string {
    const parts = this.primaryAttributes.flatMap(each => {
      const value = primary[each.AttributeId]
      return value === undefined ? [] : [[each.AttributeId, valueKey(each, value)]]
    })
    return `${this.id}/${JSON.stringify(parts)}`
  }

  record(key: string): DataTableRecordDocument | undefined {
    return this.#directory.get('data-table-record', key)
  }

  /** Every row with its key, in the order in which they were made. */
  *records(): Iterable<readonly [string, DataTableRecordDocument]> {
    for (const { id, document } of this.#directory.list('data-table-record')) {
      if (document.TableId === this.id) yield [id, document]
    }
  }

  /** What holds in a row for an attribute: its own value, else the default, else nothing. */
  evaluate(
    primary: Readonly<Record<string, string>>,
    attribute: DataTableAttribute,
  ): { readonly record: DataTableRecordDocument; readonly cell: DataTableCell } | undefined {
    for (const key of [this.recordKey(primary), this.recordKey({})]) {
      const record = this.record(key)
      const cell = record?.Values[attribute.AttributeId]
      if (record && cell) return { record, cell }
    }
    return undefined
  }

  /** Primary values as the API writes them. */
  shownPrimary(record: DataTableRecordDocument): {
    AttributeName: string
    AttributeId: string
    Value: string
  }[] {
    return this.primaryAttributes.flatMap(({ Name, AttributeId }) => {
      const Value = record.Primary[AttributeId]
      return Value === undefined ? [] : [{ AttributeName: Name, AttributeId, Value }]
    })
  }
}
