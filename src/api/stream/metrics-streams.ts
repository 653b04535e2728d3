// The supervisors' pages: what they look at is pushed to them as it changes, at most every 20 ms, the
// same frame to all who look at the same. A viewer who reads too slowly is told nothing until it has
// read what it has, and then everything; nothing piles up here.
import type { CentreView } from '../../core/centre-view.ts'
import type { Effect } from '../../core/effect.ts'
import type { Instant } from '../../core/instant.ts'
import type { Clock } from '../../io/clock.ts'
import type { MetricsServerMessage, MetricsViewerMessage } from '../contract/metrics-stream.ts'
import { hasMoreCells } from '../current-metrics.ts'
import { userMay } from '../permission.ts'
import { metricsAgent } from './metrics-agent.ts'
import { MetricsFeed } from './metrics-feed.ts'
import { cellsWanted, readSubscription, type Subscription } from './metrics-subscription.ts'
import type { PageSocket } from './page-socket.ts'

/** The permission of those who may see real-time metrics. */
const MAY_SEE = 'AccessMetrics.View'
/** What changes within this time is told together. */
const COALESCE_MS = 20
/** Many changes of the configuration in a row are looked at together. */
const FULL_LOOK_EVERY_MS = 500
const HEARTBEAT_MS = 10_000
/** A subscription that nobody looks at any more is kept so long for those who come back. */
const FEED_KEPT_MS = 60_000
const FEEDS_MAX = 200
const VIEWERS_MAX = 1_000
const SUBSCRIPTIONS_MAX = 10
const CELLS_MAX = 10_000
/** With more than this unread a viewer is behind. */
const UNREAD_BYTES_MAX = 256_000
/** Who asks for more with so much unread reads nothing. */
const UNREAD_BYTES_END = 16_000_000
/** Who is behind for longer is gone. */
const BEHIND_MS = 30_000

/** A viewer's WebSocket. */
export interface ViewerSocket extends PageSocket<MetricsServerMessage> {
  /** Sends a frame that is ready to be written. */
  sendFrame(frame: Uint8Array): void
  /** What has been sent and not been taken by the network. */
  readonly bufferedBytes: number
}

export interface MetricsStreamsWorld {
  readonly clock: Clock
  readonly centre: CentreView
  newId(): string
}

interface Viewer {
  readonly userId: string
  readonly socket: ViewerSocket
  /** What it looks at, and whether it has to be told everything anew. */
  readonly feeds: Map<MetricsFeed, { behindSince: Instant | undefined }>
}

interface Followed {
  readonly feed: MetricsFeed
  readonly viewers: Set<Viewer>
  /** Since when nobody has looked. */
  leftAt: Instant | undefined
}

export class MetricsStreams {
  readonly #world: MetricsStreamsWorld
  readonly #viewers = new Set<Viewer>()
  /** By what is subscribed to. */
  readonly #followed = new Map<string, Followed>()
  /** Names of streams begin with it, so that none of a former process is taken for one of ours. */
  readonly #prefix: string
  readonly #changedAgents = new Set<string>()
  #count = 0
  #isTicking: boolean = false
  #isBeating: boolean = false
  #tickedAt: Instant = 0
  #fullAt: Instant = 0
  #revision: number

  constructor(world: MetricsStreamsWorld) {
    this.#world = world
    this.#prefix = world.newId().slice(0, 8)
    this.#revision = world.centre.directory.revision
  }

  /** How many viewers there are, for `/metrics`. */
  get viewerCount(): number {
    return this.#viewers.size
  }

