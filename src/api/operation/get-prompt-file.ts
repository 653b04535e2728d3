import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'

const LINK_SECONDS = 300

export const getPromptFile: Operation<'GetPromptFile'> = ({ PromptId }, context) => {
  const { document } = find(context, 'prompt', PromptId)
  return answer({
    PromptPresignedUrl: context.signedUrl(document.Location, LINK_SECONDS),
    LastModifiedTime: document.LastModifiedTime,
    LastModifiedRegion: document.LastModifiedRegion,
  })
}
