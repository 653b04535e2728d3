// What carrying messages needs of the rest.
import type { CentreView } from '../../core/centre-view.ts'
import type { ChatAttachment } from '../../core/contact/chat.ts'
import type { ChatInput } from '../../core/input.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { Clock } from '../../io/clock.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import type { ContactStore } from '../../store/contact-store.ts'
import type { MessagingStore } from '../../store/messaging-store.ts'
import type { ChatPort } from '../chat/chat-port.ts'
import type { Answered, Asked } from './messaging-adapter.ts'

export interface MessagingWorld {
  readonly clock: Clock
  readonly centre: Pick<CentreView, 'chat' | 'contact' | 'conversation' | 'directory'>
  readonly chat: ChatPort
  readonly lines: Pick<ChatStore, 'lines'>
  readonly store: MessagingStore
  readonly contacts: Pick<ContactStore, 'get'>
  /** `https://…` without a path: where providers reach us unless a channel says otherwise. */
  readonly origin: string
  newId(): string
  submit(input: ChatInput): Promise<Refusal | undefined>
  /** Rejects when nobody answers in time. */
  post(asked: Asked): Promise<Answered>
  /** Where an attachment can be fetched for some days, from the origin on; undefined when it cannot. */
  linkTo(attachment: ChatAttachment): Promise<string | undefined>
  /** Something that an operator should know. */
  failed(sentence: string, fields: Readonly<Record<string, unknown>>): void
}
