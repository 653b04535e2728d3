import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showHoursOfOperation } from '../show/hours-of-operation.ts'

export const searchHoursOfOperations: Operation<'SearchHoursOfOperations'> = (input, context) => {
  const { items, ...rest } = searched(context, 'operating-hours', input, hours =>
    showHoursOfOperation(context, hours),
  )
  return answer({ HoursOfOperations: items, ...rest })
}