  mayOpen(userId: string): boolean {
    return userMay(this.#world.centre, userId, MAY_SEE)
  }

  /** A page has opened its stream. Answers what to call with its messages and its end. */
  open(userId: string, socket: ViewerSocket): { hear(message: unknown): void; closed(): void } {
    const viewer: Viewer = { userId, socket, feeds: new Map() }
    if (!this.mayOpen(userId)) socket.close(4403, `This needs the permission ${MAY_SEE}.`)
    else if (this.#viewers.size >= VIEWERS_MAX) socket.close(1013, 'Too many viewers.')
    else this.#viewers.add(viewer)
    this.#beatLater()
    return {
      hear: message => this.#hear(viewer, message),
      closed: () => this.#leave(viewer),
    }
  }

  /** Something may be another, at least what the effects say: whoever looks is told soon. */
  happened(effects: readonly Effect[]): void {
    if (this.#followed.size === 0) return
    for (const effect of effects) {
      if (effect.type === 'agent.changed') this.#changedAgents.add(effect.agentId)
    }
    this.#tickLater()
  }

  #tickLater(): void {
    if (this.#isTicking) return
    this.#isTicking = true
    const { clock } = this.#world
    const at = Math.max(clock.now(), this.#tickedAt + COALESCE_MS)
    clock.schedule(at, () => {
      this.#isTicking = false
      this.#tick()
    })
  }

  #tick(): void {
    const at = this.#world.clock.now()
    this.#tickedAt = at
    const isFull = this.#isFullLook(at)
    const texts = new Map<string, string | undefined>()
    const look = {
      at,
      isFull,
      changedAgents: new Set(this.#changedAgents),
      agentText: (agentId: string) => this.#agentText(agentId, texts),
    }
    this.#changedAgents.clear()
    for (const { feed, viewers } of this.#followed.values()) {
      const frame = feed.look(look)
      for (const viewer of viewers) this.#tell(viewer, feed, frame, at)
    }
  }

  /** Is the configuration another? Those who may not look any more are sent away at once. */
  #isFullLook(at: Instant): boolean {
    const { revision } = this.#world.centre.directory
    if (revision === this.#revision) return false
    this.#checkViewers()
    if (at - this.#fullAt < FULL_LOOK_EVERY_MS) {
      this.#world.clock.schedule(this.#fullAt + FULL_LOOK_EVERY_MS, () => this.#tickLater())
      return false
    }
    this.#fullAt = at
    this.#revision = revision
    return true
  }

  #agentText(agentId: string, texts: Map<string, string | undefined>): string | undefined {
    if (texts.has(agentId)) return texts.get(agentId)
    const agent = this.#world.centre.agent(agentId)
    const text = agent && JSON.stringify(metricsAgent(agent))
    texts.set(agentId, text)
    return text
  }

  #tell(viewer: Viewer, feed: MetricsFeed, frame: Uint8Array | undefined, at: Instant): void {
    const state = viewer.feeds.get(feed)
    if (!state) return
    const isFull = viewer.socket.bufferedBytes > UNREAD_BYTES_MAX
    if (state.behindSince === undefined) {
      if (!frame) return
      if (isFull) state.behindSince = at
      else viewer.socket.sendFrame(frame)
    } else if (!isFull) {
      state.behindSince = undefined
      viewer.socket.sendFrame(feed.snapshot(at))
    } else if (at - state.behindSince > BEHIND_MS) {
      viewer.socket.close(1013, 'The connection is too slow.')
      this.#leave(viewer)
    }
  }

  #hear(viewer: Viewer, message: unknown): void {
    if (!this.#viewers.has(viewer)) return
    if (viewer.socket.bufferedBytes > UNREAD_BYTES_END) {
      viewer.socket.close(1013, 'The connection is too slow.')
      return this.#leave(viewer)
    }
    const asked = readMessage(message)
    if (!asked) {
      viewer.socket.close(1003, 'This is not a message of the metrics stream.')
      return this.#leave(viewer)
    }
    if (asked.method === 'subscribe') return this.#subscribe(viewer, asked)
    for (const feed of viewer.feeds.keys()) {
      if (feed.name === asked.stream) this.#unfollow(viewer, feed)
    }
    viewer.socket.send({ type: 'answer', id: asked.id })
  }

  #subscribe(viewer: Viewer, asked: Extract<MetricsViewerMessage, { method: 'subscribe' }>): void {
    const { id, after } = asked
    const refuse = (code: string, text: string) =>
      viewer.socket.send({ type: 'refused', id, code, message: text })
    const wanted = readSubscription(this.#world.centre, asked.subscription)
    if ('problem' in wanted) return refuse('InvalidSubscription', wanted.problem)
    if (viewer.feeds.size >= SUBSCRIPTIONS_MAX) {
      return refuse('TooMany', `A viewer has ${SUBSCRIPTIONS_MAX} subscriptions at most.`)
    }
    const followed = this.#followed.get(wanted.key) ?? this.#follow(wanted)
    if (!followed) return refuse('TooMany', 'There are too many cells, or too many subscriptions.')
    const { feed } = followed
    followed.leftAt = undefined
    followed.viewers.add(viewer)
    viewer.socket.send({ type: 'subscribed', id, stream: feed.name })
    const now = this.#world.clock.now()
    if (viewer.socket.bufferedBytes > UNREAD_BYTES_MAX) {
      // Told everything when it has read what it has, as anybody who is behind.
      const behindSince = viewer.feeds.get(feed)?.behindSince ?? now
      viewer.feeds.set(feed, { behindSince })
      return
    }
    viewer.feeds.set(feed, { behindSince: undefined })
    const missed = after?.stream === feed.name ? feed.since(after.sequence) : undefined
    for (const frame of missed ?? [feed.snapshot(now)]) viewer.socket.sendFrame(frame)
  }

  /** Begins to follow what nobody has looked at until now. */
  #follow(wanted: Subscription): Followed | undefined {
    if (this.#followed.size >= FEEDS_MAX && !this.#forgetOne()) return undefined
    const { centre, clock } = this.#world
    const cells = cellsWanted(centre, wanted)
    if (cells && hasMoreCells(centre, cells, CELLS_MAX)) return undefined
    const feed = new MetricsFeed(`${this.#prefix}-${++this.#count}`, wanted, centre)
    feed.look({
      at: clock.now(),
      isFull: true,
      changedAgents: new Set(),
      agentText: agentId => this.#agentText(agentId, new Map()),
    })
    const followed: Followed = { feed, viewers: new Set(), leftAt: undefined }
    this.#followed.set(wanted.key, followed)
    return followed
  }

  /** Makes room by forgetting the one that was left first; answers whether there was one. */
  #forgetOne(): boolean {
    const left = [...this.#followed].filter(([, { leftAt }]) => leftAt !== undefined)
    const [first] = left.sort(([, a], [, b]) => (a.leftAt ?? 0) - (b.leftAt ?? 0))
    return first !== undefined && this.#followed.delete(first[0])
  }

  #unfollow(viewer: Viewer, feed: MetricsFeed): void {
    viewer.feeds.delete(feed)
    const followed = this.#followed.get(feed.subscription.key)
    followed?.viewers.delete(viewer)
    if (followed?.viewers.size === 0) followed.leftAt = this.#world.clock.now()
  }

  #leave(viewer: Viewer): void {
    this.#viewers.delete(viewer)
    for (const feed of [...viewer.feeds.keys()]) this.#unfollow(viewer, feed)
  }

