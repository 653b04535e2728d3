import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showPrompt } from '../show/prompt.ts'

export const describePrompt: Operation<'DescribePrompt'> = ({ PromptId }, context) =>
  answer({ Prompt: showPrompt(context, find(context, 'prompt', PromptId)) })
