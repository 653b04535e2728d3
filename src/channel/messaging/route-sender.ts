// Takes the lines of one conversation to where they go: one after the other, each until it is taken,
// refused, or too old. How far it is stands in the store, so that a restart goes on there; a line that
// was sent just before is sent again under the same id.
import type { Instant } from '../../core/instant.ts'
import { minutes, seconds } from '../../core/instant.ts'
import type { KeptLine } from '../../store/chat-store.ts'
import type { LineOutcome, MessagingRoute } from '../../store/messaging-store.ts'
import { adapters } from './adapters.ts'
import { channelNamed } from './channel-by-name.ts'
import { readableText } from './message-text.ts'
import type { MessagingChannel, Outcome, OutgoingMessage } from './messaging-adapter.ts'
import type { MessagingWorld } from './messaging-world.ts'
import type { Slots } from './slots.ts'

const PAGE = 50
const FIRST_PAUSE_MS = seconds(1)
const PAUSE_MAX_MS = minutes(5)
const NOTE_AGAIN_MS = seconds(2)
/** Nobody wants to read an answer of the day before. */
const GIVEN_UP_AFTER_MS = minutes(24 * 60)
const ENDED = 'application/vnd.amazonaws.connect.event.chat.ended'

export interface RouteSenderWorld extends MessagingWorld {
  /** How many requests there may be at once. */
  readonly slots: Slots
  /** The route has told all there is to tell. */
  ended(route: MessagingRoute): void
}

export class RouteSender {
  readonly route: MessagingRoute
  readonly #world: RouteSenderWorld
  #position: number
  #isRunning: boolean = false
  #hasMore: boolean = false
  #isClosed: boolean = false
  #sending: string | undefined
  #wakeEarly: () => void = () => {}

  constructor(world: RouteSenderWorld, route: MessagingRoute) {
    this.#world = world
    this.route = route
    this.#position = route.position
  }

  /** The line that is on its way. */
  get sending(): string | undefined {
    return this.#sending
  }

  /** There may be something to tell. */
  wake(): void {
    this.#hasMore = true
    if (this.#isRunning || this.#isClosed) return
    this.#isRunning = true
    void this.#run().finally(() => {
      this.#isRunning = false
      if (this.#hasMore) this.wake()
    })
  }

  /** Nothing more is told; what is on its way may arrive all the same. */
  close(): void {
    this.#isClosed = true
    this.#wakeEarly()
  }

