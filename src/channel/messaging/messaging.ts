// Carries messages between customers and their chats, over whatever providers are configured.
import { minutes } from '../../core/instant.ts'
import { uuidOf } from '../../io/crypto.ts'
import type { MessagingRoute } from '../../store/messaging-store.ts'
import { ChatRefusal } from '../chat/chat-port.ts'
import { adapters } from './adapters.ts'
import { channelNamed, channelOfAddress, topicChannel } from './channel-by-name.ts'
import { CONTENT_TYPES, customerOf, Inbound } from './inbound.ts'
import {
  type Callback,
  type Heard,
  type MessagingChannel,
  membersOfJson,
} from './messaging-adapter.ts'
import type { IntegrationEvent, MessagingPort, OutboundOrder } from './messaging-port.ts'
import type { MessagingWorld } from './messaging-world.ts'
import { Routes } from './routes.ts'

const STREAMS_MAX = 5
const DAY_MS = minutes(24 * 60)
/** So long a message that comes again is known. */
const REMEMBERED_MS = 30 * DAY_MS
const EVENT = 'application/vnd.amazonaws.connect.event.'
const RECEIPTS: Readonly<Record<string, 'delivered' | 'read'>> = {
  [`${EVENT}message.delivered`]: 'delivered',
  [`${EVENT}message.read`]: 'read',
}

/** What a provider is answered. */
export interface CallbackAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

export class Messaging implements MessagingPort {
  readonly #world: MessagingWorld
  readonly #routes: Routes
  readonly #inbound: Inbound
  #heard = 0
  #cancelForgetting: () => void = () => {}

  constructor(world: MessagingWorld) {
    this.#world = world
    this.#routes = new Routes(world)
    this.#inbound = new Inbound(world, this.#routes)
  }

  /** The chats are there: goes on with what is to be told. */
  async start(): Promise<void> {
    await this.#routes.start()
    this.#forget()
  }

  close(): void {
    this.#cancelForgetting()
    this.#routes.close()
  }

