// Files attached to contacts and cases, as the API takes and shows them. What may be attached follows
// from what it is attached to: how large it is and what its name ends with.
import type * as sdk from '@aws-sdk/client-connect'
import type { Member } from '../channel/chat/chat-port.ts'
import type { Entry } from '../core/directory/directory.ts'
import { arnOf, bareId, instanceArn } from './arn.ts'
import { callerArn } from './caller-arn.ts'
import type { Plain } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { attachmentExtensions, typeOfExtension } from './participant/attachment/attachment-types.ts'
import { find, membersOf, put } from './resource.ts'
import { invalidRequest, limitExceeded, notFound } from './service-error.ts'
import { knownContact } from './written-contact.ts'

type File = Entry<'file'>
export type Scope = sdk.AttachmentScope

/** Attached to one thing. */
const FILES_MAX = 100
const URL_SECONDS = 300
/** A file that we have ourselves is put away at once. */
const SENT_MS = 60_000

export const SCOPES: readonly Scope[] = ['CASE', 'CHAT', 'EMAIL', 'TASK']

/** What is associated with files: a contact that is known, or a case. Answers where its limits are said. */
export async function scopeOf(context: OperationContext, arn: string): Promise<Scope | undefined> {
  if (/^arn:aws[\w-]*:cases:[^:]*:[^:]*:domain\/[^/]+\/case\/[^/]+$/.test(arn)) return 'CASE'
  if (!arn.startsWith(`${instanceArn(context)}/contact/`)) {
    throw invalidRequest('Member AssociatedResourceArn is the ARN of a contact or of a case.')
  }
  const { channel } = await knownContact(context, arn)
  return SCOPES.find(scope => scope === channel)
}

/** What may be attached there: what the machine takes at all, unless less is said. */
export function limitsOf({ centre, files }: OperationContext, scope: Scope | undefined) {
  const said = scope && centre.directory.get('attached-files-configuration', scope)
  const allowed = said?.ExtensionConfiguration?.AllowedExtensions
  return {
    bytesMax: Math.min(said?.MaximumSizeLimitInBytes ?? files.bytesMax, files.bytesMax),
    extensions: allowed?.map(({ Extension }) => Extension) ?? attachmentExtensions,
  }
}

interface NewFile {
  readonly AssociatedResourceArn: string
  readonly FileName: string
  readonly FileSizeInBytes: number
}

/**
 * The type of a file that may be attached; throws for any other.
 * @param scope of a contact that is about to begin.
 */
export async function checkFile(
  context: OperationContext,
  file: NewFile,
  scope?: Scope,
): Promise<string> {
  const { AssociatedResourceArn, FileName, FileSizeInBytes } = file
  const limits = limitsOf(context, scope ?? (await scopeOf(context, AssociatedResourceArn)))
  if (FileSizeInBytes > limits.bytesMax) {
    throw invalidRequest(`Member FileSizeInBytes: a file has at most ${limits.bytesMax} bytes.`)
  }
  const extension = FileName.slice(FileName.lastIndexOf('.') + 1).toLowerCase()
  const contentType = FileName.includes('.') ? typeOfExtension(extension) : undefined
  if (contentType === undefined || !limits.extensions.includes(extension)) {
    throw invalidRequest(`Member FileName ends with one of ${limits.extensions.join(', ')}.`)
  }
  const others = [...context.centre.directory.list('file')].filter(
    ({ document }) => document.AssociatedResourceArn === AssociatedResourceArn,
  )
  if (others.length >= FILES_MAX) throw limitExceeded(`At most ${FILES_MAX} files are attached.`)
  return contentType
}

/** As the store of files knows a file. */
export function storedFile(
  FileId: string,
  { AssociatedResourceArn, FileName, FileSizeInBytes }: NewFile,
  contentType: string,
) {
  return {
    attachmentId: FileId,
    conversationId: AssociatedResourceArn,
    participantId: AssociatedResourceArn,
    name: FileName,
    contentType,
    bytes: FileSizeInBytes,
  }
}

/** Whose the store of files takes it to be: what it is attached to stands for the one who sends it. */
export function ownerOf({ AssociatedResourceArn }: Pick<NewFile, 'AssociatedResourceArn'>): Member {
  const id = AssociatedResourceArn
  return { contactId: id, conversationId: id, participantId: id }
}

