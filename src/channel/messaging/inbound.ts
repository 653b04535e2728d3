// What customers and providers say: a message opens a conversation or goes on in the one there is. The
// same message may come again at any time, and after any crash: it is taken once.

import { minutes } from '../../core/instant.ts'
import { uuidOf } from '../../io/crypto.ts'
import { Turns } from '../../io/turns.ts'
import type { MessagingRoute } from '../../store/messaging-store.ts'
import { checkLine } from '../chat/chat-limits.ts'
import { ChatRefusal, type Member } from '../chat/chat-port.ts'
import { requestOf } from '../chat/chat-service.ts'
import { chosen, INTERACTIVE } from './message-text.ts'
import type { Heard, MessagingChannel } from './messaging-adapter.ts'
import type { GivenToChat } from './messaging-port.ts'
import type { MessagingWorld } from './messaging-world.ts'
import { optingWord } from './opt-out.ts'
import type { Routes } from './routes.ts'

/** How far back a number is looked for in what was offered. */
const LOOK_BACK_LINES = 20
/** Where a message is looked for that may have been taken before: providers try again within the hour. */
const LAST_CONVERSATIONS = 3
const LAST_LINES = 100

/** Begins whatever comes over a provider: what its customers can be shown is written as text. */
export const CONTENT_TYPES = ['text/plain', INTERACTIVE]

export interface HeardMessage {
  /** The provider's. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly text: string
  readonly name?: string
  readonly contentType?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly contentTypes?: readonly string[]
}

/** Where a message went. */
export interface Taken {
  /** Undefined when it was for nobody: a wish to be written to again. */
  readonly conversationId: string | undefined
  readonly isNew: boolean
}

export class Inbound {
  readonly #world: MessagingWorld
  readonly #routes: Routes
  /** By customer: two messages at once are one conversation. */
  readonly #turns = new Turns()

  constructor(world: MessagingWorld, routes: Routes) {
    this.#world = world
    this.#routes = routes
  }

  /** Resolves when it is durable. Rejects with `ChatRefusal`. */
  async message(channel: MessagingChannel, message: HeardMessage): Promise<Taken> {
    const { text, contentType = 'text/plain' } = message
    checkLine({ contentType, content: text })
    return this.#turns.run(`${channel.channelId} ${message.from}`, () =>
      this.#take(channel, message),
    )
  }

  /** What a provider says beside messages. What is about nothing we know does nothing. */
  async event(
    channel: MessagingChannel,
    heard: Exclude<Heard, { type: 'message' }>,
  ): Promise<void> {
    if (heard.type === 'report') return this.#report(channel, heard)
    const route = this.#routes.ofAddress(channel.channelId, heard.from, heard.to)
    if (!route) return
    const { chat } = this.#world
    if (heard.type === 'left') await unlessOver(chat.leave(customerOf(route)))
    else {
      const contentType = 'application/vnd.amazonaws.connect.event.typing'
      await unlessOver(chat.signal(customerOf(route), { contentType }))
    }
  }

