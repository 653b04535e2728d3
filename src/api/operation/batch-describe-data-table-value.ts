import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { findDataTable, lockOf, primaryValuesOf } from '../show/data-table.ts'

/** What stands in the table, default or not: nothing is evaluated. */
export const batchDescribeDataTableValue: Operation<'BatchDescribeDataTableValue'> = (
  { DataTableId, Values },
  context,
) => {
  const table = findDataTable(context, DataTableId)
  const described = Values.map(({ PrimaryValues = [], AttributeName = '' }) => {
    const attribute = table.attribute(AttributeName)
    const row = table.primary(primaryValuesOf(PrimaryValues))
    const record = 'problem' in row ? undefined : table.record(table.recordKey(row.primary))
    const cell = attribute && record?.Values[attribute.AttributeId]
    if (!attribute || !record || !cell) {
      const Message = 'problem' in row ? row.problem : 'There is no such value.'
      return { Failed: { PrimaryValues, AttributeName, Message } }
    }
    return {
      Successful: {
        RecordId: record.RecordId,
        AttributeId: attribute.AttributeId,
        PrimaryValues: table.shownPrimary(record),
        AttributeName,
        Value: cell.Value,
        LockVersion: lockOf(table, attribute, record),
        LastModifiedTime: cell.LastModifiedTime,
        LastModifiedRegion: table.document.LastModifiedRegion,
      },
    }
  })
  return answer({
    Successful: described.flatMap(({ Successful }) => Successful ?? []),
    Failed: described.flatMap(({ Failed }) => Failed ?? []),
  })
}
