import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { cellsOf, filteredRows, findDataTable, lockOf } from '../show/data-table.ts'

export const listDataTableValues: Operation<'ListDataTableValues'> = (input, context) => {
  const table = findDataTable(context, input.DataTableId)
  const values = filteredRows(table, input).flatMap(([key, record]) =>
    cellsOf(table, record)
      .toSorted((a, b) => (a.attribute.AttributeId < b.attribute.AttributeId ? -1 : 1))
      .map(({ attribute, cell }) => ({
        key: `${key}\n${attribute.AttributeId}`,
        shown: {
          RecordId: record.RecordId,
          AttributeId: attribute.AttributeId,
          PrimaryValues: table.shownPrimary(record),
          AttributeName: attribute.Name,
          ValueType: attribute.ValueType,
          Value: cell.Value,
          LockVersion: lockOf(table, attribute, record),
          LastModifiedTime: cell.LastModifiedTime,
          LastModifiedRegion: table.document.LastModifiedRegion,
        },
      })),
  )
  const { items, NextToken } = pageOf(values, input, ({ key }) => key)
  return answer({ Values: items.map(({ shown }) => shown), NextToken })
}
