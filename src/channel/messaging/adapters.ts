// All providers that are built in; nothing else knows them all.
import type { MessagingProvider } from '../../core/directory/messaging-channel.ts'
import type { MessagingAdapter } from './messaging-adapter.ts'
import { signedWebhook } from './signed-webhook.ts'
import { slack } from './slack.ts'
import { sms } from './sms.ts'
import { topic } from './topic.ts'

export const adapters: Readonly<Record<MessagingProvider, MessagingAdapter>> = {
  webhook: signedWebhook,
  sms,
  slack,
  topic,
}