  async #run(): Promise<void> {
    while (this.#hasMore && !this.#isClosed) {
      this.#hasMore = false
      try {
        await this.#tellAll()
      } catch (error) {
        // The database was away: what was not noted is told again, under the same ids.
        this.#world.failed('messages wait for the database', { error, ...this.#about })
        await this.#pause(PAUSE_MAX_MS / 10)
        this.#hasMore = true
      }
    }
  }

  async #tellAll(): Promise<void> {
    const { lines, slots } = this.#world
    for (;;) {
      const query = { after: this.#position, limit: PAGE }
      const page = await slots.run(() => lines.lines(this.route.conversationId, query))
      for (const line of page) {
        await this.#tell(line)
        if (this.#isClosed) return
        this.#position = line.number
        if (line.item.contentType === ENDED) return this.#end()
      }
      if (page.length < PAGE) return
    }
  }

  async #tell(line: KeptLine): Promise<void> {
    const channel = channelNamed(this.#world, this.route.channelId)
    const message = await this.#messageOf(line, channel)
    if (!message) return
    const outcome = channel
      ? await this.#send(message, channel)
      : { problem: 'The channel is gone.' }
    if (!outcome) return
    const { itemId } = line.item
    const at = this.#world.clock.now()
    const noted: LineOutcome = { itemId, at, ...outcome }
    if (noted.problem !== undefined) {
      const pii = { problem: noted.problem }
      this.#world.failed('a message could not be sent', { ...this.#about, pii })
    }
    await this.#note(line.number, noted)
  }

  /** Until it is noted: to be told once more is worse for the customer than to be told the next later. */
  async #note(position: number, noted: LineOutcome): Promise<void> {
    while (!this.#isClosed) {
      try {
        return await this.#world.store.passed(this.route, position, noted)
      } catch (error) {
        this.#world.failed('what was sent cannot be noted yet', { error, ...this.#about })
        await this.#pause(NOTE_AGAIN_MS)
      }
    }
  }

  /** What is told of a line; undefined when it is not for them. */
  async #messageOf(
    line: KeptLine,
    channel: MessagingChannel | undefined,
  ): Promise<OutgoingMessage | undefined> {
    const { conversationId, customerAddress, systemAddress } = this.route
    const { item } = line
    const about = {
      id: item.itemId,
      conversationId,
      from: systemAddress,
      to: customerAddress,
      line,
    }
    if (channel?.provider === 'topic') return { ...about, text: '' }
    if (item.role === 'CUSTOMER' || item.only === 'AGENT') return undefined
    const approved = (item.attachments ?? []).filter(({ status }) => status === 'APPROVED')
    const links = await Promise.all(
      approved.map(async each => {
        const path = await this.#world.linkTo(each)
        const origin = channel?.publicUrl ?? this.#world.origin
        return path === undefined ? each.name : `${each.name}: ${origin}${path}`
      }),
    )
    const text = readableText(item, links)
    return text === undefined ? undefined : { ...about, text }
  }

  /** Undefined when we are stopped before anything came of it. */
  async #send(
    message: OutgoingMessage,
    channel: MessagingChannel,
  ): Promise<{ readonly providerId?: string; readonly problem?: string } | undefined> {
    const { store, clock } = this.#world
    if (await store.isOptedOut(channel.channelId, this.route.customerAddress)) {
      return { problem: 'The customer wants to be written to no more.' }
    }
    const adapter = adapters[channel.provider]
    let providerId: string | undefined
    this.#sending = message.id
    try {
      const { length } = adapter.requests(message, channel, clock.now())
      for (let index = 0; index < length; index++) {
        const outcome = await this.#sendUntilTaken(message, channel.channelId, index)
        if (!outcome) return undefined
        if ('refused' in outcome) return { problem: outcome.refused }
        if ('later' in outcome) return { problem: `Given up: ${outcome.later}` }
        providerId ??= outcome.sent.providerId
      }
      return providerId === undefined ? {} : { providerId }
    } finally {
      this.#sending = undefined
    }
  }

  async #sendUntilTaken(
    message: OutgoingMessage,
    channelId: string,
    index: number,
  ): Promise<Outcome | undefined> {
    const giveUpAt: Instant = message.line.item.at + GIVEN_UP_AFTER_MS
    for (let pauseMs = FIRST_PAUSE_MS; !this.#isClosed; pauseMs *= 2) {
      const outcome = await this.#attempt(message, channelId, index)
      if (!('later' in outcome) || this.#world.clock.now() >= giveUpAt) return outcome
      // Not each time: whoever is away is away for all.
      if (pauseMs === FIRST_PAUSE_MS || pauseMs > PAUSE_MAX_MS) {
        const pii = { problem: outcome.later }
        this.#world.failed('a message is sent again later', { ...this.#about, pii })
      }
      await this.#pause(Math.min(pauseMs, PAUSE_MAX_MS))
    }
    return undefined
  }

  async #attempt(message: OutgoingMessage, channelId: string, index: number): Promise<Outcome> {
    // Somebody may have corrected it in the meantime.
    const channel = channelNamed(this.#world, channelId)
    if (!channel) return { refused: 'The channel is gone.' }
    const adapter = adapters[channel.provider]
    const asked = adapter.requests(message, channel, this.#world.clock.now())[index]
    if (!asked) return { sent: {} }
    try {
      return adapter.outcome(await this.#world.slots.run(() => this.#world.post(asked)))
    } catch (error) {
      return { later: error instanceof Error ? error.message : String(error) }
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const { clock } = this.#world
      const cancel = clock.schedule(clock.now() + ms, resolve)
      this.#wakeEarly = () => {
        cancel()
        resolve()
      }
    })
  }

  async #end(): Promise<void> {
    this.close()
    await this.#world.store.endRoute(this.route.routeId)
    this.#world.ended(this.route)
  }

  get #about() {
    const { channelId, conversationId } = this.route
    return { channelId, conversationId }
  }
}
