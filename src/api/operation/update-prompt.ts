import { arnOf } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { edit, find, given, requireFreeName } from '../resource.ts'
import { keepSound, soundAt } from '../show/prompt.ts'

export const updatePrompt: Operation<'UpdatePrompt'> = async (input, context) => {
  const { PromptId, Name, Description, S3Uri } = input
  find(context, 'prompt', PromptId)
  const Location =
    S3Uri === undefined ? undefined : await keepSound(context, await soundAt(context, S3Uri))
  return () => {
    const prompt = find(context, 'prompt', PromptId)
    requireFreeName(context, 'prompt', Name, prompt.id)
    return changed(
      { PromptId: prompt.id, PromptARN: arnOf(context, 'prompt', prompt.id) },
      edit(context, 'prompt', prompt, given({ Name, Description, S3Uri, Location })),
    )
  }
}
