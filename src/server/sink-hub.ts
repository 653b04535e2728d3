// The centre's side of the sink node: which sinks there are, and how they fare.
import type { DirectoryView } from '../core/directory/directory.ts'
import { EVENT_KINDS, type EventSinkDocument } from '../core/directory/event-sink.ts'
import type { LineSocket } from '../io/line-socket.ts'
import type { SinkStatus } from '../sink/sink-runner.ts'
import type { SinkSettings } from '../sink/sinks.ts'
import type { SinksChanged, SinksReport } from './sink-message.ts'

/** What kinds of configured things are about sinks. */
export const SINK_KINDS: readonly string[] = ['event-sink', 'storage-config']

/** The sink that `PARLEY_NATS_URL` makes. */
const NATS_SINK = 'nats'

export interface SinkHubOptions {
  readonly directory: DirectoryView
  readonly natsUrl: string | undefined
  /** There are sinks: the node that tells them has to run. */
  readonly wanted: () => void
}

export class SinkHub {
  readonly #options: SinkHubOptions
  #socket: LineSocket<SinksChanged, SinksReport> | undefined
  #sent = ''
  #report: SinksReport | undefined

  constructor(options: SinkHubOptions) {
    this.#options = options
  }

  accept(socket: LineSocket<SinksChanged, SinksReport>): void {
    this.#socket?.close()
    this.#socket = socket
    this.#sent = ''
    socket.onMessage(report => {
      this.#report = report
    })
    socket.onClose(() => {
      if (this.#socket === socket) this.#socket = undefined
    })
    this.settingsChanged()
  }

  /** Something of the sinks was configured. */
  settingsChanged(): void {
    const sinks = this.settings()
    const text = JSON.stringify(sinks)
    if (Object.keys(sinks).length > 0) this.#options.wanted()
    if (text === this.#sent || !this.#socket) return
    this.#sent = text
    this.#socket.send({ type: 'sinks', sinks })
  }

  sink(name: string): EventSinkDocument | undefined {
    const settings = this.settings()
    return Object.hasOwn(settings, name) ? settings[name] : undefined
  }

  /** How a sink fares, as far as it has said so. */
  status(name: string): SinkStatus | undefined {
    return this.#report?.statuses[name]
  }

  /** All sinks by name: those of our own route, of the API's storage configurations, and of the environment. */
  settings(): SinkSettings {
    const { directory, natsUrl } = this.#options
    const sinks: Record<string, EventSinkDocument> = {}
    if (natsUrl !== undefined) {
      const about = { subject: 'parley', stream: 'PARLEY', kinds: EVENT_KINDS, since: 0 }
      sinks[NATS_SINK] = { type: 'nats', ...about }
    }
    for (const { id, document } of directory.list('storage-config')) {
      if (document.ResourceType === 'CONTACT_EVALUATIONS') continue
      const { ResourceType, StreamArn: streamArn, Since: since } = document
      const kind = ResourceType === 'AGENT_EVENTS' ? 'agent-event' : 'contact-record'
      sinks[`association-${id}`] = { type: 'kinesis', streamArn, kinds: [kind], since }
    }
    for (const { id, document } of directory.list('event-sink')) sinks[id] = document
    return sinks
  }

  /** Figures for `/metrics`, with the sink's name as their label. */
  get figures(): Readonly<Record<string, number>> {
    const figures: Record<string, number> = {}
    const { statuses = {}, newest = 0, now = 0 } = this.#report ?? {}
    for (const [name, status] of Object.entries(statuses)) {
      const label = `{sink="${name}"}`
      figures[`sink_delivered${label}`] = status.delivered
      figures[`sink_failures${label}`] = status.failures
      figures[`sink_set_aside${label}`] = status.setAside
      figures[`sink_blocked${label}`] = status.blockedSince === undefined ? 0 : 1
      figures[`sink_missed_entries${label}`] = status.missed
      figures[`sink_lag_entries${label}`] = Math.max(0, newest - status.position)
      figures[`sink_lag_seconds${label}`] =
        status.at === undefined ? 0 : Math.max(0, now - status.at) / 1000
    }
    return figures
  }
}
