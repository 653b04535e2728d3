// A contact centre in virtual time with its chat service, whose customers write by a provider that a
// test plays: it signs what customers say, and answers what it is asked to send.
import { setImmediate as soon } from 'node:timers/promises'
import { ChatService } from '../../src/channel/chat/chat-service.ts'
import { Messaging } from '../../src/channel/messaging/messaging.ts'
import type { Answered, Asked } from '../../src/channel/messaging/messaging-adapter.ts'
import type { MessagingChannelDocument } from '../../src/core/directory/messaging-channel.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { signBody } from '../../src/io/body-signature.ts'
import { newUuid } from '../../src/io/crypto.ts'
import { MemoryMessagingStore } from '../../src/store/memory/memory-messaging-store.ts'
import { MemoryDisk, openMemoryStore } from '../../src/store/memory/memory-store.ts'
import { say, toQueue } from './flow-actions.ts'
import { TestCentre } from './test-centre.ts'

export const OURS = '+15550100'
export const CUSTOMER = '+15557777'
const SECRET = 'a secret of both sides'
const TURNS = 40

export class MessagingCentre {
  readonly test: TestCentre
  readonly store = new MemoryMessagingStore()
  readonly chatStore
  readonly chats: ChatService
  messaging: Messaging
  /** What the provider was asked, in order. */
  readonly asked: Asked[] = []
  /** What it answers; an error is nobody there. */
  provider: (asked: Asked) => Answered | Error = () => ({ status: 200, body: '{}' })
  /** Whom it never answers. */
  hangs: (asked: Asked) => boolean = () => false
  readonly complaints: string[] = []
  readonly flowId: string
  readonly #contacts
  #ids = 0
  #life = { isOver: false }

  private constructor(test: TestCentre) {
    this.test = test
    const { chats, contacts } = openMemoryStore(new MemoryDisk())
    this.chatStore = chats
    this.#contacts = contacts
    this.flowId = test.publish('From telephones', [
      say('hi', 'Welcome.', 'Choose'),
      ...toQueue(test.id('queue', 'BasicQueue')),
    ])
    this.chats = new ChatService({
      clock: test.clock,
      store: chats,
      blobs: { put: async () => {} },
      contacts,
      centre: test.centre.view,
      epoch: 1,
      newId: newUuid,
      submit: async input => test.tell(input),
      place: () => ({ alias: 'demo', account: '000000000000', instanceId: 'i' }),
      failed: (_what, error) => this.complaints.push(String(error)),
      fatal: error => this.complaints.push(String(error)),
    })
    test.chatService = effect => this.chats.release(effect)
    this.messaging = this.#newMessaging()
  }

  static async open(): Promise<MessagingCentre> {
    return MessagingCentre.of(await TestCentre.open())
  }

  static async of(test: TestCentre): Promise<MessagingCentre> {
    const centre = new MessagingCentre(test)
    await centre.chats.start()
    await centre.messaging.start()
    centre.channel('phones')
    return centre
  }

  /** Everything but what is stored is lost; what was being done is not ended. */
  async restart(): Promise<void> {
    this.#life.isOver = true
    this.messaging.close()
    this.messaging = this.#newMessaging()
    await this.messaging.start()
    await this.settled()
  }

  channel(name: string, more: Partial<MessagingChannelDocument> = {}): void {
    const document: MessagingChannelDocument = {
      provider: 'webhook',
      subtype: 'connect:SMS',
      addresses: [OURS],
      flowId: this.flowId,
      url: 'https://provider.example.com/send',
      secret: SECRET,
      stopWords: true,
      chatMinutes: 60,
      ...more,
    }
    this.test.tell({ type: 'config.put', kind: 'messaging-channel', id: name, document })
  }

  /** The provider tells us something, signed. */
  async told(event: JsonObject, secret = SECRET): Promise<number> {
    const body = JSON.stringify(event)
    const now = this.test.clock.now()
    const answer = await this.messaging.hear('phones', {
      headers: { 'parley-signature': signBody(secret, body, now) },
      url: 'https://centre.example.com/api/messaging/phones/in',
      body,
      now,
    })
    await this.settled()
    return answer?.status ?? 404
  }

  /** The customer writes. */
  writes(text: string, more: JsonObject = {}): Promise<number> {
    const id = `m${++this.#ids}`
    return this.told({ type: 'message', id, from: CUSTOMER, to: OURS, text, ...more })
  }

  /** The agent writes, or what else there is. */
  async answers(content: string, contentType = 'text/plain'): Promise<string> {
    const { conversationId, participants } = this.chat()
    const agent = participants.findLast(({ role }) => role === 'AGENT')
    const who = {
      conversationId,
      contactId: conversationId,
      participantId: agent?.participantId ?? '',
    }
    const { itemId } = await this.chats.post(who, { contentType, content })
    await this.settled()
    return itemId
  }

  /** The chat that was begun last. */
  chat() {
    const chat = [...this.test.centre.view.chats()].at(-1)
    if (!chat) throw new Error('There is no chat.')
    return chat
  }

  /** Every chat that there ever was, by the contact with which it began. */
  get begun(): readonly string[] {
    return this.test.inputs.flatMap(({ input }) =>
      'type' in input && input.type === 'chat.started' ? [input.contactId] : [],
    )
  }

  /** What was written in the chat, oldest first. */
  async lines(): Promise<readonly string[]> {
    const lines = await this.chatStore.lines(this.chat().conversationId, { limit: 1000 })
    return lines.flatMap(({ item }) => (item.kind === 'MESSAGE' ? [item.content ?? ''] : []))
  }

  /** What the customer has read. */
  get texts(): readonly string[] {
    return this.asked.map(({ body }) => String((JSON.parse(body) as JsonObject).text))
  }

  /** What does not wait for time has happened. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await soon()
  }

  async passes(ms: number): Promise<void> {
    this.test.clock.advance(ms)
    await this.settled()
  }

  #newMessaging(): Messaging {
    const { test } = this
    const life: { isOver: boolean } = { isOver: false }
    this.#life = life
    return new Messaging({
      clock: test.clock,
      centre: test.centre.view,
      chat: mortal(this.chats, life),
      lines: this.chatStore,
      store: mortal(this.store, life),
      contacts: this.#contacts,
      origin: 'https://centre.example.com',
      newId: newUuid,
      submit: async input => test.tell(input),
      post: async asked => {
        this.asked.push(asked)
        const answer = this.provider(asked)
        if (life.isOver || this.hangs(asked)) return new Promise(() => {})
        if (answer instanceof Error) throw answer
        return answer
      },
      linkTo: async ({ attachmentId }) => `/files/${attachmentId}`,
      failed: sentence => this.complaints.push(sentence),
    })
  }
}

/** As a process that is killed uses something: it may be killed before it is done, and before it knows. */
function mortal<T extends object>(used: T, life: { readonly isOver: boolean }): T {
  return new Proxy(used, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        if (life.isOver) return new Promise(() => {})
        const result: unknown = member.apply(target, given)
        if (!(result instanceof Promise)) return result
        return new Promise((resolve, reject) => {
          result.then(
            value => life.isOver || resolve(value),
            error => life.isOver || reject(error),
          )
        })
      }
    },
  })
}
