// The customer's side of one chat: connects, connects anew before the connection's time is over and
// whenever it is lost, then asks for what was missed; so every line is shown once and in order. What the
// customer writes meanwhile waits.
import { type ChatItem, eventName, eventType } from './chat-item.ts'
import { ChatSocket } from './chat-socket.ts'
import { Outbox, type OutboxEntry } from './outbox.ts'
import { type Connection, ParticipantService, Refused } from './participant-service.ts'
import type { Surroundings } from './surroundings.ts'
import { Timeline } from './timeline.ts'

export interface ChatDetails {
  readonly contactId: string
  readonly participantId: string
  readonly participantToken: string
}

export interface ParticipantClientOptions {
  readonly origin: string
  readonly chat: ChatDetails
  readonly world: Surroundings
  /** From before the page was left. */
  readonly outbox?: readonly OutboxEntry[]
  /** With which what was said can still be read when the chat is over. */
  readonly connectionToken?: string
  /** Anything that can be seen has changed. */
  onChange(): void
  /** Each new line, also those that were said while we were away. */
  onItem(item: ChatItem): void
}

/** connecting → connected ⇄ offline → ended */
export type Link = 'connecting' | 'connected' | 'offline' | 'ended'

const PAGE = 100
const TYPING_EVERY_MS = 10_000
/** Whoever types says so at least every ten seconds. */
const TYPING_HOLDS_MS = 12_000
const RECEIPTS_EVERY_MS = 1_000
/** The official client's connections live for 3540 s; ours are made anew before. */
const REFRESH_AFTER_MS = { least: 60_000, most: 3_000_000, before: 60_000 }
const RETRY_MS = { first: 1_000, most: 30_000 }

export class ParticipantClient {
  readonly #options: ParticipantClientOptions
  readonly #world: Surroundings
  readonly #service: ParticipantService
  readonly #timeline: Timeline
  readonly #outbox: Outbox
  #link: Link = 'connecting'
  #token: string | undefined
  #socket: ChatSocket | undefined
  /** That one, and for a moment the one before it. */
  readonly #sockets = new Set<ChatSocket>()
  /** The last line before which nothing is missing. */
  #wholeUntil: string | undefined
  /** Lines come as they are said: what is missing has been asked for. */
  #isWhole: boolean = false
  #older: string | undefined
  #attempts = 0
  #isConnecting: boolean = false
  #isClosed: boolean = false
  #cancelRetry: (() => void) | undefined
  #cancelRefresh: (() => void) | undefined
  #cancelResend: (() => void) | undefined
  /** What was not taken because of our token, which then was made anew. */
  #denied: string | undefined
  #typist: { readonly name: string; readonly participantId: string } | undefined
  #cancelTypist: (() => void) | undefined
  #typedAt = Number.NEGATIVE_INFINITY
  #receipt: { readonly id: string; readonly kind: 'delivered' | 'read' } | undefined
  #receiptWanted: { readonly id: string; readonly kind: 'delivered' | 'read' } | undefined
  #cancelReceipt: (() => void) | undefined

  constructor(options: ParticipantClientOptions) {
    this.#options = options
    this.#world = options.world
    this.#service = new ParticipantService(options.origin, options.world)
    this.#timeline = new Timeline(options.chat.participantId)
    this.#outbox = new Outbox(options.outbox)
  }

  get link(): Link {
    return this.#link
  }

  get items(): readonly ChatItem[] {
    return this.#timeline.items
  }

  get outbox(): readonly OutboxEntry[] {
    return this.#outbox.entries
  }

  get keptOutbox(): readonly OutboxEntry[] {
    return this.#outbox.kept
  }

  get chat(): ChatDetails {
    return this.#options.chat
  }

  get connectionToken(): string | undefined {
    return this.#token
  }

  /** Who is typing. */
  get typist(): string | undefined {
    return this.#typist?.name
  }

  /** More was said before the first line. */
  get hasOlder(): boolean {
    return this.#older !== undefined
  }

