import { arnOf } from '../arn.ts'
import { checkFile, ownerOf, storedFile } from '../attached-file.ts'
import { callerArn } from '../caller-arn.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { put } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'

const SENT_MS = 60_000

/** Attaches what lies in our object store already, for example the recording of another system. */
export const createAttachedFile: Operation<'CreateAttachedFile'> = async (input, context) => {
  const { AssociatedResourceArn, FileUseCaseType, FileSourceUri, Tags } = input
  const { bytes, FileName } = await uploaded(context, FileSourceUri)
  const file = { AssociatedResourceArn, FileName, FileSizeInBytes: bytes.length }
  const FileId = context.newId()
  const stored = storedFile(FileId, file, await checkFile(context, file))
  const { link, expiresAt } = await context.files.announce(stored, context.now, SENT_MS)
  await context.files.upload(link, { now: context.now, address: 'own', body: async () => bytes })
  const { status: FileStatus } = await context.files.complete(ownerOf(file), FileId)
  const CreatedBy = { ConnectUserArn: callerArn(context) }
  return changed(
    {
      FileId,
      FileArn: arnOf(context, 'file', FileId),
      CreationTime: new Date(context.now).toISOString(),
      FileStatus,
    },
    put(context, 'file', FileId, {
      ...{ ...file, FileUseCaseType, Tags, FileStatus, CreatedBy },
      ...{ CreatedTime: context.now, UploadExpiresAt: expiresAt },
    }),
  )
}

/** Only what was uploaded for such uses: a link to a file must not open everything else we keep. */
async function uploaded({ blobs }: OperationContext, uri: string) {
  const key = /^s3:\/\/[^/]+\/(uploads\/[\w.-]+)$/.exec(uri)?.[1]
  if (key === undefined) {
    throw invalidRequest('Member FileSourceUri must look like s3://parley/uploads/name.wav.')
  }
  const bytes = await blobs.get(key)
  if (!bytes) throw invalidRequest(`Member FileSourceUri: there is nothing at ${key}.`)
  return { bytes, FileName: key.slice(key.lastIndexOf('/') + 1) }
}
