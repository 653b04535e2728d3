import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { executionsOf } from '../test-case.ts'

export const listTestCaseExecutions: Operation<'ListTestCaseExecutions'> = (input, context) => {
  const { TestCaseId, TestCaseName, StartTime, EndTime, Status } = input
  const name = (id: string) => context.centre.directory.get('test-case', id)?.Name
  const found = executionsOf(context, TestCaseId).filter(({ document }) => {
    if (TestCaseName !== undefined && name(document.TestCaseId) !== TestCaseName) return false
    if (Status !== undefined && document.Status !== Status) return false
    if (StartTime !== undefined && document.StartTime < StartTime) return false
    return EndTime === undefined || document.StartTime <= EndTime
  })
  const { items, NextToken } = pageOf(found, input, ({ id, document }) => {
    // The latest first.
    return `${String(9e15 - document.StartTime).padStart(16, '0')} ${id}`
  })
  return answer({
    TestCaseExecutions: items.map(({ id, document }) => ({
      TestCaseExecutionId: id,
      TestCaseId: document.TestCaseId,
      TestCaseExecutionStatus: document.Status,
      StartTime: document.StartTime,
      EndTime: document.EndTime,
    })),
    NextToken,
  })
}
