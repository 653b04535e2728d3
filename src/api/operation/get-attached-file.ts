import { downloadOf, findFile, showFile } from '../attached-file.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'

export const getAttachedFile: Operation<'GetAttachedFile'> = (input, context) => {
  const file = findFile(context, input)
  const approved = file.document.FileStatus === 'APPROVED'
  return answer({
    ...showFile(context, file),
    FileSizeInBytes: file.document.FileSizeInBytes,
    ...(approved && { DownloadUrlMetadata: downloadOf(context, file, input.UrlExpiryInSeconds) }),
  })
}
