import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { showInstance } from '../show/instance.ts'

export const listInstances: Operation<'ListInstances'> = (_input, context) =>
  answer({ InstanceSummaryList: [showInstance(context)] })
