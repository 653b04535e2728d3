import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showTestCase } from '../test-case.ts'

export const searchTestCases: Operation<'SearchTestCases'> = (input, context) => {
  const { items, ...rest } = searched(context, 'test-case', input, entry =>
    showTestCase(context, entry),
  )
  return answer({ TestCases: items, ...rest })
}
