import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showPrompt } from '../show/prompt.ts'

export const searchPrompts: Operation<'SearchPrompts'> = (input, context) => {
  const { items, ...rest } = searched(context, 'prompt', input, prompt =>
    showPrompt(context, prompt),
  )
  return answer({ Prompts: items, ...rest })
}
