// Prompts with their sounds. Parley takes a sound that was attached as a file by the API; Amazon Connect
// takes only what lies in a bucket of the owner's, so there a prompt must be made by hand first.
import {
  CompleteAttachedFileUploadCommand,
  CreatePromptCommand,
  DeleteAttachedFileCommand,
  DescribePromptCommand,
  GetPromptFileCommand,
  paginateListPrompts,
  StartAttachedFileUploadCommand,
  UpdatePromptCommand,
} from '@aws-sdk/client-connect'
import { sha256Hex } from '../../../io/crypto.ts'
import { UseError } from '../../command.ts'
import { allOf, type CopyOf, described, given, type Instance, pick, placedFrom } from '../thing.ts'

/** What the service takes. */
const SOUND_BYTES_MAX = 50 * 1024 * 1024

export const prompt: CopyOf = {
  kind: 'prompt',
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'prompt',
      await allOf(paginateListPrompts({ client }, { InstanceId }), page => page.PromptSummaryList),
    ),
  async read(of, { id, name }) {
    const { client, InstanceId } = of
    const { Prompt } = await client.send(new DescribePromptCommand({ InstanceId, PromptId: id }))
    const Sound = await soundOf(of, id, name)
    return { ...pick(Prompt, 'Description'), ...(Sound !== undefined && { Sound }) }
  },
  async make(of, Name, { Description, Sound }) {
    const { client, InstanceId } = of
    return withUpload(of, Name, given<string | undefined>(Sound), async S3Uri => {
      const made = await client.send(
        new CreatePromptCommand({ InstanceId, Name, S3Uri, ...described(Description) }),
      )
      return { id: made.PromptId ?? '', arn: made.PromptARN ?? '' }
    })
  },
  async fill(of, { id, name }, { Description, Sound }) {
    const about = { InstanceId: of.InstanceId, PromptId: id, Name: name, ...described(Description) }
    const update = (more: { readonly S3Uri?: string }) =>
      of.client.send(new UpdatePromptCommand({ ...about, ...more }))
    if (Sound === undefined || Sound === (await soundOf(of, id, name))) await update({})
    else await withUpload(of, name, given<string>(Sound), S3Uri => update({ S3Uri }))
  },
}

/** The hash of what it plays, which is kept with the others; none when there is nothing to be had. */
async function soundOf(of: Instance, PromptId: string, name: string): Promise<string | undefined> {
  const { client, InstanceId, sounds } = of
  const { PromptPresignedUrl = '' } = await client.send(
    new GetPromptFileCommand({ InstanceId, PromptId }),
  )
  const answer = await fetch(PromptPresignedUrl)
  if (answer.status === 404) return undefined
  if (!answer.ok)
    throw new UseError(`prompt ${name}: its sound is not to be had (${answer.status}).`)
  if (Number(answer.headers.get('content-length')) > SOUND_BYTES_MAX) {
    throw new UseError(`prompt ${name}: its sound has more than ${SOUND_BYTES_MAX} bytes.`)
  }
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const hash = sha256Hex(bytes)
  sounds.set(hash, bytes)
  return hash
}

/** Has the sound where prompts are made of it, as long as the work takes. */
async function withUpload<T>(
  of: Instance,
  name: string,
  hash: string | undefined,
  work: (uri: string) => Promise<T>,
): Promise<T> {
  const { client, InstanceId, sounds } = of
  const bytes = sounds.get(hash ?? '')
  if (!bytes) throw new UseError(`The copy has no sound of it: make a prompt ${name} first.`)
  // Nothing there is a case: it says that the file belongs to no contact.
  const AssociatedResourceArn = `arn:aws:cases:us-east-1:000000000000:domain/sounds/case/${hash}`
  const about = { InstanceId, AssociatedResourceArn }
  const start = { ...about, FileName: 'prompt.wav', FileSizeInBytes: bytes.length }
  const { FileId = '', UploadUrlMetadata } = await client
    .send(new StartAttachedFileUploadCommand({ ...start, FileUseCaseType: 'ATTACHMENT' }))
    .catch(refused => {
      throw new UseError(`No sound can be sent there (${refused}): make a prompt ${name} first.`)
    })
  const file = { ...about, FileId }
  try {
    const sent = await fetch(UploadUrlMetadata?.Url ?? '', {
      method: 'PUT',
      headers: UploadUrlMetadata?.HeadersToInclude ?? {},
      body: Buffer.from(bytes),
    })
    if (!sent.ok) throw new UseError(`The sound was refused (${sent.status}).`)
    await client.send(new CompleteAttachedFileUploadCommand(file))
    return await work(`s3://parley/attached-files/${FileId}`)
  } finally {
    await client.send(new DeleteAttachedFileCommand(file))
  }
}
