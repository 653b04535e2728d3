// Everything people in chats reach us by: the participant service, its sockets, files, and the tokens of
// our own agents' pages.
import { AttachmentCount } from '../api/participant/attachment/attachment-count.ts'
import { Attachments } from '../api/participant/attachment/attachments.ts'
import { createParticipantApi } from '../api/participant/participant-api.ts'
import type { ParticipantContext } from '../api/participant/participant-operation.ts'
import { ParticipantSockets } from '../api/participant/participant-sockets.ts'
import type { ChatPort } from '../channel/chat/chat-port.ts'
import type { ChatTokens } from '../channel/chat/chat-tokens.ts'
import type { Instant } from '../core/instant.ts'
import type { Clock } from '../io/clock.ts'
import { log } from '../io/log.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { agentChatRoute } from './agent-chat-route.ts'
import { agentFileRoute } from './agent-file-route.ts'
import { attachmentRoute } from './attachment-route.ts'
import { attachmentScanner } from './attachment-scanner.ts'
import type { Configuration } from './configuration.ts'
import type { HttpServerOptions, Route } from './http-server.ts'
import { participantRoute, plainParticipantRoute } from './participant-route.ts'
import type { Sessions } from './sessions.ts'

interface ParticipantServiceWorld {
  readonly clock: Clock
  readonly chat: ChatPort
  readonly tokens: ChatTokens
  readonly blobs: BlobStore
  readonly sessions: Sessions
  readonly secret: Uint8Array
  readonly configuration: Pick<Configuration, 'attachmentScanner' | 'attachmentBytesMax'>
  /** What operations of the API are given. */
  context(): Omit<
    ParticipantContext,
    'who' | 'origin' | 'socketOrigin' | 'chat' | 'tokens' | 'attachments' | 'attachmentCount'
  >
}

export interface ParticipantService {
  readonly routes: readonly Route[]
  readonly plain: NonNullable<HttpServerOptions['plain']>
  readonly sockets: ParticipantSockets
  readonly attachments: Attachments
  /** Where a file of a chat can be fetched until then. */
  attachmentPath(attachmentId: string, expiresAt: Instant): string
}

export function participantService(world: ParticipantServiceWorld): ParticipantService {
  const { clock, chat, tokens, configuration } = world
  const failed = (error: unknown) => log.error('a file of a chat could not be handled', { error })
  const attachments = new Attachments({
    blobs: world.blobs,
    secret: world.secret,
    bytesMax: configuration.attachmentBytesMax,
    scan: attachmentScanner(configuration.attachmentScanner),
    failed,
  })
  const attachmentCount = new AttachmentCount()
  const { centre, durable } = world.context()
  const attachmentPath = (attachmentId: string, expiresAt: Instant) =>
    `/participant/attachments/download/${attachments.link({ attachmentId }, expiresAt)}`
  const api = createParticipantApi({
    context: () => ({ ...world.context(), chat, tokens, attachments, attachmentCount }),
    quick: { now: () => clock.now(), chat, tokens, centre },
    failed: (operation, requestId, error) =>
      log.error('an operation of the participant service failed', { operation, requestId, error }),
  })
  return {
    routes: [
      attachmentRoute({ clock, attachments, failed }),
      participantRoute(api),
      agentFileRoute({ clock, centre, sessions: world.sessions, attachmentPath }),
      agentChatRoute({
        clock,
        centre,
        sessions: world.sessions,
        participantToken: member => tokens.participant(member),
        connectionToken: (member, expiresAt) => tokens.passing('connection', member, expiresAt),
        durable,
      }),
    ],
    plain: plainParticipantRoute(api),
    sockets: new ParticipantSockets({ clock, chat, tokens }),
    attachments,
    attachmentPath,
  }
}
