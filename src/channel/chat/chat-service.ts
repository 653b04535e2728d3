// What people write in chats, and what the centre says there: gives each line its number and time, makes
// it durable, tells those who follow, and then the centre if it waits for it. All of it in one order.
import type { CentreView, ChatView } from '../../core/centre-view.ts'
import type { ChatItem, ChatParticipant } from '../../core/contact/chat.ts'
import type { ChatEffect } from '../../core/effect.ts'
import type { ChatInput } from '../../core/input.ts'
import { type Instant, minutes } from '../../core/instant.ts'
import type { Json } from '../../core/json.ts'
import type { Clock } from '../../io/clock.ts'
import { sha256Hex } from '../../io/crypto.ts'
import type { BlobStore } from '../../store/blob-store.ts'
import type { ChatStore, KeptLine } from '../../store/chat-store.ts'
import type { ContactStore } from '../../store/contact-store.ts'
import { checkLine, checkRoom } from './chat-limits.ts'
import {
  type ChatPort,
  ChatRefusal,
  type ChatTold,
  type LineReceipt,
  type Member,
  type NewLine,
  type Receipt,
  type Signal,
  type TranscriptQuery,
} from './chat-port.ts'
import { ChatWriter } from './chat-writer.ts'
import { EVENT, JOINED } from './conversation.ts'
import { Followers } from './followers.ts'
import { type OpenConversation, OpenConversations } from './open-conversations.ts'
import { Seals } from './seals.ts'
import type { TranscriptPlace } from './transcript-file.ts'
import { itemNumber, transcriptPage } from './transcripts.ts'

/** Numbers of an owner of the instance begin above all those of the owners before. */
const NUMBERS_PER_EPOCH = 2 ** 34
const SWEEP_MS = minutes(10)
const RECEIPTS_MAX = 100
const STOP_MS = 2000

export interface ChatWorld {
  readonly clock: Clock
  readonly store: ChatStore
  readonly blobs: Pick<BlobStore, 'put'>
  readonly contacts: Pick<ContactStore, 'get'>
  readonly centre: Pick<CentreView, 'conversation' | 'chat' | 'chats'>
  /** Grows with every owner of the instance. */
  readonly epoch: number
  newId(): string
  submit(input: ChatInput): Promise<unknown>
  /** Where transcripts are put away. */
  place(): TranscriptPlace
  failed(what: string, error: unknown): void
  /** Nothing can be written any more: this process must end. */
  fatal(error: Error): void
}

type Send = Extract<ChatEffect, { type: 'chat.send' }>
interface Writer {
  readonly view: ChatView
  readonly participant: ChatParticipant
}
interface Done {
  readonly itemId: string
  readonly at: Instant
}

export class ChatService implements ChatPort {
  readonly #world: ChatWorld
  readonly #writer: ChatWriter
  readonly #followers: Followers
  readonly #open: OpenConversations
  readonly #seals: Seals
  #number: number
  /** What the centre has said and is not durable yet, in its order. */
  readonly #unwritten = new Map<string, Send>()
  /** What comes before the start. */
  #early: ChatEffect[] | undefined = []
  /** The order of those who wait for a conversation that is being read. */
  readonly #queues = new Map<string, Promise<unknown>>()
  #stopSweeping: () => void = () => {}

