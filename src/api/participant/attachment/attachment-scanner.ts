import type { Attachment } from './attachments.ts'

/** Looks into a file before anybody may have it. Rejects when it cannot say. */
export type AttachmentScanner = (
  bytes: Uint8Array,
  attachment: Pick<Attachment, 'name' | 'contentType'>,
) => Promise<'clean' | 'rejected'>
