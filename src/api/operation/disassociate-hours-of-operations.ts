import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { notFound } from '../service-error.ts'

export const disassociateHoursOfOperations: Operation<'DisassociateHoursOfOperations'> = (
  input,
  context,
) => {
  const hours = find(context, 'operating-hours', input.HoursOfOperationId)
  const { ParentHoursOfOperationIds = [] } = hours.document
  const gone = new Set(input.ParentHoursOfOperationIds.map(bareId))
  const unknown = [...gone].find(id => !ParentHoursOfOperationIds.includes(id))
  if (unknown !== undefined) throw notFound(`${unknown} is no parent of the hours of operation.`)
  const rest = ParentHoursOfOperationIds.filter(id => !gone.has(id))
  return change(edit(context, 'operating-hours', hours, { ParentHoursOfOperationIds: rest }))
}
