// Files in chats: an address to put one at, the file itself, and its line in the chat once it has been
// looked at. What is known of a file is kept beside it, so that a restart between the steps loses nothing.

import type { Member } from '../../../channel/chat/chat-port.ts'
import { SignedValues } from '../../../channel/chat/signed-values.ts'
import type { ChatAttachment } from '../../../core/contact/chat.ts'
import { type Instant, minutes } from '../../../core/instant.ts'
import { Turns } from '../../../io/turns.ts'
import type { BlobStore } from '../../../store/blob-store.ts'
import { ServiceError } from '../../service-error.ts'
import { invalid } from '../invalid.ts'
import type { AttachmentScanner } from './attachment-scanner.ts'
import { attachmentTypes, looksLike } from './attachment-types.ts'
import { UploadRoom } from './upload-room.ts'

/** What is known of a file from the moment it is announced. */
export interface Attachment {
  readonly attachmentId: string
  readonly conversationId: string
  readonly participantId: string
  readonly name: string
  readonly contentType: string
  readonly bytes: number
  /** Once it has been looked at. */
  readonly status?: Extract<ChatAttachment['status'], 'APPROVED' | 'REJECTED'>
}

type Complete = Attachment & Required<Pick<Attachment, 'status'>>

interface AttachmentsWorld {
  readonly blobs: Pick<BlobStore, 'put' | 'get' | 'delete'>
  readonly secret: Uint8Array
  readonly bytesMax: number
  readonly scan: AttachmentScanner
  /** A file could not be looked at. */
  failed(error: unknown): void
}

interface Upload {
  readonly now: Instant
  /** Who sends it, as far as can be told apart. */
  readonly address: string
  /** Reads the file, which has so many bytes at most. */
  body(bytesMax: number): Promise<Uint8Array>
}

const UPLOAD_MS = minutes(15)
const TYPES = new Set(attachmentTypes)
const GONE = 'This link does not hold any more.'

export class Attachments {
  readonly #world: AttachmentsWorld
  readonly #links: SignedValues
  /** By file: what is looked at is what is kept, and nothing takes its place afterwards. */
  readonly #turns = new Turns()
  readonly #room: UploadRoom

  constructor(world: AttachmentsWorld) {
    this.#world = world
    this.#links = new SignedValues({ secret: world.secret, purpose: 'attachment links' })
    this.#room = new UploadRoom(world.bytesMax)
  }

  /** The most one file may have. */
  get bytesMax(): number {
    return this.#world.bytesMax
  }

