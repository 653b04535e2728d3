// What centre node and sink node say to each other over their local socket.
import type { SinkStatus } from '../sink/sink-runner.ts'
import type { SinkSettings } from '../sink/sinks.ts'

/** Where the centre node listens, in the folder of sockets. */
export const SINK_SOCKET = 'sinks.sock'

/** These are the sinks from now on. */
export interface SinksChanged {
  readonly type: 'sinks'
  readonly sinks: SinkSettings
}

/** How each of them fares. */
export interface SinksReport {
  readonly type: 'report'
  readonly statuses: Readonly<Record<string, SinkStatus>>
  /** The last entry of the outbox. */
  readonly newest: number
  readonly now: number
}
