// Changes to one data table, collected to be made together. Locks are compared with the table as it
// was before, so that the changes of one request do not shut each other out.
import type {
  DataTableAttribute,
  DataTableCell,
  DataTableDocument,
  DataTableRecordDocument,
} from '../directory/document.ts'
import type { ConfigurationInput } from '../input.ts'
import type { Instant } from '../instant.ts'
import type { JsonObject } from '../json.ts'
import type { DataTable, PrimaryValues, Problem } from './data-table.ts'
import { emptyValue, valueProblem } from './value.ts'

/** Which versions the one who changes something has seen; only that of the table's lock level counts. */
export interface LockVersion {
  readonly DataTable?: string | undefined
  readonly Attribute?: string | undefined
  readonly PrimaryValues?: string | undefined
  readonly Value?: string | undefined
}

export interface CellChange {
  readonly primaryValues: PrimaryValues
  readonly attributeName: string
  readonly lock?: LockVersion | undefined
}

/** What a value became, with the versions it has now. */
export interface Changed {
  readonly recordId: string
  readonly lock: LockVersion
}

/** Any version will do. */
const LATEST = /^\$?LATEST$/i

export class DataTableDraft {
  readonly #table: DataTable
  readonly #now: Instant
  readonly #newId: () => string
  /** Undefined: the row goes. */
  readonly #records = new Map<string, DataTableRecordDocument | undefined>()
  #document: DataTableDocument

  constructor(
    table: DataTable,
    { now, newId }: { readonly now: Instant; readonly newId: () => string },
  ) {
    this.#table = table
    this.#document = table.document
    this.#now = now
    this.#newId = newId
  }

  /** The version everything touched here gets. */
  get revision(): number {
    return this.#table.document.Revision + 1
  }

