// A page's part in a chat, whoever's it is: what is said arrives exactly once and in order however
// often the connection breaks, and what is written arrives exactly once however often it is sent.
import {
  type Conversation,
  type ConversationEvent,
  EMPTY_CONVERSATION,
  isFromOthers,
  reduceConversation,
} from './conversation.ts'
import {
  ParticipantConnection,
  ParticipantError,
  type ParticipantWorld,
} from './participant-connection.ts'
import {
  CONTENT,
  type WireItem,
  type WireSent,
  type WireTranscript,
  type WireUpload,
} from './participant-protocol.ts'

export interface ParticipantClientWorld extends ParticipantWorld {
  newId(): string
  /** Sends a file to where the service says. Rejects when it did not get there. */
  upload(url: string, headers: Readonly<Record<string, string>>, file: Blob): Promise<void>
}

export interface NewMessage {
  readonly contentType: string
  readonly content: string
}

const PAGE_SIZE = 100
const RETRY_MS = 2_000
const TYPING_EVERY_MS = 10_000
const TYPIST_LOOK_MS = 1_000
const DELIVERED_AFTER_MS = 500

export class ParticipantClient {
  readonly #world: ParticipantClientWorld
  readonly #connection: ParticipantConnection
  readonly #listeners = new Set<() => void>()
  readonly #files = new Map<string, File>()
  #state: Conversation = EMPTY_CONVERSATION
  /** When the last line was said up to which nothing is missing. */
  #markAt: number | undefined
  /** Leads to what is above the first line. */
  #earlierToken: string | undefined
  #isSending: boolean = false
  /** Grows with every time the socket comes or goes, so that a late page is known for it. */
  #fillEpoch = 0
  #isFilled: boolean = false
  #typedAt = Number.NEGATIVE_INFINITY
  #lastRead: string | undefined
  #sendTimer: ReturnType<typeof setTimeout> | undefined
  #fillTimer: ReturnType<typeof setTimeout> | undefined
  #deliveredTimer: ReturnType<typeof setTimeout> | undefined
  #typingTimer: ReturnType<typeof setTimeout> | undefined
  #isClosed: boolean = false