  receiptOf(id: string): 'delivered' | 'read' | undefined {
    return this.#timeline.receiptOf(id)
  }

  isOwn(item: ChatItem): boolean {
    return item.participantId === this.#options.chat.participantId
  }

  connect(): void {
    void this.#connect()
  }

  /** The network is back, or the page is looked at again: does not wait for the next attempt. */
  retryNow(): void {
    if (this.#link !== 'offline' && this.#link !== 'connecting') return
    this.#attempts = 0
    this.#cancelRetry?.()
    void this.#connect()
  }

  /** The browser says that there is no network: nobody need wait to find out. */
  networkLost(): void {
    if (this.#link === 'connected') this.#offline()
  }

  send(content: string, contentType = 'text/plain', label?: string): void {
    this.#put({ content, contentType, ...(label !== undefined && { label }) })
  }

  sendFile(file: File): void {
    this.#put({ content: '', contentType: file.type, label: file.name, file })
  }

  resend(clientToken: string): void {
    if (this.#link === 'ended') return
    this.#outbox.mark(clientToken, 'waiting')
    this.#changed()
    void this.#flush()
  }

  discard(clientToken: string): void {
    this.#outbox.remove(clientToken)
    this.#changed()
  }

  /** The customer is writing. */
  typing(): void {
    const now = this.#world.now()
    if (this.#link !== 'connected' || now - this.#typedAt < TYPING_EVERY_MS) return
    this.#typedAt = now
    this.#tell(eventType('typing'))
  }

  /** The customer has what was said last, and perhaps has seen it. */
  acknowledge(kind: 'delivered' | 'read'): void {
    const last = this.#timeline.items.findLast(
      each => each.type !== 'EVENT' && each.role !== 'SYSTEM' && !this.isOwn(each),
    )
    if (!last || this.#link !== 'connected') return
    const before = this.#receiptWanted ?? this.#receipt
    if (before?.id === last.id && (before.kind === 'read' || before.kind === kind)) return
    this.#receiptWanted = { id: last.id, kind }
    this.#cancelReceipt ??= this.#world.after(RECEIPTS_EVERY_MS, () => this.#sendReceipt())
  }

  async loadOlder(): Promise<void> {
    const next = this.#older
    const token = this.#token
    if (next === undefined || token === undefined) return
    this.#older = undefined
    try {
      const page = await this.#service.transcript(token, { next, max: PAGE })
      for (const item of page.items) this.#timeline.add(item)
      this.#older = page.next
    } catch {
      // The customer may ask again.
      this.#older = next
    }
    this.#changed()
  }

  attachmentUrl(attachmentId: string): Promise<string> {
    return this.#service.attachmentUrl(this.#token ?? '', attachmentId)
  }

  view(viewToken: string): Promise<Readonly<Record<string, unknown>>> {
    return this.#service.view(this.#token ?? '', viewToken)
  }

  /** Leaves for good. Rejects when nobody could be told. */
  async end(): Promise<void> {
    if (this.#link === 'ended') return
    if (this.#token === undefined) throw new Refused(0, '')
    try {
      await this.#service.leave(this.#token)
    } catch (error) {
      // Somebody else has ended it.
      if (!(error instanceof Refused) || error.status !== 403) throw error
    }
    this.#ended()
  }

  /** The page goes away; the chat does not. */
  close(): void {
    this.#isClosed = true
    this.#stop()
  }

  #put(entry: Pick<OutboxEntry, 'content' | 'contentType' | 'label' | 'file'>): void {
    if (this.#link === 'ended') return
    this.#outbox.add({ ...entry, clientToken: this.#world.newId(), at: this.#world.now() })
    this.#typedAt = Number.NEGATIVE_INFINITY
    this.#changed()
    void this.#flush()
  }

  async #connect(): Promise<void> {
    if (this.#isConnecting || this.#isClosed || this.#link === 'ended') return
    this.#isConnecting = true
    this.#cancelRetry?.()
    try {
      const { participantToken } = this.#options.chat
      this.#connected(await this.#service.connection(participantToken))
    } catch (error) {
      if (error instanceof Refused && error.status === 403) await this.#refused()
      // The connection we have may still be good.
      else if (this.#link === 'connected') this.#retryLater()
      else this.#offline()
    } finally {
      this.#isConnecting = false
    }
  }

  #connected(connection: Connection): void {
    if (this.#isClosed || this.#link === 'ended') return
    this.#token = connection.token
    const { least, most, before } = REFRESH_AFTER_MS
    // A customer's clock may be a day wrong: never at once, never too late.
    const life = Number.isNaN(connection.lifeMs) ? most : connection.lifeMs - before
    this.#cancelRefresh?.()
    this.#cancelRefresh = this.#world.after(Math.min(most, Math.max(least, life)), () =>
      this.connect(),
    )
    const socket: ChatSocket = new ChatSocket(connection.url, this.#world, {
      onReady: () => {
        if (this.#socket !== socket) return
        this.#closeSockets(socket)
        this.#attempts = 0
        this.#link = 'connected'
        this.#isWhole = false
        this.#changed()
        void this.#fill(socket)
      },
      onItem: item => this.#heard(item),
      onLost: () => {
        if (this.#socket === socket) this.#offline()
      },
    })
    this.#socket = socket
    this.#sockets.add(socket)
    void this.#flush()
  }

  #offline(): void {
    if (this.#isClosed || this.#link === 'ended') return
    this.#closeSockets()
    this.#socket = undefined
    this.#isWhole = false
    this.#link = 'offline'
    this.#retryLater()
    this.#changed()
  }

  #retryLater(): void {
    const longest = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** this.#attempts++)
    this.#cancelRetry?.()
    // Everybody who lost the same server comes back at another time.
    this.#cancelRetry = this.#world.after(longest * (0.5 + this.#world.random() / 2), () =>
      this.connect(),
    )
  }

  #closeSockets(except?: ChatSocket): void {
    for (const socket of this.#sockets) {
      if (socket === except) continue
      socket.close()
      this.#sockets.delete(socket)
    }
  }

  /** The chat is over; what was said can be read for a while with the connection we had. */
  async #refused(): Promise<void> {
    const token = this.#token ?? this.#options.connectionToken
    if (token !== undefined) {
      this.#token = token
      await this.#read(token).catch(() => {
        // Then it stays as it is.
      })
    }
    this.#ended()
  }

  /** Asks for what was missed, until nothing is. */
  async #fill(socket: ChatSocket): Promise<void> {
    try {
      await this.#read(this.#token ?? '')
      if (this.#socket !== socket) return
      this.#isWhole = true
      this.#wholeUntil = this.#timeline.items.at(-1)?.id
    } catch {
      if (this.#socket === socket) this.#offline()
    }
  }

  async #read(token: string): Promise<void> {
    const from = this.#wholeUntil
    const isFirst = this.#timeline.items.length === 0
    let next: string | undefined
    let meetsKnown: boolean = false
    do {
      const page = await this.#service.transcript(token, { from, next, max: PAGE })
      meetsKnown = page.items.some(item => this.#timeline.has(item.id))
      for (const item of page.items) this.#take(item)
      next = page.next
      if (from === undefined) this.#older = next
      // Backwards no further than to what is there already; forwards to the end.
    } while (next !== undefined && (from !== undefined || !(isFirst || meetsKnown)))
    this.#changed()
  }

  #heard(item: ChatItem): void {
    const inFlight = this.#outbox.inFlight
    // Our own words may come by the socket before the answer that says they were taken.
    if (
      inFlight?.content === item.content &&
      this.isOwn(item) &&
      item.type === 'MESSAGE' &&
      !this.#timeline.has(item.id)
    ) {
      this.#outbox.remove(inFlight.clientToken)
    }
    this.#take(item)
    if (this.#isWhole && item.type !== 'MESSAGEMETADATA' && eventName(item) !== 'typing') {
      this.#wholeUntil = item.id
    }
    this.#changed()
  }

  #take(item: ChatItem): void {
    const name = eventName(item)
    if (name === 'typing') return this.#types(item)
    if (item.participantId === this.#typist?.participantId) this.#stopTypist()
    if (!this.#timeline.add(item) || item.type === 'MESSAGEMETADATA') return
    this.#options.onItem(item)
    if (name === 'chat.ended') this.#ended()
  }

  #types(item: ChatItem): void {
    if (this.isOwn(item)) return
    this.#cancelTypist?.()
    this.#typist = { name: item.displayName, participantId: item.participantId }
    this.#cancelTypist = this.#world.after(TYPING_HOLDS_MS, () => {
      this.#stopTypist()
      this.#changed()
    })
  }

  #stopTypist(): void {
    this.#cancelTypist?.()
    this.#typist = undefined
  }

  async #flush(): Promise<void> {
    const entry = this.#outbox.next
    const token = this.#token
    if (!entry || token === undefined || this.#outbox.inFlight || this.#link === 'ended') return
    this.#outbox.mark(entry.clientToken, 'sending')
    try {
      await this.#post(token, entry)
    } catch (error) {
      if (!this.#mayGoOn(entry, error)) return this.#changed()
    }
    this.#changed()
    await this.#flush()
  }

  async #post(token: string, entry: OutboxEntry): Promise<void> {
    if (entry.file) {
      await this.#service.upload(token, entry.file, entry.clientToken)
      return this.#outbox.remove(entry.clientToken)
    }
    const { id, at } = await this.#service.message(token, entry)
    this.#outbox.remove(entry.clientToken)
    const { participantId } = this.#options.chat
    const own = { type: 'MESSAGE', role: 'CUSTOMER', displayName: '', participantId } as const
    const { contentType, content } = entry
    this.#take({ id, at, ...own, contentType, content, attachments: [], receipts: [] })
  }

  /** Decides what becomes of what was not taken; false: nothing more can be sent now. */
  #mayGoOn(entry: OutboxEntry, error: unknown): boolean {
    // Its echo has come: it was taken, whatever the answer would have said.
    if (this.#outbox.inFlight?.clientToken !== entry.clientToken) return true
    const isDenied = error instanceof Refused && error.status === 403
    const isFinal = error instanceof Refused && !error.isPassing
    if (isFinal && (!isDenied || this.#denied === entry.clientToken)) {
      this.#outbox.mark(entry.clientToken, 'failed', error.message)
      return true
    }
    this.#outbox.mark(entry.clientToken, 'waiting')
    if (isDenied) {
      this.#denied = entry.clientToken
      // Our token no longer holds: a new one, or the chat is over.
      this.#token = undefined
      void this.#connect()
      return false
    }
    this.#cancelResend?.()
    this.#cancelResend = this.#world.after(RETRY_MS.first * 2, () => void this.#flush())
    return false
  }

  #sendReceipt(): void {
    this.#cancelReceipt = undefined
    const receipt = this.#receiptWanted
    this.#receiptWanted = undefined
    if (!receipt) return
    this.#receipt = receipt
    this.#tell(eventType(`message.${receipt.kind}`), { messageId: receipt.id })
  }

  /** Events are worth nothing later: one that does not arrive is not sent again. */
  #tell(contentType: string, content?: Readonly<Record<string, string>>): void {
    if (this.#token === undefined) return
    this.#service.event(this.#token, contentType, content).catch(() => undefined)
  }

  #ended(): void {
    if (this.#link === 'ended') return
    this.#link = 'ended'
    this.#outbox.fail('')
    this.#stop()
    this.#changed()
  }

  #stop(): void {
    this.#closeSockets()
    this.#socket = undefined
    this.#stopTypist()
    this.#cancelReceipt?.()
    this.#cancelRefresh?.()
    this.#cancelRetry?.()
    this.#cancelResend?.()
  }

  #changed(): void {
    if (!this.#isClosed) this.#options.onChange()
  }
}
