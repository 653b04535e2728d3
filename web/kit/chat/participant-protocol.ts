// What a chat's participant and the participant service say to each other, as far as our own pages
// use it: Connect's participant API and the frames of its WebSocket.

const EVENT = 'application/vnd.amazonaws.connect.event.'
const MESSAGE = 'application/vnd.amazonaws.connect.message.'

export const CONTENT = {
  plain: 'text/plain',
  markdown: 'text/markdown',
  interactive: `${MESSAGE}interactive`,
  interactiveResponse: `${MESSAGE}interactive.response`,
  typing: `${EVENT}typing`,
  delivered: `${EVENT}message.delivered`,
  read: `${EVENT}message.read`,
  joined: `${EVENT}participant.joined`,
  left: `${EVENT}participant.left`,
  ended: `${EVENT}chat.ended`,
  transferred: `${EVENT}transfer.succeeded`,
} as const

export type ParticipantRole = 'CUSTOMER' | 'AGENT' | 'SYSTEM' | 'CUSTOM_BOT' | 'SUPERVISOR'

/** A line of the chat, as sockets and GetTranscript bring it. */
export interface WireItem {
  readonly Id: string
  readonly Type: 'MESSAGE' | 'EVENT' | 'ATTACHMENT' | 'MESSAGEMETADATA' | (string & {})
  readonly ContentType?: string
  readonly Content?: string
  readonly ParticipantId?: string
  readonly ParticipantRole?: ParticipantRole
  readonly DisplayName?: string
  /** ISO 8601 with milliseconds; grows strictly within a chat. */
  readonly AbsoluteTime: string
  readonly ContactId?: string
  readonly Attachments?: readonly WireAttachment[]
  readonly MessageMetadata?: WireMetadata
}

export interface WireAttachment {
  readonly AttachmentId: string
  readonly AttachmentName: string
  readonly ContentType: string
  readonly Status: 'APPROVED' | 'IN_PROGRESS' | 'REJECTED'
}

interface WireMetadata {
  readonly MessageId?: string
  readonly Receipts?: readonly WireReceipt[]
  /** A bot's message that comes in pieces: each a continuation, the last one whole. */
  readonly ChunkNumber?: number
  readonly MessageCompleted?: boolean
}

export interface WireReceipt {
  readonly RecipientParticipantId: string
  readonly DeliveredTimestamp?: string
  readonly ReadTimestamp?: string
}

/** CreateParticipantConnection's answer. */
export interface WireConnection {
  readonly Websocket: { readonly Url: string; readonly ConnectionExpiry: string }
  readonly ConnectionCredentials: { readonly ConnectionToken: string; readonly Expiry: string }
}

export interface WireTranscript {
  readonly Transcript: readonly WireItem[]
  readonly NextToken?: string
}

export interface WireSent {
  readonly Id: string
  readonly AbsoluteTime: string
}

export interface WireUpload {
  readonly AttachmentId: string
  readonly UploadMetadata: {
    readonly Url: string
    readonly HeadersToInclude: Readonly<Record<string, string>>
  }
}

export type WireFrame =
  | { readonly topic: 'aws/subscribe'; readonly content: { readonly status: string } }
  | { readonly topic: 'aws/chat'; readonly content: string }
  | { readonly topic: 'aws/heartbeat' | 'aws/ping' }