  /** Writes a value that is not there yet. */
  create(change: CellChange, value: string): Changed | Problem {
    return this.#write(change, value, cell =>
      cell ? 'There is a value already.' : this.#lockProblem(change, cell, false),
    )
  }

  /** Writes over a value. */
  update(change: CellChange, value: string): Changed | Problem {
    return this.#write(change, value, cell =>
      cell ? this.#lockProblem(change, cell, true) : 'There is no such value.',
    )
  }

  /** Writes a value, whether there is one or not. */
  upsert(change: CellChange, value: string): Changed | Problem {
    return this.#write(change, value, cell => this.#lockProblem(change, cell, false))
  }

  /** Takes a value away; the default holds again. A row goes with its last value. */
  delete(change: CellChange): Changed | Problem {
    const found = this.#find(change)
    if ('problem' in found) return found
    const { key, attribute, record } = found
    const cell = record?.Values[attribute.AttributeId]
    if (!record || !cell) return { problem: 'There is no such value.' }
    const problem = this.#lockProblem(change, cell, true)
    if (problem !== undefined) return { problem }
    const { [attribute.AttributeId]: _, ...Values } = record.Values
    this.#putRecord(key, Object.keys(Values).length === 0 ? undefined : { ...record, Values })
    this.#touchAttribute(attribute)
    return { recordId: record.RecordId, lock: this.#lock() }
  }

  /** Takes a value away where there is one. */
  clear(change: CellChange): Changed | Problem {
    const found = this.#find(change)
    if ('problem' in found) return found
    const { attribute, record } = found
    if (record?.Values[attribute.AttributeId]) return this.delete(change)
    return { recordId: record?.RecordId ?? '', lock: this.#lock() }
  }

  /** Gives a row other primary values. */
  move(from: PrimaryValues, to: PrimaryValues, lock: LockVersion): Changed | Problem {
    const former = this.#row(from)
    const next = this.#row(to)
    if ('problem' in former) return former
    if ('problem' in next) return next
    const { record } = former
    if (!record || from.length === 0 || to.length === 0) return { problem: 'There is no such row.' }
    if (next.record && next.key !== former.key) return { problem: 'There is such a row already.' }
    const problem = this.#versionProblem(lock.PrimaryValues, record.Revision)
    if (problem !== undefined) return { problem }
    this.#putRecord(former.key, undefined)
    this.#putRecord(next.key, { ...record, Primary: next.primary })
    return { recordId: record.RecordId, lock: this.#lock() }
  }

  /** Changes members of the table itself. */
  edit(members: Partial<DataTableDocument>): void {
    this.#document = { ...this.#document, ...members }
  }

  /** Adds an attribute, or puts one in place of the one with its id. */
  putAttribute(attribute: Omit<DataTableAttribute, 'Revision' | 'LastModifiedTime'>): void {
    const stamped = { ...attribute, Revision: this.revision, LastModifiedTime: this.#now }
    const { Attributes } = this.#document
    const isNew = !Attributes.some(each => each.AttributeId === attribute.AttributeId)
    this.edit({
      Attributes: isNew
        ? [...Attributes, stamped]
        : Attributes.map(each => (each.AttributeId === attribute.AttributeId ? stamped : each)),
    })
    if (isNew && attribute.Primary) this.#fillIn(stamped)
  }

  /** Takes an attribute away, with its values. */
  deleteAttribute({ AttributeId }: DataTableAttribute): void {
    const Attributes = this.#document.Attributes.filter(each => each.AttributeId !== AttributeId)
    this.edit({ Attributes })
    for (const [key, record] of this.#table.records()) {
      if (record.Values[AttributeId] === undefined) continue
      const { [AttributeId]: _, ...Values } = record.Values
      this.#putRecord(key, Object.keys(Values).length === 0 ? undefined : { ...record, Values })
    }
  }

  /** What makes the changes, nothing when there are none. */
  inputs(stamp: JsonObject = {}): ConfigurationInput[] {
    if (this.#document === this.#table.document && this.#records.size === 0) return []
    const document = {
      ...this.#document,
      ...stamp,
      Revision: this.revision,
      LastModifiedTime: this.#now,
    } as unknown as JsonObject
    const table = { type: 'config.put', kind: 'data-table', id: this.#table.id, document } as const
    const records = [...this.#records].map(([id, record]): ConfigurationInput => {
      const kind = 'data-table-record'
      return record
        ? { type: 'config.put', kind, id, document: record }
        : { type: 'config.delete', kind, id }
    })
    return [table, ...records]
  }

  #write(
    change: CellChange,
    value: string,
    refuse: (cell: DataTableCell | undefined) => string | undefined,
  ): Changed | Problem {
    const found = this.#find(change)
    if ('problem' in found) return found
    const { key, primary, attribute, record } = found
    if (attribute.Primary) return { problem: `${attribute.Name} is a primary attribute.` }
    const problem = refuse(record?.Values[attribute.AttributeId]) ?? valueProblem(attribute, value)
    if (problem !== undefined) return { problem }
    const written = record ?? this.#newRecord(primary)
    const cell = { Value: value, Revision: this.revision, LastModifiedTime: this.#now }
    this.#putRecord(key, {
      ...written,
      Values: { ...written.Values, [attribute.AttributeId]: cell },
    })
    this.#touchAttribute(attribute)
    return { recordId: written.RecordId, lock: this.#lock() }
  }

  #newRecord(primary: Readonly<Record<string, string>>): DataTableRecordDocument {
    return {
      TableId: this.#table.id,
      RecordId: this.#newId(),
      Primary: primary,
      Values: {},
      Revision: this.revision,
      LastModifiedTime: this.#now,
    }
  }

  #find({ primaryValues, attributeName }: CellChange) {
    const attribute = this.#table.attribute(attributeName)
    if (!attribute) return { problem: `There is no attribute ${attributeName}.` }
    const row = this.#row(primaryValues)
    return 'problem' in row ? row : { ...row, attribute }
  }

  #row(primaryValues: PrimaryValues) {
    const read = this.#table.primary(primaryValues)
    if ('problem' in read) return read
    const key = this.#table.recordKey(read.primary)
    const record = this.#records.has(key) ? this.#records.get(key) : this.#table.record(key)
    return { key, primary: read.primary, record }
  }

  #putRecord(key: string, record: DataTableRecordDocument | undefined): void {
    const stamp = { Revision: this.revision, LastModifiedTime: this.#now }
    this.#records.set(key, record && { ...record, ...stamp })
  }

  #touchAttribute({ AttributeId }: DataTableAttribute): void {
    this.edit({
      Attributes: this.#document.Attributes.map(each =>
        each.AttributeId === AttributeId ? { ...each, Revision: this.revision } : each,
      ),
    })
  }

  /** Rows that were there before a primary attribute have its empty value, and so another key. */
  #fillIn({ AttributeId, ValueType }: DataTableAttribute): void {
    const rows = [...this.#table.records()].filter(
      ([, { Primary }]) => Object.keys(Primary).length > 0,
    )
    for (const [key, record] of rows) {
      this.#putRecord(key, undefined)
      const Primary = { ...record.Primary, [AttributeId]: emptyValue(ValueType) }
      const parts = (JSON.parse(key.slice(this.#table.id.length + 1)) as string[][]).concat([
        [AttributeId, emptyValue(ValueType)],
      ])
      this.#putRecord(`${this.#table.id}/${JSON.stringify(parts)}`, { ...record, Primary })
    }
  }

  #lock(): LockVersion {
    const version = String(this.revision)
    return { DataTable: version, Attribute: version, PrimaryValues: version, Value: version }
  }

  #lockProblem(
    { lock, attributeName, primaryValues }: CellChange,
    cell: DataTableCell | undefined,
    isNeeded: boolean,
  ): string | undefined {
    const [given, version] = this.#locked({ attributeName, primaryValues }, lock, cell)
    if (version === undefined) return undefined
    if (given === undefined) return isNeeded ? 'LockVersion is missing.' : undefined
    return this.#versionProblem(given, version)
  }

  /** The version that counts at the table's lock level: the one given, and the one it has. */
  #locked(
    { attributeName, primaryValues }: CellChange,
    lock: LockVersion = {},
    cell: DataTableCell | undefined,
  ): readonly [string | undefined, number | undefined] {
    const { document } = this.#table
    switch (document.ValueLockLevel) {
      case 'DATA_TABLE':
        return [lock.DataTable, document.Revision]
      case 'ATTRIBUTE':
        return [lock.Attribute, this.#table.attribute(attributeName)?.Revision]
      case 'PRIMARY_VALUE': {
        const read = this.#table.primary(primaryValues)
        const record =
          'problem' in read ? undefined : this.#table.record(this.#table.recordKey(read.primary))
        return [lock.PrimaryValues, record?.Revision]
      }
      case 'VALUE':
        return [lock.Value, cell?.Revision]
      default:
        return [undefined, undefined]
    }
  }

  #versionProblem(given: string | undefined, version: number): string | undefined {
    if (given === undefined || LATEST.test(given) || given === String(version)) return undefined
    return 'It was changed meanwhile: LockVersion is no longer the latest.'
  }
}
