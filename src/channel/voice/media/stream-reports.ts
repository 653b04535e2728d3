// What the two ends of a stream tell each other of it (RTCP), and how the call sounds by it.
import { meanOpinionScore } from '../../../protocol/rtp/call-quality.ts'
import type { Reception } from '../../../protocol/rtp/reception.ts'
import { parseRtcp, type ReportBlock, writeRtcp } from '../../../protocol/rtp/rtcp.ts'

/** RFC 3550 §6.2: every 5 s, by chance between half and one and a half of that (§6.3.1). */
const EVERY_MS = 5000
const COMPENSATION = 1.218_28

/** How a leg is connected, as far as it is known; losses are shares of the packets, 0 to 1. */
export interface StreamQuality {
  /** Of what the far end sent us. */
  readonly received: number
  readonly lossIn: number
  readonly jitterInMs: number
  /** Of what we sent, if the far end tells. */
  readonly lossOut?: number
  readonly jitterOutMs?: number
  readonly roundTripMs?: number
  /** Mean opinion score, estimated: 1 to 4.4. */
  readonly mos: number
}

export interface Sent {
  readonly ssrc: number
  /** Of the next packet. */
  readonly timestamp: number
  readonly packets: number
  readonly bytes: number
}

export class StreamReports {
  readonly #random: () => number
  #dueAt: number | undefined
  #sentBefore = 0
  #packetsBefore = 0
  /** The far end's last sender report, and when it came. */
  #last: { readonly ntpMiddle: number; readonly at: number } | undefined
  #remote: { readonly lossOut: number; readonly jitterOutMs: number } | undefined
  #roundTripMs: number | undefined

  constructor(random: () => number) {
    this.#random = random
  }

  /**
   * Is it time for a report? The first one takes as long as the others, and where nothing was sent or
   * received (`packets` both ways) there is nothing to say.
   */
  due(packets: number, now: number): boolean {
    const due = this.#dueAt !== undefined && now >= this.#dueAt
    if (due || this.#dueAt === undefined) this.#dueAt = now + this.#interval()
    const silent = packets === this.#packetsBefore
    if (due) this.#packetsBefore = packets
    return due && !silent
  }

  /** The next report; `source` is whom we hear. */
  write(sent: Sent, reception: Reception, source: number | undefined, now: number): Uint8Array {
    const { ssrc, timestamp, packets, bytes } = sent
    const talked = packets > this.#sentBefore
    this.#sentBefore = packets
    const blocks = source === undefined ? [] : [this.#block(source, reception, now)]
    const sender = talked
      ? { sender: { ntpMiddle: ntpMiddle(now), timestamp, packets, bytes } }
      : {}
    return writeRtcp({ ssrc, ...sender, blocks }, cnameOf(ssrc))
  }

  /** Takes the far end's report; `ssrc` is ours. False when it is none. */
  take(packet: Uint8Array, ssrc: number, now: number): boolean {
    const reports = parseRtcp(packet)
    for (const { sender, blocks } of reports ?? []) {
      if (sender) this.#last = { ntpMiddle: sender.ntpMiddle, at: now }
      for (const block of blocks) if (block.ssrc === ssrc) this.#heard(block, now)
    }
    return reports !== undefined
  }

  quality(reception: Reception): StreamQuality {
    const { expected, lost, received, jitterMs } = reception
    const lossIn = expected > 0 ? lost / expected : 0
    const roundTripMs = this.#roundTripMs
    return {
      received,
      lossIn,
      jitterInMs: jitterMs,
      ...this.#remote,
      ...(roundTripMs !== undefined && { roundTripMs }),
      mos: meanOpinionScore({ loss: lossIn, jitterMs, roundTripMs: roundTripMs ?? 0 }),
    }
  }

  #block(ssrc: number, reception: Reception, now: number): ReportBlock {
    const last = this.#last
    return {
      ssrc,
      ...reception.report(),
      lastReport: last?.ntpMiddle ?? 0,
      delay: last === undefined ? 0 : Math.round(((now - last.at) * 65_536) / 1000),
    }
  }

  #heard({ fractionLost, jitter, lastReport, delay }: ReportBlock, now: number): void {
    this.#remote = { lossOut: fractionLost / 256, jitterOutMs: jitter / 8 }
    if (lastReport === 0) return
    // RFC 3550 §6.4.1: arrival minus last report minus delay, on a clock that wraps around.
    const roundTrip = (ntpMiddle(now) - lastReport - delay) | 0
    if (roundTrip >= 0) this.#roundTripMs = (roundTrip * 1000) / 65_536
  }

  #interval(): number {
    return (EVERY_MS * (0.5 + (this.#random() >>> 0) / 0x1_0000_0000)) / COMPENSATION
  }
}

/** A clock of elapsed time will do (RFC 3550 §6.4.1): in 65536ths of a second, its middle 32 bits. */
function ntpMiddle(now: number): number {
  return Math.round((now * 65_536) / 1000) % 0x1_0000_0000
}

/** Says nothing of who or where we are (RFC 7022). */
const cnameOf = (ssrc: number): string => `p${ssrc.toString(36)}`