  #checkViewers(): void {
    for (const viewer of [...this.#viewers]) {
      if (this.mayOpen(viewer.userId)) continue
      viewer.socket.close(4403, `This needs the permission ${MAY_SEE}.`)
      this.#leave(viewer)
    }
  }

  #beatLater(): void {
    if (this.#isBeating || this.#viewers.size + this.#followed.size === 0) return
    this.#isBeating = true
    const { clock } = this.#world
    clock.schedule(clock.now() + HEARTBEAT_MS, () => {
      this.#isBeating = false
      this.#beat(clock.now())
      this.#beatLater()
    })
  }

  /** Says that we are there, sees who has fallen behind, and forgets what nobody looks at. */
  #beat(at: Instant): void {
    this.#checkViewers()
    for (const viewer of [...this.#viewers]) {
      for (const feed of viewer.feeds.keys()) this.#tell(viewer, feed, undefined, at)
      if (viewer.socket.bufferedBytes > UNREAD_BYTES_MAX) continue
      const sequences = [...viewer.feeds.keys()].map(({ name, sequence }) => [name, sequence])
      viewer.socket.send({ type: 'heartbeat', at, sequences: Object.fromEntries(sequences) })
    }
    for (const [key, { leftAt }] of this.#followed) {
      if (leftAt !== undefined && at - leftAt > FEED_KEPT_MS) this.#followed.delete(key)
    }
  }
}

/** What a page said, if it makes sense; the subscription is read later. */
function readMessage(message: unknown): MetricsViewerMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { id, method, stream, after } = message as Record<string, unknown>
  if (typeof id !== 'number') return undefined
  const isSound =
    (method === 'unsubscribe' && typeof stream === 'string') ||
    (method === 'subscribe' && (after === undefined || isAfter(after)))
  return isSound ? (message as MetricsViewerMessage) : undefined
}

function isAfter(after: unknown): boolean {
  if (typeof after !== 'object' || after === null) return false
  const { stream, sequence } = after as Record<string, unknown>
  return typeof stream === 'string' && Number.isSafeInteger(sequence)
}
