import { arnOf } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'
import { checkTestCase } from '../test-case.ts'

export const createTestCase: Operation<'CreateTestCase'> = (input, context) => {
  requireFreeName(context, 'test-case', input.Name)
  const { Content, Name, Description, EntryPoint, InitializationData, Tags } = input
  const { Status = 'PUBLISHED' } = input
  if (Status === 'PUBLISHED') checkTestCase(Content, InitializationData)
  const document = { Name, Content, Description, EntryPoint, InitializationData, Status, Tags }
  const { id, input: put } = create(context, 'test-case', document)
  return changed({ TestCaseId: id, TestCaseArn: arnOf(context, 'test-case', id) }, put)
}
