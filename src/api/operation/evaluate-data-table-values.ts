import type { DataTable, PrimaryValues } from '../../core/data-table/data-table.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { invalidParameter } from '../service-error.ts'
import { findAttribute, findDataTable, primaryValuesOf } from '../show/data-table.ts'
import { checkTimeZone } from '../show/hours-of-operation.ts'

/** What holds for each row and attribute: its own value, else the default. */
export const evaluateDataTableValues: Operation<'EvaluateDataTableValues'> = (input, context) => {
  const table = findDataTable(context, input.DataTableId)
  checkTimeZone(input.TimeZone)
  const values = input.Values.flatMap(({ PrimaryValues, AttributeNames }) =>
    (AttributeNames ?? []).map(name => evaluated(table, primaryValuesOf(PrimaryValues), name)),
  ).map((value, index) => ({ key: String(index).padStart(9, '0'), value }))
  const { items, NextToken } = pageOf(values, input, ({ key }) => key)
  return answer({ Values: items.map(({ value }) => value), NextToken })
}

function evaluated(table: DataTable, given: PrimaryValues, AttributeName: string) {
  const attribute = findAttribute(table, AttributeName)
  const row = table.primary(given)
  if ('problem' in row) throw invalidParameter(row.problem)
  const found = table.evaluate(row.primary, attribute)
  return {
    RecordId: found?.record.RecordId ?? '',
    PrimaryValues: given,
    AttributeName,
    ValueType: attribute.ValueType,
    Found: found !== undefined,
    Error: false,
    EvaluatedValue: found?.cell.Value ?? '',
  }
}
