// Messages of providers: what carries them, who is asked by flows, and the route by which they come.
import { Messaging } from '../channel/messaging/messaging.ts'
import type { MessagingWorld } from '../channel/messaging/messaging-world.ts'
import { OutboundChatService } from '../channel/messaging/outbound-chat-service.ts'
import { post } from '../channel/messaging/post.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { Input } from '../core/input.ts'
import { minutes } from '../core/instant.ts'
import type { Refusal } from '../core/refusal.ts'
import { newUuid } from '../io/crypto.ts'
import { log } from '../io/log.ts'
import type { Route } from './http-server.ts'
import { messagingCallbackRoute, messagingSettingsRoute } from './messaging-route.ts'
import type { Sessions } from './sessions.ts'

const LINKS_HOLD_MS = minutes(7 * 24 * 60)

interface MessagingServiceWorld
  extends Omit<MessagingWorld, 'centre' | 'newId' | 'submit' | 'post' | 'linkTo' | 'failed'> {
  readonly centre: CentreView
  /** What the address of an attachment ends with, from the origin on. */
  attachmentPath(attachmentId: string, expiresAt: number): string
  submit(input: Input): Promise<Refusal | undefined>
}

export interface MessagingService {
  readonly messaging: Messaging
  /** Asked by flows. */
  readonly outbound: OutboundChatService
  /** For providers, who sign what they say. */
  readonly callbacks: Route
  /** For administrators. */
  settings(sessions: Sessions): Route
}

export function messagingService(world: MessagingServiceWorld): MessagingService {
  const { clock, centre, origin, store, submit } = world
  const messaging = new Messaging({
    ...world,
    newId: newUuid,
    post,
    linkTo: async ({ attachmentId }) =>
      world.attachmentPath(attachmentId, clock.now() + LINKS_HOLD_MS),
    failed: (sentence, fields) => log.warn(sentence, fields),
  })
  return {
    messaging,
    outbound: new OutboundChatService({
      messaging,
      submit,
      numberOf: arn =>
        centre.directory.get('phone-number', arn.split('/').at(-1) ?? '')?.PhoneNumber,
    }),
    callbacks: messagingCallbackRoute({ clock, centre, origin, messaging }),
    settings: sessions => messagingSettingsRoute({ centre, origin, store, submit, sessions }),
  }
}
