import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'

/** Its sound stays: a call may be hearing it. */
export const deletePrompt: Operation<'DeletePrompt'> = ({ PromptId }, context) =>
  change(remove('prompt', find(context, 'prompt', PromptId).id))
