import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, find, remove } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'
import { EXECUTIONS_KEPT, executionsOf, playTestCase } from '../test-case.ts'

/** The run is over when this answers: its time is virtual. Who asks for it later finds how it went. */
export const startTestCaseExecution: Operation<'StartTestCaseExecution'> = (input, context) => {
  const { id, document } = find(context, 'test-case', input.TestCaseId)
  if (document.Status !== 'PUBLISHED') throw invalidRequest('The test case is not published.')
  const played = { ...playTestCase(context, document), TestCaseId: id }
  const run = create(context, 'test-case-execution', played)
  const old = executionsOf(context, id).slice(EXECUTIONS_KEPT - 1)
  return changed(
    { TestCaseExecutionId: run.id, TestCaseId: id, Status: 'INITIATED' },
    run.input,
    ...old.map(each => remove('test-case-execution', each.id)),
  )
}
