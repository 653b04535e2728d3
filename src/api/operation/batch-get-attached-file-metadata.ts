import { findFile, showFile } from '../attached-file.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { ServiceError } from '../service-error.ts'

export const batchGetAttachedFileMetadata: Operation<'BatchGetAttachedFileMetadata'> = (
  { FileIds, AssociatedResourceArn },
  context,
) => {
  const found = [...new Set(FileIds)].map(FileId => {
    try {
      return { file: showFile(context, findFile(context, { FileId, AssociatedResourceArn })) }
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      return { error: { FileId, ErrorCode: error.name, ErrorMessage: error.message } }
    }
  })
  return answer({
    Files: found.flatMap(({ file }) => file ?? []),
    Errors: found.flatMap(({ error }) => error ?? []),
  })
}
