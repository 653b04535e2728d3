import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { filteredRows, findDataTable } from '../show/data-table.ts'

/** The row of defaults has none. */
export const listDataTablePrimaryValues: Operation<'ListDataTablePrimaryValues'> = (
  input,
  context,
) => {
  const table = findDataTable(context, input.DataTableId)
  const rows = filteredRows(table, input).filter(
    ([, { Primary }]) => Object.keys(Primary).length > 0,
  )
  const { items, NextToken } = pageOf(rows, input, ([key]) => key)
  return answer({
    PrimaryValuesList: items.map(([, record]) => ({
      RecordId: record.RecordId,
      PrimaryValues: table.shownPrimary(record),
      LastModifiedTime: record.LastModifiedTime,
      LastModifiedRegion: table.document.LastModifiedRegion,
    })),
    NextToken,
  })
}