  async #take(channel: MessagingChannel, message: HeardMessage): Promise<Taken> {
    const { store, clock } = this.#world
    const { channelId } = channel
    const route = this.#routes.ofAddress(channelId, message.from, message.to)
    if (await store.wasHeard(channelId, message.id)) {
      return { conversationId: route?.conversationId, isNew: false }
    }
    const taken = await this.#takeNew(channel, message, route)
    await store.heard(channelId, message.id, clock.now())
    return taken
  }

  async #takeNew(
    channel: MessagingChannel,
    message: HeardMessage,
    route: MessagingRoute | undefined,
  ): Promise<Taken> {
    const { store, clock, chat } = this.#world
    const { channelId } = channel
    const { from } = message
    const word = channel.stopWords ? optingWord(message.text) : undefined
    if (word === 'out') {
      await store.optOut(channelId, from, clock.now())
      if (!route) return { conversationId: undefined, isNew: false }
      await this.#goOn(route, message)
      await unlessOver(chat.leave(customerOf(route)))
      return { conversationId: route.conversationId, isNew: false }
    }
    if (word === 'in' && (await store.isOptedOut(channelId, from))) {
      await store.optIn(channelId, from)
      return { conversationId: route?.conversationId, isNew: false }
    }
    if (route && (await this.#goOn(route, message))) {
      return { conversationId: route.conversationId, isNew: false }
    }
    return this.#begin(channel, message)
  }

  /** Answers false when the conversation is over. */
  async #goOn(route: MessagingRoute, message: HeardMessage): Promise<boolean> {
    const { chat } = this.#world
    // It came before, and a crash has made us forget: the conversation began with it.
    if (route.conversationId === beginningOf(route.channelId, message.id)) return true
    const { contentType = 'text/plain' } = message
    try {
      await chat.post(customerOf(route), {
        contentType,
        content:
          contentType === 'text/plain' ? await this.#meant(route, message.text) : message.text,
        clientToken: tokenOf(route.channelId, message.id),
      })
      return true
    } catch (error) {
      if (isOver(error)) return false
      throw error
    }
  }

  /** A number stands for the choice that was offered last, unless something was said since. */
  async #meant({ conversationId }: MessagingRoute, written: string): Promise<string> {
    if (!/^\s*\d/.test(written)) return written
    const lines = await this.#world.lines.lines(conversationId, {
      backward: true,
      limit: LOOK_BACK_LINES,
    })
    const last = lines.find(({ item }) => item.role !== 'CUSTOMER' && item.kind === 'MESSAGE')?.item
    if (last?.contentType !== INTERACTIVE) return written
    return chosen(last.content ?? '', written) ?? written
  }

  async #begin(channel: MessagingChannel, message: HeardMessage): Promise<Taken> {
    const { centre, contacts } = this.#world
    const { from, to, name, text, contentType = 'text/plain' } = message
    const { attributes, contentTypes } = message
    const conversationId = beginningOf(channel.channelId, message.id)
    if (centre.contact(conversationId) || (await contacts.get(conversationId))) {
      // It began a conversation that is over by now.
      return { conversationId, isNew: false }
    }
    const before = await this.#saidBefore(channel.channelId, message)
    if (before !== undefined) return { conversationId: before, isNew: false }
    const flowId = channel.flowId ?? this.#flowOfNumber(to)
    if (flowId === undefined) {
      throw new ChatRefusal('NotFound', `Neither ${channel.channelId} nor ${to} has a flow.`)
    }
    await this.begin(channel, {
      conversationId,
      from,
      to,
      flowId,
      displayName: name ?? from,
      initialMessage: { contentType, content: text },
      ...(attributes && { attributes }),
      ...(contentTypes && { contentTypes }),
    })
    return { conversationId, isNew: true }
  }

  /**
   * The conversation in which the message stands already: it was written there just before we were
   * killed, and the conversation is over by now.
   */
  async #saidBefore(channelId: string, message: HeardMessage): Promise<string | undefined> {
    const { store, lines } = this.#world
    const clientToken = tokenOf(channelId, message.id)
    for (const route of await store.routesOf(channelId, message.from, LAST_CONVERSATIONS)) {
      const { conversationId } = route
      const last = await lines.lines(conversationId, { backward: true, limit: LAST_LINES })
      const isThere = last.some(({ token, item: { contentType, content = '' } }) => {
        return token === requestOf(customerOf(route), { contentType, content, clientToken })
      })
      if (isThere) return conversationId
    }
    return undefined
  }

  /** A conversation with a customer begins. Rejects with `ChatRefusal`. */
  async begin(channel: MessagingChannel, started: Beginning): Promise<void> {
    const input = await this.prepare(channel, started)
    const refused = await this.#world.submit(input)
    if (refused) throw new ChatRefusal('Conflict', refused.message)
  }

  /** What is to be told to the centre for it, when its lines have found their way already. */
  async prepare(channel: MessagingChannel, started: Beginning) {
    const { conversationId, from, to, segmentAttributes, ...others } = started
    const participantId = uuidOf(`customer of ${conversationId}`)
    await this.#routes.open({
      routeId: conversationId,
      channelId: channel.channelId,
      conversationId,
      participantId,
      customerAddress: from,
      systemAddress: to,
      position: 0,
    })
    return {
      type: 'chat.started',
      limitMs: minutes(channel.chatMinutes),
      contentTypes: CONTENT_TYPES,
      ...others,
      contactId: conversationId,
      participantId,
      customerAddress: from,
      systemAddress: to,
      segmentAttributes: {
        ...segmentAttributes,
        'connect:Subtype': { ValueString: channel.subtype },
      },
    } as const
  }

  async #report(
    { channelId }: MessagingChannel,
    { kind, itemId, providerId, problem }: Extract<Heard, { type: 'report' }>,
  ): Promise<void> {
    const { store, chat, failed } = this.#world
    const named = itemId === undefined ? { providerId: providerId ?? '' } : { itemId }
    const line = this.#onItsWay(channelId, itemId) ?? (await store.sentLine(channelId, named))
    if (!line) return
    if (kind === 'failed') {
      const { conversationId } = line
      failed('a message did not arrive', { channelId, conversationId, pii: { problem } })
      return store.failLine(channelId, line.itemId, problem ?? 'The provider says it failed.')
    }
    await unlessOver(chat.receipt(customerOf(line), { itemId: line.itemId, kind }))
  }

  /** A provider may tell what became of a message before it has answered the request. */
  #onItsWay(channelId: string, itemId: string | undefined) {
    const route = itemId === undefined ? undefined : this.#routes.sending(channelId, itemId)
    return route && { ...route, itemId: itemId ?? '' }
  }

  #flowOfNumber(number: string): string | undefined {
    return this.#world.centre.directory.named('phone-number', number)?.document.ContactFlowId
  }
}

export interface Beginning extends GivenToChat {
  readonly conversationId: string
  /** The customer. */
  readonly from: string
  /** Ours. */
  readonly to: string
  readonly displayName: string
  readonly initialMessage?: { readonly contentType: string; readonly content: string }
  readonly initiationMethod?: 'API' | 'FLOW'
}

/** The conversation that a message begins, whenever it comes. */
function beginningOf(channelId: string, messageId: string): string {
  return uuidOf(`conversation of ${channelId} ${messageId}`)
}

function tokenOf(channelId: string, messageId: string): string {
  return uuidOf(`${channelId} ${messageId}`)
}

export function customerOf({
  conversationId,
  participantId,
}: Pick<MessagingRoute, 'conversationId' | 'participantId'>): Member {
  return { conversationId, contactId: conversationId, participantId }
}

/** Whoever takes part no more has nothing to say. */
async function unlessOver(done: Promise<unknown>): Promise<void> {
  try {
    await done
  } catch (error) {
    if (!isOver(error)) throw error
  }
}

function isOver(error: unknown): boolean {
  return (
    error instanceof ChatRefusal && (error.reason === 'AccessDenied' || error.reason === 'NotFound')
  )
}
