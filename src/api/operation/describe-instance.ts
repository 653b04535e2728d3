import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { showInstance } from '../show/instance.ts'

export const describeInstance: Operation<'DescribeInstance'> = (_input, context) =>
  answer({ Instance: showInstance(context) })
