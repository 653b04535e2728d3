import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showTestCase } from '../test-case.ts'

export const describeTestCase: Operation<'DescribeTestCase'> = ({ TestCaseId }, context) =>
  answer({ TestCase: showTestCase(context, find(context, 'test-case', TestCaseId)) })