  get figures(): Readonly<Record<string, number>> {
    return { messaging_conversations: this.#routes.count, messaging_heard: this.#heard }
  }

  /** A provider calls. Undefined when there is no such channel. */
  async hear(channelId: string, callback: Callback): Promise<CallbackAnswer | undefined> {
    const channel = channelNamed(this.#world, channelId)
    if (!channel || channel.provider === 'topic') return undefined
    const reading = adapters[channel.provider].read(callback, channel)
    if ('problem' in reading) return problem(reading.status, reading.problem)
    try {
      for (const heard of reading.heard) await this.#take(channel, heard)
    } catch (error) {
      if (!(error instanceof ChatRefusal)) throw error
      this.#world.failed('a message was not taken', { channelId, pii: { reason: error.message } })
      return problem(STATUS[error.reason], error.message)
    }
    const { contentType = 'application/json', body = '{}' } = reading.answer ?? {}
    return { status: 200, contentType, body }
  }

  async prepareOutbound(order: OutboundOrder) {
    const { contactId, from, to, subtype, displayName = to, ...others } = order
    const channel = channelOfAddress(this.#world, from, subtype)
    if (!channel) {
      throw new ChatRefusal('NotFound', `No messaging channel sends ${subtype} from ${from}.`)
    }
    if (await this.#world.store.isOptedOut(channel.channelId, to)) {
      throw new ChatRefusal('AccessDenied', 'The customer wants to be written to no more.')
    }
    const open = this.#routes.ofAddress(channel.channelId, to, from)
    if (open && open.conversationId !== contactId) {
      const goesOn = `The chat ${open.conversationId} with this customer goes on.`
      throw new ChatRefusal('Conflict', goesOn)
    }
    return this.#inbound.prepare(channel, {
      conversationId: contactId,
      from: to,
      to: from,
      displayName,
      ...others,
      contentTypes: order.contentTypes ?? CONTENT_TYPES,
    })
  }

  async integrationEvent(told: IntegrationEvent) {
    const { sourceId, destinationId, subtype, event, newSession } = told
    const channel = this.#destination(destinationId, subtype)
    const ours = channel.addresses.includes(destinationId)
      ? destinationId
      : (channel.addresses[0] ?? '')
    if (event.type !== 'MESSAGE') {
      const route = this.#routes.ofAddress(channel.channelId, sourceId, ours)
      if (!route) throw new ChatRefusal('NotFound', `There is no open chat with ${sourceId}.`)
      await this.#happens(route, event)
      return { conversationId: route.conversationId, isNew: false }
    }
    const { content = '', contentType = 'text/plain' } = event
    const { displayName, attributes, contentTypes, topicArn } = newSession ?? {}
    if (topicArn !== undefined) this.#topic(topicArn)
    const taken = await this.#inbound.message(channel, {
      id: this.#world.newId(),
      from: sourceId,
      to: ours,
      text: content,
      contentType,
      ...(displayName !== undefined && { name: displayName }),
      ...(attributes && { attributes }),
      ...(contentTypes && { contentTypes }),
    })
    const { conversationId = '', isNew } = taken
    if (isNew && topicArn !== undefined) {
      await this.startStreaming({ contactId: conversationId, topicArn, token: conversationId })
    }
    return { conversationId, isNew }
  }

  async startStreaming({
    contactId,
    topicArn,
    token,
  }: {
    readonly contactId: string
    readonly topicArn: string
    readonly token: string
  }): Promise<string> {
    const chat = this.#world.centre.chat(contactId)
    if (!chat) throw await this.#unknown(contactId)
    const streamingId = uuidOf(`streaming ${contactId} ${token}`)
    const streams = this.#routes.streamsOf(chat.conversationId)
    if (streams.some(({ routeId }) => routeId === streamingId)) return streamingId
    if (!chat.isOpen) throw new ChatRefusal('Invalid', 'The chat is over.')
    const channel = this.#topic(topicArn)
    if (streams.length >= STREAMS_MAX) {
      const message = `A chat has at most ${STREAMS_MAX} streamings.`
      throw new ChatRefusal('QuotaExceeded', message)
    }
    const { conversationId, participants } = chat
    const [last] = await this.#world.lines.lines(conversationId, { backward: true, limit: 1 })
    await this.#routes.open({
      routeId: streamingId,
      channelId: channel.channelId,
      conversationId,
      participantId: participants.find(({ role }) => role === 'CUSTOMER')?.participantId ?? '',
      customerAddress: '',
      systemAddress: '',
      position: last?.number ?? 0,
    })
    return streamingId
  }

  async stopStreaming({
    contactId,
    streamingId,
  }: {
    readonly contactId: string
    readonly streamingId: string
  }): Promise<void> {
    const conversationId = this.#world.centre.chat(contactId)?.conversationId ?? contactId
    if (await this.#routes.stop(streamingId, conversationId)) return
    throw new ChatRefusal('NotFound', `The chat has no streaming ${streamingId}.`)
  }

  async #unknown(contactId: string): Promise<ChatRefusal> {
    const row = await this.#world.contacts.get(contactId)
    return row?.channel === 'CHAT'
      ? new ChatRefusal('Invalid', 'The chat is over.')
      : new ChatRefusal('NotFound', `There is no chat ${contactId}.`)
  }

  async #take(channel: MessagingChannel, heard: Heard): Promise<void> {
    this.#heard++
    if (heard.type === 'report') return this.#inbound.event(channel, heard)
    if (!channel.addresses.includes(heard.to)) {
      throw new ChatRefusal('Invalid', `${heard.to} is no address of this channel.`)
    }
    if (/\p{Cc}/u.test(heard.from + (heard.type === 'message' ? heard.id : ''))) {
      throw new ChatRefusal('Invalid', 'Addresses and ids have no control characters.')
    }
    if (heard.type === 'message') await this.#inbound.message(channel, heard)
    else await this.#inbound.event(channel, heard)
  }

  async #happens(route: MessagingRoute, event: IntegrationEvent['event']): Promise<void> {
    const { chat } = this.#world
    const who = customerOf(route)
    const { contentType = '', content } = event
    if (event.type === 'DISCONNECT') return chat.leave(who)
    const kind = RECEIPTS[contentType]
    if (kind) {
      const { messageId } = membersOfJson(content ?? '')
      if (typeof messageId !== 'string') {
        throw new ChatRefusal('Invalid', 'Content must be {"messageId": "…"} for receipts.')
      }
      await chat.receipt(who, { itemId: messageId, kind })
    } else if (contentType.startsWith(EVENT)) {
      await chat.signal(who, { contentType, ...(content !== undefined && { content }) })
    } else throw new ChatRefusal('Invalid', 'ContentType is none of an event.')
  }

  #destination(destinationId: string, subtype: string | undefined): MessagingChannel {
    const named = channelNamed(this.#world, destinationId)
    const channel = named ?? channelOfAddress(this.#world, destinationId, subtype)
    if (channel && channel.provider !== 'topic') return channel
    throw new ChatRefusal('NotFound', `There is no messaging channel of ${destinationId}.`)
  }

  #topic(arn: string): MessagingChannel {
    const channel = topicChannel(this.#world, arn)
    if (channel) return channel
    const message = `No messaging channel of provider topic stands for ${arn}.`
    throw new ChatRefusal('NotFound', message)
  }

  /** Now, and every day. */
  #forget(): void {
    const { clock, store, failed } = this.#world
    const forgetting = store.forget(clock.now() - REMEMBERED_MS)
    forgetting.catch(error => failed('old messages could not be forgotten', { error }))
    this.#cancelForgetting = clock.schedule(clock.now() + DAY_MS, () => this.#forget())
  }
}

/** Providers try again what is answered by 429 or 5xx. */
const STATUS: Readonly<Record<ChatRefusal['reason'], number>> = {
  AccessDenied: 403,
  Invalid: 400,
  NotFound: 404,
  QuotaExceeded: 422,
  Throttled: 429,
  Conflict: 503,
}

/** RFC 9457. */
function problem(status: number, title: string): CallbackAnswer {
  const body = JSON.stringify({ status, title })
  return { status, contentType: 'application/problem+json', body }
}
