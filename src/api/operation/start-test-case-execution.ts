import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, find, remove } from '../resource.ts'
import { invalidRequest, ServiceError } from '../service-error.ts'
import { EXECUTIONS_KEPT, executionDocument, executionsOf, testCaseOrder } from '../test-case.ts'

/** The run is over when this answers: its time is virtual. Who asks for it later finds how it went. */
export const startTestCaseExecution: Operation<'StartTestCaseExecution'> = async (
  input,
  context,
) => {
  const { document } = find(context, 'test-case', input.TestCaseId)
  if (document.Status !== 'PUBLISHED') throw invalidRequest('The test case is not published.')
  const result = await context.playTestCase(testCaseOrder(context, document))
  if (!result) {
    throw new ServiceError('ThrottlingException', 'Too many test cases wait to be run already.')
  }
  return () => {
    const { id } = find(context, 'test-case', input.TestCaseId)
    const played = executionDocument(id, context.now, result)
    const run = create(context, 'test-case-execution', played)
    const old = executionsOf(context, id).slice(EXECUTIONS_KEPT - 1)
    return changed(
      { TestCaseExecutionId: run.id, TestCaseId: id, Status: 'INITIATED' },
      run.input,
      ...old.map(each => remove('test-case-execution', each.id)),
    )
  }
}