/** Only what was uploaded for such uses: a link to a file must not open everything else we keep. */
export async function uploadedFile({ blobs }: OperationContext, uri: string, member: string) {
  const key = /^s3:\/\/[^/]+\/(uploads\/[\w.-]+)$/.exec(uri)?.[1]
  if (key === undefined) {
    throw invalidRequest(`Member ${member} must look like s3://parley/uploads/name.wav.`)
  }
  const bytes = await blobs.get(key)
  if (!bytes) throw invalidRequest(`Member ${member}: there is nothing at ${key}.`)
  return { bytes, FileName: key.slice(key.lastIndexOf('/') + 1) }
}

/** Keeps a file whose bytes are here; `kept` is what makes it known. */
export async function keepFile(
  context: OperationContext,
  file: NewFile,
  {
    bytes,
    scope,
    ...more
  }: {
    readonly bytes: Uint8Array
    readonly scope?: Scope
    readonly FileUseCaseType: sdk.FileUseCaseType
    readonly Tags?: Readonly<Record<string, string>> | undefined
  },
) {
  const FileId = context.newId()
  const stored = storedFile(FileId, file, await checkFile(context, file, scope))
  const { link, expiresAt } = await context.files.announce(stored, context.now, SENT_MS)
  await context.files.upload(link, { now: context.now, address: 'own', body: async () => bytes })
  const { status: FileStatus } = await context.files.complete(ownerOf(file), FileId)
  const CreatedBy = { ConnectUserArn: callerArn(context) }
  const times = { CreatedTime: context.now, UploadExpiresAt: expiresAt }
  const kept = put(context, 'file', FileId, { ...file, ...more, FileStatus, CreatedBy, ...times })
  return { FileId, FileStatus, kept }
}

/** Where a file can be sent to or fetched from. */
export function fileUrl(
  { origin }: OperationContext,
  what: 'upload' | 'download',
  link: string,
): string {
  return `${origin}/participant/attachments/${what}/${link}`
}

/** One that is attached to that thing. */
export function findFile(
  context: OperationContext,
  {
    FileId,
    AssociatedResourceArn,
  }: {
    readonly FileId: string
    readonly AssociatedResourceArn?: string | undefined
  },
): File {
  const file = find(context, 'file', FileId)
  if (AssociatedResourceArn !== file.document.AssociatedResourceArn) {
    throw notFound(`There is no file ${bareId(FileId)} attached to ${AssociatedResourceArn}.`)
  }
  return file
}

export function creatorOf(
  context: OperationContext,
  by: Plain<sdk.CreatedByInfo> | undefined,
): Plain<sdk.CreatedByInfo> {
  const user = by?.ConnectUserArn
  if (user !== undefined) find(context, 'agent', user)
  return by ?? { ConnectUserArn: callerArn(context) }
}

/** One that was announced and never came has failed. */
export function statusOf({ now }: OperationContext, { document }: File): sdk.FileStatusType {
  const { FileStatus, UploadExpiresAt } = document
  return FileStatus === 'PROCESSING' && UploadExpiresAt < now ? 'FAILED' : FileStatus
}

export function showFile(context: OperationContext, file: File): Plain<sdk.AttachedFile> {
  const { FileName, FileSizeInBytes, AssociatedResourceArn, CreatedTime = 0, Tags } = file.document
  const { CreatedBy, FileUseCaseType } =
    membersOf<Pick<Plain<sdk.AttachedFile>, 'CreatedBy' | 'FileUseCaseType'>>(file)
  return {
    FileId: file.id,
    FileArn: arnOf(context, 'file', file.id),
    FileName,
    FileSizeInBytes,
    FileStatus: statusOf(context, file),
    FileUseCaseType,
    AssociatedResourceArn,
    CreationTime: new Date(CreatedTime).toISOString(),
    CreatedBy,
    Tags,
  }
}

/** A link to a file that may be fetched, for at most so long. */
export function downloadOf(context: OperationContext, { id }: File, seconds = URL_SECONDS) {
  const expiresAt = context.now + seconds * 1000
  const link = context.files.link({ attachmentId: id }, expiresAt)
  const UrlExpiry = new Date(expiresAt).toISOString()
  return { Url: fileUrl(context, 'download', link), UrlExpiry }
}

/** As it is configured, or as it is without. */
export function filesConfiguration(context: OperationContext, scope: Scope) {
  const { bytesMax, extensions } = limitsOf(context, scope)
  const said = context.centre.directory.get('attached-files-configuration', scope)
  return {
    InstanceId: context.centre.instanceId,
    AttachmentScope: scope,
    MaximumSizeLimitInBytes: bytesMax,
    ExtensionConfiguration: {
      AllowedExtensions: extensions.map(Extension => ({ Extension })),
    },
    LastModifiedTime: said?.LastModifiedTime,
  }
}