  constructor(world: ParticipantClientWorld) {
    this.#world = world
    this.#connection = new ParticipantConnection(world, {
      onKnown: participantId => this.#apply({ type: 'known', participantId }),
      onOpen: () => void this.#fill(),
      onItem: item => this.#heard(item),
      onLost: () => {
        this.#fillEpoch++
        this.#apply({ type: 'link', link: 'lost' })
      },
      onOver: readable => {
        this.#apply({ type: 'link', link: 'over' })
        if (readable) void this.#fill()
        else this.#apply({ type: 'earlier', earlier: 'none' })
      },
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getState = (): Conversation => this.#state

  /** Keeps what was written until the service has it; what was written first goes first. */
  send({ contentType, content }: NewMessage): void {
    this.#write(this.#world.newId(), contentType, content, undefined)
  }

  sendFile(file: File): void {
    this.#write(this.#world.newId(), file.type, file.name, file)
  }

  /** Tries again what was refused. */
  sendAgain(clientToken: string): void {
    this.#apply({ type: 'again', clientToken })
    void this.#sendNext()
  }

  discard(clientToken: string): void {
    this.#files.delete(clientToken)
    this.#apply({ type: 'discarded', clientToken })
  }

  /** To be called with every key: others are told now and then. */
  typing(): void {
    const now = Date.now()
    if (this.#state.link !== 'open' || now - this.#typedAt < TYPING_EVERY_MS) return
    this.#typedAt = now
    this.#tell(CONTENT.typing)
  }

  /** All that is shown has been seen. */
  read(): void {
    const last = this.#lastHeard()
    if (this.#state.link !== 'open' || last === undefined || last === this.#lastRead) return
    clearTimeout(this.#deliveredTimer)
    this.#lastRead = last
    this.#tell(CONTENT.read, JSON.stringify({ messageId: last }))
  }

  async loadEarlier(): Promise<void> {
    const token = this.#earlierToken
    if (token === undefined || this.#state.earlier === 'loading') return
    this.#apply({ type: 'earlier', earlier: 'loading' })
    try {
      this.#isAbove(await this.#page(token))
    } catch {
      this.#apply({ type: 'earlier', earlier: 'some' }) // the user may try again
    }
  }

  /** Leaves the chat for good. Rejects with `ParticipantError`. */
  async leave(): Promise<void> {
    await this.#connection.request('disconnect', { ClientToken: this.#world.newId() })
  }

  /** Where a file is to be had, for a short while. Rejects with `ParticipantError`. */
  async attachmentUrl(attachmentId: string): Promise<string> {
    const { Url } = await this.#connection.request<{ readonly Url: string }>('attachment', {
      AttachmentId: attachmentId,
    })
    return Url
  }

  /** What the view is that the guide shows. Rejects with `ParticipantError`. */
  async view(viewToken: string): Promise<Readonly<Record<string, unknown>>> {
    const path = `views/${encodeURIComponent(viewToken)}`
    const { View } = await this.#connection.request<{
      readonly View?: Readonly<Record<string, unknown>>
    }>(path, undefined)
    return View ?? {}
  }

  networkReturned(): void {
    this.#connection.retryNow()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#sendTimer)
    clearTimeout(this.#fillTimer)
    clearTimeout(this.#deliveredTimer)
    clearTimeout(this.#typingTimer)
    this.#connection.end()
  }

  #heard(item: WireItem): void {
    this.#hear([item])
    if (item.Type === 'EVENT') this.#happened(item)
    if (!isLine(item)) return
    // While something is missing, what comes now does not make up for it.
    if (this.#isFilled) this.#markAt = Date.parse(item.AbsoluteTime)
    this.#confirmSoon()
  }

  #hear(items: readonly WireItem[]): void {
    const now = Date.now()
    this.#apply({ type: 'heard', items, now })
    if (this.#state.typists.length > 0) this.#lookAfterTypists()
  }

  #happened({ ContentType, ParticipantId }: WireItem): void {
    const leaves = ContentType === CONTENT.left && ParticipantId === this.#state.participantId
    if (!leaves && ContentType !== CONTENT.ended) return
    this.#connection.end()
    this.#apply({ type: 'link', link: 'over' })
  }

  /** The last message of another person; the service's own need no receipt. */
  #lastHeard(): string | undefined {
    const { lines, participantId } = this.#state
    return lines.findLast(each => isFromOthers(each, participantId) && each.role !== 'SYSTEM')?.id
  }

  /** Says that a message has arrived, unless it is read in a moment. */
  #confirmSoon(): void {
    const last = this.#lastHeard()
    if (last === undefined || last === this.#lastRead) return
    clearTimeout(this.#deliveredTimer)
    this.#deliveredTimer = setTimeout(
      () => this.#tell(CONTENT.delivered, JSON.stringify({ messageId: last })),
      DELIVERED_AFTER_MS,
    )
  }

  /** Asks for all that was said since the mark, newest first, page by page. */
  async #fill(): Promise<void> {
    clearTimeout(this.#fillTimer)
    const epoch = ++this.#fillEpoch
    this.#isFilled = false
    try {
      let page = await this.#page(undefined)
      if (this.#markAt === undefined) this.#isAbove(page)
      while (page.NextToken !== undefined && !reaches(page, this.#markAt)) {
        page = await this.#page(page.NextToken)
      }
      if (epoch === this.#fillEpoch) this.#filled()
    } catch (error) {
      if (epoch === this.#fillEpoch) this.#fillFailed(error)
    }
  }

  #fillFailed(error: unknown): void {
    if (error instanceof ParticipantError && !error.isPassing) {
      // It can be written all the same.
      this.#apply({ type: 'earlier', earlier: 'none' })
      return this.#filled()
    }
    if (!this.#isClosed) this.#fillTimer = setTimeout(() => void this.#fill(), RETRY_MS)
  }

  /** The socket has brought everything since the first page was asked for. */
  #filled(): void {
    this.#isFilled = true
    this.#markAt = this.#state.lines.at(-1)?.at ?? this.#markAt
    if (this.#isClosed || this.#state.link === 'over') return
    this.#apply({ type: 'link', link: 'open' })
    void this.#sendNext()
  }

  async #page(token: string | undefined): Promise<WireTranscript> {
    const page = await this.#connection.request<WireTranscript>('transcript', {
      MaxResults: PAGE_SIZE,
      ScanDirection: 'BACKWARD',
      SortOrder: 'ASCENDING',
      ...(token === undefined ? { StartPosition: { MostRecent: 0 } } : { NextToken: token }),
    })
    this.#hear(page.Transcript)
    return page
  }

  #isAbove({ NextToken }: WireTranscript): void {
    this.#earlierToken = NextToken
    this.#apply({ type: 'earlier', earlier: NextToken === undefined ? 'none' : 'some' })
  }

  #write(clientToken: string, contentType: string, content: string, file: File | undefined): void {
    if (file) this.#files.set(clientToken, file)
    this.#typedAt = Number.NEGATIVE_INFINITY
    const unsent = { clientToken, contentType, content, isFile: file !== undefined, at: Date.now() }
    this.#apply({ type: 'written', unsent: { ...unsent, refused: undefined, seenAs: undefined } })
    void this.#sendNext()
  }

  /** One at a time, in the order in which they were written. */
  async #sendNext(): Promise<void> {
    clearTimeout(this.#sendTimer)
    const next = this.#state.outbox.find(each => each.refused === undefined)
    if (!next || this.#isSending || this.#isClosed || this.#state.link !== 'open') return
    this.#isSending = true
    const { clientToken } = next
    try {
      const file = this.#files.get(clientToken)
      const item = file ? await this.#sendFile(clientToken, file) : await this.#sendText(next)
      this.#files.delete(clientToken)
      this.#apply({ type: 'acknowledged', clientToken, ...(item && { item }) })
    } catch (error) {
      if (!(error instanceof ParticipantError) || error.isPassing) {
        this.#isSending = false
        if (!this.#isClosed) this.#sendTimer = setTimeout(() => void this.#sendNext(), RETRY_MS)
        return
      }
      this.#apply({ type: 'refused', clientToken, reason: error.message })
    }
    this.#isSending = false
    await this.#sendNext()
  }

  async #sendText({ clientToken, contentType, content }: Conversation['outbox'][number]) {
    const { Id, AbsoluteTime } = await this.#connection.request<WireSent>('message', {
      ClientToken: clientToken,
      ContentType: contentType,
      Content: content,
    })
    return {
      ...{ Id, AbsoluteTime, Type: 'MESSAGE', ContentType: contentType, Content: content },
      ...(this.#state.participantId === undefined
        ? {}
        : { ParticipantId: this.#state.participantId }),
    }
  }

  /** The line comes by the socket, with the name that the service gave it. */
  async #sendFile(clientToken: string, file: File): Promise<undefined> {
    const { AttachmentId, UploadMetadata } = await this.#connection.request<WireUpload>(
      'start-attachment-upload',
      {
        ContentType: file.type,
        AttachmentName: file.name,
        AttachmentSizeInBytes: file.size,
        ClientToken: clientToken,
      },
    )
    const { Url, HeadersToInclude } = UploadMetadata
    await this.#world.upload(Url, HeadersToInclude, file)
    await this.#connection.request('complete-attachment-upload', {
      AttachmentIds: [AttachmentId],
      ClientToken: clientToken,
    })
  }

  /** What nobody misses when it is lost. */
  #tell(contentType: string, content?: string): void {
    this.#connection
      .request('event', {
        ClientToken: this.#world.newId(),
        ContentType: contentType,
        ...(content === undefined ? {} : { Content: content }),
      })
      .catch(() => {
        if (contentType === CONTENT.read) this.#lastRead = undefined // told with the next occasion
      })
  }

  #lookAfterTypists(): void {
    clearTimeout(this.#typingTimer)
    this.#typingTimer = setTimeout(() => {
      this.#apply({ type: 'typingEnds', now: Date.now() })
      if (this.#state.typists.length > 0) this.#lookAfterTypists()
    }, TYPIST_LOOK_MS)
  }

  #apply(event: ConversationEvent): void {
    if (this.#isClosed) return
    this.#state = reduceConversation(this.#state, event)
    for (const listener of this.#listeners) listener()
  }
}

function isLine({ Type, ContentType }: WireItem): boolean {
  return Type !== 'MESSAGEMETADATA' && ContentType !== CONTENT.typing
}

/** Whether there is nothing between the page and what is known. On the first time one page is enough. */
function reaches({ Transcript }: WireTranscript, markAt: number | undefined): boolean {
  const [first] = Transcript
  return markAt === undefined || first === undefined || Date.parse(first.AbsoluteTime) <= markAt
}