  constructor(world: ChatWorld) {
    this.#world = world
    const { clock, store } = world
    this.#number = world.epoch * NUMBERS_PER_EPOCH
    this.#writer = new ChatWriter({
      clock,
      store,
      failed: error => world.failed('what was written in chats cannot be kept yet', error),
      fatal: error => world.fatal(error),
    })
    this.#followers = new Followers(error => world.failed('somebody who follows a chat', error))
    this.#open = new OpenConversations(store)
    this.#seals = new Seals({
      clock,
      store,
      blobs: world.blobs,
      place: () => world.place(),
      submit: input => world.submit(input),
      failed: (contactId, error) =>
        world.failed(`the transcript of ${contactId} cannot be put away`, error),
    })
  }

  get figures(): Readonly<Record<string, number>> {
    return {
      ...this.#writer.figures,
      ...this.#seals.figures,
      chats_in_memory: this.#open.count,
      chat_followers: this.#followers.count,
    }
  }

  /** What belongs into a snapshot. */
  save(): Json {
    return JSON.parse(JSON.stringify([...this.#unwritten.values()])) as Json
  }

  restore(saved: Json): void {
    this.#early?.unshift(...((saved ?? []) as unknown as Send[]))
  }

  /** The centre has recovered: says what is not durable yet, and tells the centre what it has not heard. */
  async start(): Promise<void> {
    const { centre, clock, store } = this.#world
    const sent = this.#early?.filter(effect => effect.type === 'chat.send') ?? []
    const known = await store.known(
      sent.map(({ conversationId, item: { itemId } }) => ({ conversationId, itemId })),
    )
    const waiting = [...centre.chats()].filter(({ isOpen, listens }) => isOpen && listens)
    const unheard = await store.unheard(waiting)
    const early = this.#early ?? []
    this.#early = undefined
    const said = new Set<string>()
    for (const effect of early) {
      if (effect.type !== 'chat.send') this.#do(effect, false)
      else if (!known.has(effect.item.itemId) && !said.has(effect.item.itemId)) {
        said.add(effect.item.itemId)
        this.#do(effect, false)
      }
    }
    for (const line of unheard) this.#tellCentre(line)
    for (const { conversationId, contactId, toSeal } of centre.chats()) {
      if (toSeal) this.release({ type: 'chat.seal', conversationId, contactId })
    }
    const sweep = () => {
      // What is not durable yet could not be read again.
      if (this.#writer.isIdle) {
        this.#open.sweep(clock.now(), id => this.#followers.has(id) || this.#queues.has(id))
      }
      this.#stopSweeping = clock.schedule(clock.now() + SWEEP_MS, sweep)
    }
    this.#stopSweeping = clock.schedule(clock.now() + SWEEP_MS, sweep)
  }

  /** Writes down what there is. */
  async stop(): Promise<void> {
    const { clock } = this.#world
    this.#stopSweeping()
    this.#seals.stop()
    const written = Promise.all(this.#queues.values()).then(() => this.#writer.stop())
    // Without a database it cannot be waited for; what the centre said is in its journal.
    await Promise.race([
      written,
      new Promise(resolve => clock.schedule(clock.now() + STOP_MS, () => resolve(undefined))),
    ])
  }

  /** What the centre says, or has done. */
  release(effect: ChatEffect): void {
    if (this.#early) {
      this.#early.push(effect)
      return
    }
    this.#do(effect, isFirstLine(effect))
  }

  /** @param isNew nothing can have been said in the conversation before. */
  #do(effect: ChatEffect, isNew: boolean): void {
    const { conversationId, contactId } = effect
    switch (effect.type) {
      case 'chat.send':
        this.#unwritten.set(effect.item.itemId, effect)
        void this.#inTurn(conversationId, open => this.#say(open, effect), isNew)
        return
      case 'chat.end':
        return this.#afterAll(conversationId, () => this.#ended(conversationId))
      case 'chat.seal':
        return this.#afterAll(conversationId, () => this.#seals.ask({ conversationId, contactId }))
      default:
        effect satisfies never
    }
  }

  post(who: Member, line: NewLine, seen?: ChatView): Promise<Done> {
    try {
      const writer = this.#participant(who, seen)
      checkLine(line)
      const open = this.#open.get(who.conversationId)
      if (open && !this.#queues.has(who.conversationId)) return this.#post(open, who, line, writer)
      return this.#inTurn(who.conversationId, now => this.#post(now, who, line))
    } catch (error) {
      return Promise.reject(error)
    }
  }

  async signal(who: Member, signal: Signal): Promise<Done> {
    const { view, participant } = this.#participant(who)
    const { clock, newId } = this.#world
    const at = clock.now()
    const open = this.#open.get(who.conversationId) ?? (await this.#read(who.conversationId))
    open.limits.use('signals', who.participantId, at)
    const itemId = signal.part?.itemId ?? newId()
    const { participantId, role, displayName, isSilent } = participant
    // Nobody is to know of those who only look on.
    if (isSilent) return { itemId, at }
    this.#followers.signal({
      type: 'signal',
      signal,
      conversationId: who.conversationId,
      contactId: view.contactId,
      from: { participantId, role, displayName },
      at,
      id: itemId,
    })
    return { itemId, at }
  }

  async receipt(who: Member, { itemId, kind }: Receipt): Promise<Done> {
    const { view, participant } = this.#participant(who)
    const { clock, newId } = this.#world
    if (participant.isSilent) return { itemId: newId(), at: clock.now() }
    const open = this.#open.get(who.conversationId) ?? (await this.#read(who.conversationId))
    const now = clock.now()
    open.limits.use('receipts', who.participantId, now)
    // Lines that come fast are dated a little ahead.
    const at = Math.max(now, open.conversation.lastAt)
    const reader = { who, role: participant.role, isPresent: true }
    const number = await itemNumber(this.#world, open.conversation, reader, itemId)
    const key = `${number} ${who.participantId}`
    const known = open.receipts.get(key)
    const member = kind === 'read' ? 'readAt' : 'deliveredAt'
    if (known?.[member] !== undefined) return { itemId: newId(), at: known[member] }
    const receipt: LineReceipt = { participantId: who.participantId, ...known, [member]: at }
    open.receipts.set(key, receipt)
    for (const first of open.receipts.keys()) {
      if (open.receipts.size <= RECEIPTS_MAX) break
      open.receipts.delete(first)
    }
    const { conversationId } = who
    const { contactId } = view
    return new Promise(resolve => {
      this.#writer.receipt({ ...receipt, conversationId, number }, () => {
        this.#followers.receipt({ type: 'receipt', conversationId, contactId, itemId, receipt })
        resolve({ itemId: newId(), at })
      })
    })
  }

  async transcript(who: Member, query: TranscriptQuery) {
    this.check(who, 'reading')
    const { conversation } =
      this.#open.get(who.conversationId) ?? (await this.#read(who.conversationId))
    const present = this.#present(who)
    const role = conversation.roleOf(who.participantId) ?? present?.role
    if (role === undefined) throw notTakingPart()
    const isPresent = present !== undefined
    return transcriptPage(this.#world, conversation, { who, role, isPresent }, query)
  }

  async leave(who: Member): Promise<void> {
    const { view } = this.#participant(who)
    const { contactId } = view
    const { participantId } = who
    const refused = await this.#world.submit({ type: 'chat.left', contactId, participantId })
    if (refused) throw new ChatRefusal('Conflict', 'They cannot leave at this moment.')
  }

  check(who: Member, what: 'writing' | 'reading'): void {
    if (what === 'writing') {
      this.#participant(who)
      return
    }
    const { centre } = this.#world
    // Chats that the centre has forgotten are read by those whom the lines say were there.
    const known = [centre.conversation(who.conversationId), centre.chat(who.contactId)]
    if (!known[1]) return
    const isThere = known.some(view =>
      view?.participants.some(({ participantId }) => participantId === who.participantId),
    )
    if (!isThere) throw notTakingPart()
  }

  follow(who: Member, tell: (told: ChatTold) => void): () => void {
    const { role } = this.#participant(who).participant
    return this.#followers.follow({ who, role, tell })
  }

  followAll(tell: (told: ChatTold) => void): () => void {
    return this.#followers.followAll(tell)
  }

  /** Throws unless they take part now. */
  #participant(
    who: Member,
    view: ChatView | undefined = this.#world.centre.conversation(who.conversationId),
  ): Writer {
    const participant = findPresent(view, who)
    if (!view?.isOpen || !participant) throw notTakingPart()
    return { view, participant }
  }

  readonly #isPresent = (who: Member): boolean => this.#present(who) !== undefined

  #present(who: Member): ChatParticipant | undefined {
    return findPresent(this.#world.centre.conversation(who.conversationId), who)
  }

  #read(id: string): Promise<OpenConversation> {
    return this.#open.read(id, this.#world.clock.now())
  }

  /** Does it with the conversation in memory, after all that was to be done with it before. */
  #inTurn<T>(id: string, work: (open: OpenConversation) => T, isNew = false): Promise<Awaited<T>> {
    const before = this.#queues.get(id)
    const ready = this.#open.get(id) ?? (isNew && !before ? this.#begin(id) : undefined)
    if (ready && !before) return Promise.resolve(work(ready))
    const turn = (before ?? Promise.resolve())
      .then(() => this.#open.get(id) ?? this.#patiently(id))
      .then(work)
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (this.#queues.get(id) === settled) this.#queues.delete(id)
      })
    this.#queues.set(id, settled)
    return turn as Promise<Awaited<T>>
  }

  /** Does it when everything said so far is durable. */
  #afterAll(id: string, work: () => void): void {
    const turn = this.#queues.get(id)
    if (turn !== undefined) void turn.then(() => this.#writer.after(work))
    else this.#writer.after(work)
  }

  #begin(id: string): OpenConversation {
    return this.#open.begin(id, this.#world.clock.now())
  }

  /** What the centre says cannot be refused because the database is away. */
  async #patiently(id: string): Promise<OpenConversation> {
    const { clock, failed } = this.#world
    for (;;) {
      try {
        return await this.#read(id)
      } catch (error) {
        failed('a chat cannot be read yet', error)
        await new Promise<void>(resolve => clock.schedule(clock.now() + 500, resolve))
      }
    }
  }

  #say(open: OpenConversation, { contactId, item }: Send): void {
    const { conversation } = open
    const view = this.#world.centre.chat(contactId)
    const source =
      item.contentType === `${EVENT}chat.rehydrated` && view?.sourceContactId !== undefined
        ? {
            contactId: view.sourceContactId,
            rehydration: view.rehydration ?? ('FROM_SEGMENT' as const),
          }
        : undefined
    this.#keep(
      open,
      {
        number: this.#nextNumber(),
        conversationId: conversation.id,
        contactId,
        item: { ...item, at: Math.max(item.at, conversation.lastAt + 1) },
        ...(source && { source }),
      },
      () => this.#unwritten.delete(item.itemId),
    )
  }

  /** @param writer found anew unless given: they may have gone while we waited. */
  #post(
    open: OpenConversation,
    who: Member,
    line: NewLine,
    writer: Writer = this.#participant(who),
  ): Promise<Done> {
    const { clock, newId } = this.#world
    const { view, participant } = writer
    if (participant.isSilent) {
      throw new ChatRefusal('AccessDenied', 'Who only looks on writes nothing.')
    }
    const { conversation } = open
    const now = clock.now()
    const token = requestOf(who, line)
    const said = token === undefined ? undefined : conversation.saidBefore(token, now)
    if (said) {
      return new Promise(resolve => {
        this.#writer.after(() => resolve({ itemId: said.itemId, at: said.at }))
      })
    }
    open.limits.use('lines', who.participantId, now)
    checkRoom(conversation)
    const { participantId, role, displayName } = participant
    const isFree = line.itemId !== undefined && conversation.numberOf(line.itemId) === undefined
    const item: ChatItem = {
      itemId: isFree ? line.itemId : newId(),
      at: Math.max(now, conversation.lastAt + 1),
      kind: kindOf(line),
      contentType: line.contentType,
      content: line.content,
      participantId,
      role,
      displayName,
    }
    const tells = view.listens && (role === 'CUSTOMER' || role === 'AGENT')
    const kept: KeptLine = {
      number: this.#nextNumber(),
      conversationId: conversation.id,
      contactId: view.contactId,
      item: line.attachments ? { ...item, attachments: line.attachments } : item,
      ...(token !== undefined && { token }),
      ...(tells && { tells }),
    }
    return new Promise(resolve => {
      this.#keep(open, kept, () => resolve({ itemId: item.itemId, at: item.at }))
    })
  }

  #keep(open: OpenConversation, line: KeptLine, then: () => void): void {
    const { conversation } = open
    open.usedAt = line.item.at
    conversation.note(line)
    this.#writer.line(line, () => {
      this.#followers.line(conversation, line, this.#isPresent)
      if (line.tells) this.#tellCentre(line)
      then()
    })
  }

  #nextNumber(): number {
    this.#number++
    if (this.#number % NUMBERS_PER_EPOCH === 0) {
      this.#world.fatal(new Error('There are no numbers for lines of chats left.'))
    }
    return this.#number
  }

  /** Somebody wrote what the centre waits for. */
  #tellCentre({ number, conversationId, item }: KeptLine): void {
    const view = this.#world.centre.conversation(conversationId)
    const { participantId, contentType, content } = item
    if (!view?.isOpen || number <= view.heard || participantId === undefined) return
    void this.#world.submit({
      type: 'chat.message',
      contactId: view.contactId,
      participantId,
      contentType,
      number,
      ...(view.awaitsText && item.role === 'CUSTOMER' && content !== undefined && { content }),
    })
  }

  #ended(conversationId: string): void {
    this.#followers.over(conversationId)
    this.#open.drop(conversationId)
  }
}

