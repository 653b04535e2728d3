// Data tables as the API shows them, and what operations on them have in common.
import type * as sdk from '@aws-sdk/client-connect'
import { DataTable, type PrimaryValues } from '../../core/data-table/data-table.ts'
import {
  type Changed,
  DataTableDraft,
  type LockVersion,
} from '../../core/data-table/data-table-draft.ts'
import type {
  DataTableAttribute,
  DataTableRecordDocument,
  DataTableValidation,
} from '../../core/directory/document.ts'
import { arnOf, bareId } from '../arn.ts'
import type { Change, Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { wordFor } from '../resource.ts'
import { invalidParameter, invalidRequest, notFound } from '../service-error.ts'

/** By id or ARN; a version alias such as `:$LATEST` means the only one there is. */
export function findDataTable({ centre }: OperationContext, idOrArn: string): DataTable {
  const table = DataTable.find(centre.directory, bareId(idOrArn))
  if (!table) throw notFound(`There is no ${wordFor('data-table')} ${bareId(idOrArn)}.`)
  return table
}

export function findAttribute(table: DataTable, name: string): DataTableAttribute {
  const attribute = table.attribute(name)
  if (!attribute) throw notFound(`The table has no attribute ${name}.`)
  return attribute
}

export function draftOf(context: OperationContext, table: DataTable): DataTableDraft {
  return new DataTableDraft(table, { now: context.now, newId: () => context.newId() })
}

/** The inputs that make a draft's changes. */
export function changesOf({ region }: OperationContext, draft: DataTableDraft): Change[] {
  return draft.inputs({ LastModifiedRegion: region })
}

export function showDataTable(context: OperationContext, table: DataTable): Plain<sdk.DataTable> {
  const { document, id } = table
  return {
    Id: id,
    Arn: arnOf(context, 'data-table', id),
    Name: document.Name,
    Description: document.Description,
    TimeZone: document.TimeZone,
    ValueLockLevel: document.ValueLockLevel,
    Status: document.Status,
    LockVersion: { DataTable: String(document.Revision) },
    Version: '$LATEST',
    CreatedTime: document.CreatedTime,
    LastModifiedTime: document.LastModifiedTime,
    LastModifiedRegion: document.LastModifiedRegion,
    Tags: document.Tags,
  }
}

export function showDataTableAttribute(
  context: OperationContext,
  { document, id }: DataTable,
  attribute: DataTableAttribute,
): Plain<sdk.DataTableAttribute> {
  return {
    AttributeId: attribute.AttributeId,
    Name: attribute.Name,
    ValueType: attribute.ValueType,
    Description: attribute.Description,
    DataTableId: id,
    DataTableArn: arnOf(context, 'data-table', id),
    Primary: attribute.Primary,
    Version: '$LATEST',
    LockVersion: {
      DataTable: String(document.Revision),
      Attribute: String(attribute.Revision),
    },
    LastModifiedTime: attribute.LastModifiedTime,
    LastModifiedRegion: document.LastModifiedRegion,
    Validation: attribute.Validation as Plain<sdk.Validation> | undefined,
  }
}

type GivenPrimary = readonly Plain<sdk.PrimaryValue>[] | undefined

/** Required by the model, so they are there. */
export function primaryValuesOf(given: GivenPrimary): PrimaryValues {
  return (given ?? []) as PrimaryValues
}

/** The limits of an attribute: those that make sense together. */
export function checkedValidation(
  given: Plain<sdk.Validation> | undefined,
): DataTableValidation | undefined {
  if (!given) return undefined
  const { MinLength, MaxLength, MinValues, MaxValues, Minimum, Maximum } = given
  checkOrder('Length', MinLength, MaxLength)
  checkOrder('Values', MinValues, MaxValues)
  checkOrder('imum', Minimum, Maximum)
  // Members that were not given are not there, so this is what the model says it is.
  return given as DataTableValidation
}

function checkOrder(what: string, min: number | undefined, max: number | undefined): void {
  if (min !== undefined && max !== undefined && min > max) {
    throw invalidParameter(`Member Validation.Max${what} is below Min${what}.`)
  }
}

/** Every value of a row: with its attribute, in the order of the attributes. */
export function cellsOf({ document }: DataTable, record: DataTableRecordDocument) {
  return document.Attributes.flatMap(attribute => {
    const cell = record.Values[attribute.AttributeId]
    return cell ? [{ attribute, cell }] : []
  })
}

export function lockOf(
  { document }: DataTable,
  attribute: DataTableAttribute,
  record: DataTableRecordDocument,
): LockVersion {
  return {
    DataTable: String(document.Revision),
    Attribute: String(attribute.Revision),
    PrimaryValues: String(record.Revision),
    Value: String(record.Values[attribute.AttributeId]?.Revision ?? 0),
  }
}

interface RowFilter {
  readonly RecordIds?: readonly string[] | undefined
  readonly PrimaryAttributeValues?:
    | readonly {
        readonly AttributeName: string | undefined
        readonly Values: readonly string[] | undefined
      }[]
    | undefined
}

/** The rows that a list asks for, by the key the directory keeps them under, in its order. */
export function filteredRows(
  table: DataTable,
  { RecordIds, PrimaryAttributeValues }: RowFilter,
): readonly (readonly [string, DataTableRecordDocument])[] {
  const wanted = (PrimaryAttributeValues ?? []).map(({ AttributeName = '', Values = [] }) => {
    const attribute = findAttribute(table, AttributeName)
    if (!attribute.Primary) throw invalidParameter(`${AttributeName} is no primary attribute.`)
    return { id: attribute.AttributeId, values: new Set(Values) }
  })
  return [...table.records()]
    .filter(
      ([, { RecordId, Primary }]) =>
        (!RecordIds?.length || RecordIds.includes(RecordId)) &&
        wanted.every(({ id, values }) => values.has(Primary[id] ?? '')),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** What a batch did, value by value. */
export interface Batch {
  readonly done: readonly { readonly value: BatchValue; readonly changed: Changed }[]
  readonly failed: readonly {
    readonly PrimaryValues: GivenPrimary & {}
    readonly AttributeName: string
    readonly Message: string
  }[]
}

interface BatchValue {
  readonly PrimaryValues?: GivenPrimary
  readonly AttributeName: string | undefined
  readonly LockVersion?: LockVersion | undefined
}

/** Does the same with each value; those that cannot be done are told apart. */
export function batch<Value extends BatchValue>(
  values: readonly Value[],
  act: (
    value: Value,
    change: {
      readonly primaryValues: PrimaryValues
      readonly attributeName: string
      readonly lock: LockVersion | undefined
    },
  ) => Changed | { readonly problem: string },
): Batch {
  const done: { value: Value; changed: Changed }[] = []
  const failed: { PrimaryValues: GivenPrimary & {}; AttributeName: string; Message: string }[] = []
  const seen = new Set<string>()
  for (const value of values) {
    const { PrimaryValues = [], AttributeName = '', LockVersion } = value
    const name = JSON.stringify([PrimaryValues, AttributeName])
    if (seen.has(name)) throw invalidRequest(`A value of ${AttributeName} is there twice.`)
    seen.add(name)
    const result = act(value, {
      primaryValues: primaryValuesOf(PrimaryValues),
      attributeName: AttributeName,
      lock: LockVersion,
    })
    if ('problem' in result) failed.push({ PrimaryValues, AttributeName, Message: result.problem })
    else done.push({ value, changed: result })
  }
  return { done, failed }
}

/** A value of a batch that is done. */
export function doneValue({ value, changed }: Batch['done'][number]) {
  return {
    PrimaryValues: value.PrimaryValues ?? [],
    AttributeName: value.AttributeName,
    LockVersion: changed.lock,
  }
}
