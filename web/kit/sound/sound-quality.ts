// How good a call sounds, as people would judge it from 1 to 5 (mean opinion score), estimated from what the
// network does to it: ITU-T G.107, the E-model, for G.711 with packet loss concealment.
import type { MediaCounts } from './media-counts.ts'

export interface SoundQuality {
  /** 1 to 4.5. */
  readonly mos: number
  /** 0 to 1. */
  readonly loss: number
  readonly rttMs: number
  readonly jitterMs: number
}

/** What G.711 between good telephones is worth. */
const R_BEST = 93.2
/** How much loss G.711 with concealment bears (ITU-T G.113, appendix I). */
const LOSS_ROBUSTNESS = 25.1
/** A packet is 20 ms, and the receiver waits for two jitters. */
const PACKET_MS = 20
/** Longer ways are heard as pauses. */
const DELAY_NOTICED_MS = 177.3
const MOS_GOOD = 4
const MOS_FAIR = 3.6

/** Between two counts; undefined when nothing came. */
export function soundQuality(before: MediaCounts, after: MediaCounts): SoundQuality | undefined {
  const received = after.received - before.received
  if (received <= 0) return undefined
  const lost = Math.max(0, after.lost - before.lost)
  const loss = lost / (received + lost)
  const { rttMs = 0, jitterMs } = after
  const delayMs = rttMs / 2 + PACKET_MS + 2 * jitterMs
  const late = Math.max(0, delayMs - DELAY_NOTICED_MS)
  const delayImpairment = 0.024 * delayMs + 0.11 * late
  const percent = loss * 100
  const lossImpairment = (95 * percent) / (percent + LOSS_ROBUSTNESS)
  return { mos: mosOf(R_BEST - delayImpairment - lossImpairment), loss, rttMs, jitterMs }
}

/** In a word. */
export function qualityWord({ mos }: SoundQuality): 'good' | 'fair' | 'poor' {
  if (mos >= MOS_GOOD) return 'good'
  return mos >= MOS_FAIR ? 'fair' : 'poor'
}

/** G.107, annex B. */
function mosOf(r: number): number {
  if (r <= 0) return 1
  return Math.min(4.5, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r))
}