/** As one who takes part now, if only by looking on. */
function findPresent(view: ChatView | undefined, { participantId }: Member) {
  return view?.participants.find(
    each => each.participantId === participantId && each.leftAt === undefined,
  )
}

/** The customer comes before anything else is said. */
function isFirstLine(effect: ChatEffect): boolean {
  if (effect.type !== 'chat.send' || effect.contactId !== effect.conversationId) return false
  return effect.item.contentType === JOINED && effect.item.role === 'CUSTOMER'
}

function kindOf({ contentType, attachments }: NewLine): ChatItem['kind'] {
  if (attachments) return 'ATTACHMENT'
  return contentType.startsWith(EVENT) ? 'EVENT' : 'MESSAGE'
}

/** What a line keeps of the request it came with. Clients repeat tokens for different things, so the token alone says nothing. */
export function requestOf({ participantId }: Member, line: NewLine): string | undefined {
  const { clientToken, contentType, content, attachments } = line
  if (clientToken === undefined) return undefined
  const ids = attachments?.map(({ attachmentId }) => attachmentId)
  return sha256Hex(JSON.stringify([participantId, clientToken, contentType, content, ids])).slice(
    0,
    32,
  )
}

function notTakingPart(): ChatRefusal {
  return new ChatRefusal('AccessDenied', 'They do not take part in this chat, or it is over.')
}
