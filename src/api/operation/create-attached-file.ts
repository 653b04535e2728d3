import { arnOf } from '../arn.ts'
import { keepFile, uploadedFile } from '../attached-file.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'

/** Attaches what lies in our object store already, for example the recording of another system. */
export const createAttachedFile: Operation<'CreateAttachedFile'> = async (input, context) => {
  const { AssociatedResourceArn, FileUseCaseType, FileSourceUri, Tags } = input
  const { bytes, FileName } = await uploadedFile(context, FileSourceUri, 'FileSourceUri')
  const file = { AssociatedResourceArn, FileName, FileSizeInBytes: bytes.length }
  const { FileId, FileStatus, kept } = await keepFile(context, file, {
    bytes,
    FileUseCaseType,
    Tags,
  })
  return changed(
    {
      FileId,
      FileArn: arnOf(context, 'file', FileId),
      CreationTime: new Date(context.now).toISOString(),
      FileStatus,
    },
    kept,
  )
}
