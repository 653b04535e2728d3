import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { findExecution } from '../test-case.ts'

export const listTestCaseExecutionRecords: Operation<'ListTestCaseExecutionRecords'> = (
  input,
  context,
) => {
  const { document } = findExecution(context, input.TestCaseId, input.TestCaseExecutionId)
  const records = document.Records.map((record, index) => ({
    key: String(index).padStart(6, '0'),
    record,
  })).filter(({ record }) => input.Status === undefined || record.Status === input.Status)
  const { items, NextToken } = pageOf(records, input, ({ key }) => key)
  return answer({ ExecutionRecords: items.map(({ record }) => record), NextToken })
}
