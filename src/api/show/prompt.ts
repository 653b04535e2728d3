// A prompt as the API shows it, and where its sound comes from.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find, membersOf } from '../resource.ts'
import { invalidParameter } from '../service-error.ts'

const SOUNDS = /^arn:aws[\w-]*:cases:[^/]*:domain\/sounds\/case\/[^/]+$/

type Prompt = Plain<sdk.Prompt>

export function showPrompt(context: OperationContext, prompt: Entry<'prompt'>): Prompt {
  return {
    ...membersOf<Prompt>(prompt),
    PromptId: prompt.id,
    PromptARN: arnOf(context, 'prompt', prompt.id),
  }
}

/**
 * The sound a URI names: `s3://<any bucket>/uploads/<name>`, an upload in our blob store. Only a .wav
 * will do, and nothing that lies elsewhere: a recording must not become a prompt that many may fetch. Or
 * `s3://<any bucket>/attached-files/<id>`, a file that was attached to a case of the domain `sounds`.
 */
export async function soundAt(context: OperationContext, uri: string): Promise<Uint8Array> {
  const [, fileId] = /^s3:\/\/[^/]+\/attached-files\/([\w-]+)$/.exec(uri) ?? []
  if (fileId !== undefined) return requireWav(await attachedSound(context, fileId), uri)
  const key = /^s3:\/\/[^/]+\/(uploads\/.+)$/.exec(uri)?.[1]
  if (key === undefined || key.split('/').includes('..')) {
    throw invalidParameter('Member S3Uri must look like s3://bucket/uploads/name.wav.')
  }
  const sound = await context.blobs.get(key)
  if (!sound) throw invalidParameter(`Member S3Uri: there is nothing at ${key}.`)
  return requireWav(sound, key)
}

function requireWav(sound: Uint8Array, name: string): Uint8Array {
  if (textAt(sound, 0) === 'RIFF' && textAt(sound, 8) === 'WAVE') return sound
  throw invalidParameter(`Member S3Uri: ${name} is not a .wav file.`)
}

/** Files of contacts are theirs: they do not become prompts. */
async function attachedSound(context: OperationContext, fileId: string): Promise<Uint8Array> {
  const { files, now } = context
  const { document } = find(context, 'file', fileId)
  const { FileStatus, AssociatedResourceArn } = document
  if (FileStatus !== 'APPROVED' || !SOUNDS.test(AssociatedResourceArn)) {
    throw invalidParameter(`Member S3Uri: the file ${fileId} is no sound for prompts.`)
  }
  const link = files.link({ attachmentId: fileId }, now + 1000)
  return (await files.download(link, now)).bytes
}

function textAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4))
}

/** Keeps the sound under a key of its own, so that it stays whatever happens to the upload. */
export async function keepSound(context: OperationContext, sound: Uint8Array): Promise<string> {
  const location = `prompts/${context.newId()}.wav`
  await context.blobs.put(location, sound)
  return location
}
