import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { executionsOf } from '../test-case.ts'

/** Its runs go with it. */
export const deleteTestCase: Operation<'DeleteTestCase'> = ({ TestCaseId }, context) => {
  const { id } = find(context, 'test-case', TestCaseId)
  const runs = executionsOf(context, id).map(run => remove('test-case-execution', run.id))
  return change(...runs, remove('test-case', id))
}
