// How a call sounds, estimated from what the network does to it: the E-model of ITU-T G.107 with its
// default values, for G.711 whose lost packets are hidden (G.113 appendix I).

/** The rating when nothing is lost or late. */
const R_BEST = 93.2
/** How well hidden losses are borne: Bpl of G.711 with concealment. */
const LOSS_BORNE = 25.1
/** Beyond this one-way delay people begin to talk at once. */
const DELAY_NOTICED_MS = 177.3

/** The mean opinion score, 1 (nobody understands) to 4.4 (as good as a telephone gets). */
export function meanOpinionScore(of: {
  /** Share of packets lost, 0 to 1. */
  readonly loss: number
  readonly jitterMs: number
  readonly roundTripMs: number
}): number {
  // A listener's buffer holds back about twice the jitter; a packet holds 20 ms.
  const delayMs = of.roundTripMs / 2 + 2 * of.jitterMs + 20
  const beyond = Math.max(0, delayMs - DELAY_NOTICED_MS)
  const lossPercent = 100 * Math.max(0, Math.min(1, of.loss))
  const harm = (95 * lossPercent) / (lossPercent + LOSS_BORNE)
  const rating = R_BEST - 0.024 * delayMs - 0.11 * beyond - harm
  if (rating <= 0) return 1
  const score = 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6
  return Math.max(1, score)
}
