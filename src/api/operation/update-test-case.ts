import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'
import { checkTestCase } from '../test-case.ts'

export const updateTestCase: Operation<'UpdateTestCase'> = (input, context) => {
  const testCase = find(context, 'test-case', input.TestCaseId)
  const { Name, Description, Content, EntryPoint, InitializationData, Status } = input
  requireFreeName(context, 'test-case', Name, testCase.id)
  const { document } = testCase
  if ((Status ?? document.Status) === 'PUBLISHED') {
    checkTestCase(Content ?? document.Content, InitializationData ?? document.InitializationData)
  }
  const members = { Name, Description, Content, EntryPoint, InitializationData, Status }
  return change(edit(context, 'test-case', testCase, given(members)))
}
