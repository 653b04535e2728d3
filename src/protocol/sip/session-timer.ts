// RFC 4028: a call whose peer asked for it ends when nobody refreshes it.
import type { HeaderList } from './header-list.ts'
import { parseParams } from './params.ts'
import { parseDecimal } from './sip-uri.ts'
import type { Timer } from './timer-queue.ts'
import type { Wire } from './wire.ts'

type HeaderLines = readonly (readonly [name: string, value: string])[]

/** The least interval in seconds; RFC 4028 §5 allows no smaller one. */
export const MIN_SE = 90

export class SessionTimer {
  readonly #wire: Wire
  readonly #onRefreshDue: () => void
  readonly #onExpired: () => void
  #interval: number | undefined
  #weRefresh: boolean = false
  #timer: Timer | undefined

  constructor(wire: Wire, on: { readonly refreshDue: () => void; readonly expired: () => void }) {
    this.#wire = wire
    this.#onRefreshDue = on.refreshDue
    this.#onExpired = on.expired
  }

  /** A request of the peer's that we are about to accept; what to say about it in the 2xx. */
  accept(request: HeaderList): HeaderLines {
    const asked = parseSessionExpires(request)
    if (asked === undefined) {
      this.#set(undefined, false)
      return []
    }
    const peerCan = optionsOf(request, 'supported').includes('timer')
    const refresher = asked.refresher ?? (peerCan ? 'uac' : 'uas')
    this.#set(asked.seconds, refresher === 'uas')
    const line = ['session-expires', `${asked.seconds};refresher=${refresher}`] as const
    return refresher === 'uac' ? [line, ['require', 'timer']] : [line]
  }

  /** A 2xx to our INVITE or UPDATE. */
  accepted(response: HeaderList): void {
    const agreed = parseSessionExpires(response)
    this.#set(agreed?.seconds, agreed?.refresher !== 'uas')
  }

  /** What our re-INVITE or UPDATE says about it. */
  headers(): HeaderLines {
    if (this.#interval === undefined) return [['supported', 'timer']]
    const refresher = this.#weRefresh ? 'uac' : 'uas'
    return [
      ['supported', 'timer'],
      ['session-expires', `${this.#interval};refresher=${refresher}`],
    ]
  }

  stop(): void {
    this.#wire.timers.cancel(this.#timer)
  }

  // RFC 4028 §10: refreshed at half time, given up shortly before its end.
  #set(interval: number | undefined, weRefresh: boolean): void {
    this.stop()
    this.#interval = interval
    this.#weRefresh = weRefresh
    if (interval === undefined) return
    const wait = weRefresh ? interval / 2 : interval - Math.min(32, interval / 3)
    const run = weRefresh ? this.#onRefreshDue : this.#onExpired
    this.#timer = this.#wire.timers.set(this.#wire.now() + wait * 1000, run)
  }
}

/** Whether the interval a peer asks for is too small (422). Only one that knows timers can be told. */
export function isIntervalTooSmall(request: HeaderList): boolean {
  const asked = parseSessionExpires(request)
  const peerCan = optionsOf(request, 'supported').includes('timer')
  return asked !== undefined && asked.seconds < MIN_SE && peerCan
}

/** Option tags of Supported, Require and their like, in lower case. */
export function optionsOf(headers: HeaderList, name: string): string[] {
  return headers
    .list(name)
    .map(option => option.toLowerCase())
    .filter(option => option !== '')
}

function parseSessionExpires(
  headers: HeaderList,
): { readonly seconds: number; readonly refresher: 'uac' | 'uas' | undefined } | undefined {
  const line = headers.get('session-expires')
  if (line === undefined) return undefined
  const semicolon = line.indexOf(';')
  const end = semicolon < 0 ? line.length : semicolon
  const seconds = parseDecimal(line.slice(0, end).trim(), 0, 0x7fff_ffff)
  const refresher = parseParams(line, end, line.length)?.get('refresher')?.toLowerCase()
  if (seconds === undefined) return undefined
  return { seconds, refresher: refresher === 'uac' || refresher === 'uas' ? refresher : undefined }
}
