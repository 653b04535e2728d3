import { findFile, ownerOf, statusOf } from '../attached-file.ts'
import type { Operation } from '../operation.ts'
import { answer, change } from '../operation.ts'
import { edit } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'

/** The file is there: it is looked at, and whoever may see the contact can have it if it is clean. */
export const completeAttachedFileUpload: Operation<'CompleteAttachedFileUpload'> = async (
  input,
  context,
) => {
  const { id, document } = findFile(context, input)
  if (document.FileStatus !== 'PROCESSING') return answer({})
  if (statusOf(context, { id, document }) === 'FAILED') {
    throw invalidRequest('The file has not been sent in time: start again.')
  }
  const { status } = await context.files.complete(ownerOf(document), id)
  return () => change(edit(context, 'file', findFile(context, input), { FileStatus: status }))
}
