// Files that come with a task: kept like all that are attached to contacts, and references of the task, by
// which its agent finds them.
import type { Reference } from '../core/contact/contact.ts'
import { fetchFile } from '../io/fetched-file.ts'
import { instanceArn } from './arn.ts'
import { keepFile, limitsOf, uploadedFile } from './attached-file.ts'
import type { Change } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { invalidRequest } from './service-error.ts'

interface Given {
  readonly FileName: string | undefined
  readonly S3Url: string | undefined
}

interface Attached {
  readonly references: Readonly<Record<string, Reference>>
  readonly changes: readonly Change[]
}

/** Fetches and keeps the files of a task that is about to begin. Throws when one cannot be attached. */
export async function attachToTask(
  context: OperationContext,
  contactId: string,
  given: readonly Given[] = [],
): Promise<Attached> {
  const names = given.map(({ FileName }) => FileName)
  if (new Set(names).size < names.length) {
    throw invalidRequest('Member Attachments: two files have one name.')
  }
  const references: Record<string, Reference> = {}
  const changes: Change[] = []
  for (const { FileName = '', S3Url = '' } of given) {
    const bytes = await bytesOf(context, S3Url)
    const file = {
      AssociatedResourceArn: `${instanceArn(context)}/contact/${contactId}`,
      FileName,
      FileSizeInBytes: bytes.length,
    }
    const { FileId, FileStatus, kept } = await keepFile(context, file, {
      bytes,
      scope: 'TASK',
      FileUseCaseType: 'ATTACHMENT',
    })
    references[FileName] = { Type: 'ATTACHMENT', Value: FileId, Status: FileStatus }
    changes.push(kept)
  }
  return { references, changes }
}

async function bytesOf(context: OperationContext, url: string): Promise<Uint8Array> {
  if (url.startsWith('s3:')) return (await uploadedFile(context, url, 'Attachments')).bytes
  const fetched = await fetchFile(url, limitsOf(context, 'TASK').bytesMax)
  if (typeof fetched === 'string') throw invalidRequest(`Member Attachments: ${fetched}`)
  return fetched
}
