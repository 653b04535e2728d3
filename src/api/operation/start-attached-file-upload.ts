import { seconds } from '../../core/instant.ts'
import { arnOf } from '../arn.ts'
import { checkFile, creatorOf, fileUrl, storedFile } from '../attached-file.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { put } from '../resource.ts'

const UPLOAD_SECONDS = 300

/** Answers where the file is to be sent, with PUT. It is looked at when that is said to be done. */
export const startAttachedFileUpload: Operation<'StartAttachedFileUpload'> = async (
  input,
  context,
) => {
  const contentType = await checkFile(context, input)
  const CreatedBy = creatorOf(context, input.CreatedBy)
  const FileId = context.newId()
  const forMs = seconds(input.UrlExpiryInSeconds ?? UPLOAD_SECONDS)
  const stored = storedFile(FileId, input, contentType)
  const { link, expiresAt } = await context.files.announce(stored, context.now, forMs)
  const { FileName, FileSizeInBytes, FileUseCaseType, AssociatedResourceArn, Tags } = input
  const FileStatus = 'PROCESSING'
  return changed(
    {
      FileId,
      FileArn: arnOf(context, 'file', FileId),
      CreationTime: new Date(context.now).toISOString(),
      FileStatus,
      CreatedBy,
      UploadUrlMetadata: {
        Url: fileUrl(context, 'upload', link),
        UrlExpiry: new Date(expiresAt).toISOString(),
        HeadersToInclude: { 'content-type': contentType },
      },
    },
    put(context, 'file', FileId, {
      ...{ FileName, FileSizeInBytes, FileUseCaseType, AssociatedResourceArn, Tags },
      ...{ FileStatus, CreatedBy, CreatedTime: context.now, UploadExpiresAt: expiresAt },
    }),
  )
}