  /** The file and what is known of it go; its links lead nowhere any more. */
  remove(attachmentId: string): Promise<void> {
    const { blobs } = this.#world
    return this.#turns.run(attachmentId, async () => {
      await blobs.delete(`${keyOf({ attachmentId })}.json`)
      await blobs.delete(keyOf({ attachmentId }))
    })
  }

  /** Throws when such a file cannot be attached; otherwise answers what its upload's address ends with. */
  async announce(
    attachment: Omit<Attachment, 'status'>,
    now: Instant,
    forMs = UPLOAD_MS,
  ): Promise<{ readonly link: string; readonly expiresAt: Instant }> {
    const { bytesMax } = this.#world
    if (!TYPES.has(attachment.contentType)) {
      throw invalid('Member ContentType is none that can be attached.')
    }
    if (attachment.bytes > bytesMax) {
      throw invalid(`Member AttachmentSizeInBytes: a file has at most ${bytesMax} bytes.`)
    }
    await this.#note(attachment)
    const expiresAt = now + forMs
    return { link: this.#link('upload', attachment.attachmentId, expiresAt), expiresAt }
  }

  /** Takes a file. */
  async upload(link: string, { now, address, body }: Upload): Promise<void> {
    const attachment = await this.#linked('upload', link, now)
    if (attachment.status) throw conflict()
    const leave = this.#room.enter({ ...attachment, address })
    try {
      const bytes = await body(attachment.bytes)
      await this.#turns.run(attachment.attachmentId, () => this.#keep(attachment, bytes))
    } finally {
      leave()
    }
  }

  async #keep(attachment: Attachment, bytes: Uint8Array): Promise<void> {
    // It may have been looked at while this one came.
    if ((await this.#find(attachment.attachmentId))?.status) throw conflict()
    await this.#world.blobs.put(keyOf(attachment), bytes)
  }

  /** The file has been sent: looks at it. Answers the same again when asked again. */
  complete(who: Member, attachmentId: string): Promise<Complete> {
    return this.#turns.run(attachmentId, () => this.#complete(who, attachmentId))
  }

  async #complete(who: Member, attachmentId: string): Promise<Complete> {
    const attachment = await this.#find(attachmentId)
    if (attachment?.participantId !== who.participantId) {
      throw invalid('There is no such attachment of this participant.')
    }
    if (attachment.status) return { ...attachment, status: attachment.status }
    const bytes = await this.#world.blobs.get(keyOf(attachment))
    if (!bytes) throw conflict('The file has not been sent.')
    if (bytes.length !== attachment.bytes) {
      throw invalid(`The file has ${bytes.length} bytes, not ${attachment.bytes}.`)
    }
    const status = await this.#judge(attachment, bytes)
    // First that it is rejected, then that it is gone: never the other way round.
    await this.#note({ ...attachment, status })
    if (status === 'REJECTED') await this.#world.blobs.delete(keyOf(attachment))
    return { ...attachment, status }
  }

  async #judge(attachment: Attachment, bytes: Uint8Array): Promise<'APPROVED' | 'REJECTED'> {
    if (!looksLike(attachment.contentType, bytes)) return 'REJECTED'
    try {
      return (await this.#world.scan(bytes, attachment)) === 'clean' ? 'APPROVED' : 'REJECTED'
    } catch (error) {
      this.#world.failed(error)
      throw new ServiceError('InternalServerException', 'The file could not be looked at.')
    }
  }

  /** A file that may be downloaded. */
  async approved(attachmentId: string): Promise<Attachment | undefined> {
    const attachment = await this.#find(attachmentId)
    return attachment?.status === 'APPROVED' ? attachment : undefined
  }

  /** What the address of the file ends with. */
  link({ attachmentId }: Pick<Attachment, 'attachmentId'>, expiresAt: Instant): string {
    return this.#link('download', attachmentId, expiresAt)
  }

  async download(link: string, now: Instant) {
    const attachment = await this.#linked('download', link, now)
    const bytes = await this.#world.blobs.get(keyOf(attachment))
    if (attachment.status !== 'APPROVED' || !bytes) throw denied()
    return { attachment, bytes }
  }

  #link(kind: string, attachmentId: string, expiresAt: Instant): string {
    return this.#links.sign([kind, attachmentId, expiresAt])
  }

  async #linked(wanted: string, link: string, now: Instant): Promise<Attachment> {
    const [kind, attachmentId, expiresAt] = this.#links.read(link) ?? []
    if (kind !== wanted || Number(expiresAt) <= now) throw denied()
    const attachment = await this.#find(String(attachmentId))
    if (!attachment) throw denied()
    return attachment
  }

  async #find(attachmentId: string): Promise<Attachment | undefined> {
    // Ids are given by clients: only what looks like one of ours is a part of a key.
    if (!/^[0-9a-f-]{36}$/.test(attachmentId)) return undefined
    const kept = await this.#world.blobs.get(`${keyOf({ attachmentId })}.json`)
    return kept && (JSON.parse(Buffer.from(kept).toString('utf8')) as Attachment)
  }

  #note(attachment: Attachment): Promise<void> {
    const text = JSON.stringify(attachment)
    return this.#world.blobs.put(`${keyOf(attachment)}.json`, Buffer.from(text))
  }
}

function keyOf({ attachmentId }: Pick<Attachment, 'attachmentId'>): string {
  return `attachments/${attachmentId}`
}

function denied(): ServiceError {
  return new ServiceError('AccessDeniedException', GONE)
}

function conflict(message = 'The attachment is complete already.'): ServiceError {
  return new ServiceError('ConflictException', message)
}
