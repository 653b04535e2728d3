import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showHoursOfOperation } from '../show/hours-of-operation.ts'

export const describeHoursOfOperation: Operation<'DescribeHoursOfOperation'> = (input, context) => {
  const hours = find(context, 'operating-hours', input.HoursOfOperationId)
  return answer({ HoursOfOperation: showHoursOfOperation(context, hours) })
}
