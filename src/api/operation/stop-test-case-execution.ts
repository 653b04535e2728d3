import type { Operation } from '../operation.ts'
import { invalidRequest } from '../service-error.ts'
import { findExecution } from '../test-case.ts'

/** Runs take no time, so there is never one to stop. */
export const stopTestCaseExecution: Operation<'StopTestCaseExecution'> = (input, context) => {
  findExecution(context, input.TestCaseId, input.TestCaseExecutionId)
  throw invalidRequest('The test case execution is over already.')
}
