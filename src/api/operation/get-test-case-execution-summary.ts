import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { findExecution } from '../test-case.ts'

export const getTestCaseExecutionSummary: Operation<'GetTestCaseExecutionSummary'> = (
  input,
  context,
) => {
  const { document } = findExecution(context, input.TestCaseId, input.TestCaseExecutionId)
  const { StartTime, EndTime, Status, Records } = document
  const passed = Records.filter(each => each.Status === 'PASSED').length
  return answer({
    StartTime,
    EndTime,
    Status,
    ObservationSummary: {
      TotalObservations: Records.length,
      ObservationsPassed: passed,
      ObservationsFailed: Records.length - passed,
    },
  })
}
