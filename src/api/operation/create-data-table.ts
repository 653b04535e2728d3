import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'
import { checkTimeZone } from '../show/hours-of-operation.ts'

export const createDataTable: Operation<'CreateDataTable'> = (input, context) => {
  requireFreeName(context, 'data-table', input.Name)
  checkTimeZone(input.TimeZone)
  const { InstanceId: _, ...members } = input
  const table = create(context, 'data-table', { ...members, Revision: 1, Attributes: [] })
  return changed({ Id: table.id, Arn: table.arn, LockVersion: { DataTable: '1' } }, table.input)
}
