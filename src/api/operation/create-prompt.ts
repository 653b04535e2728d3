import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'
import { keepSound, soundAt } from '../show/prompt.ts'

export const createPrompt: Operation<'CreatePrompt'> = async (input, context) => {
  requireFreeName(context, 'prompt', input.Name)
  const Location = await keepSound(context, await soundAt(context, input.S3Uri))
  return () => {
    requireFreeName(context, 'prompt', input.Name)
    const { InstanceId: _, ...members } = input
    const { id, arn, input: put } = create(context, 'prompt', { ...members, Location })
    return changed({ PromptId: id, PromptARN: arn }, put)
  }
}
