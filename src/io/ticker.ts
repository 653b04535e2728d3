// A steady beat that does not drift: each tick has its own deadline on the clock's grid. `setInterval`
// adds up its lateness; this one makes good for it, up to a limit.

export interface Ticker {
  /** Ticks now if one is due: whoever works off a long line of other things calls this between them. */
  poke(): void
  /** What happened since it was last asked. */
  lateness(): {
    readonly worstMs: number
    /** The longest that one tick took. */
    readonly longestMs: number
    readonly skipped: number
  }
  stop(): void
}

/** Periods made up for at once after a stall; what is beyond is left out. */
const CATCH_UP_MAX = 5
/** A timer may fire this much early and still count. */
const EARLY_MS = 0.3

/**
 * Each period is cut into `parts`, a tick for each. `onTick` also hears how many whole periods before
 * this one were left out. Only the first part, and those that are `needed`, are awoken for; the tick of
 * another is made with the next one.
 */
export function startTicker(
  { periodMs, parts }: { readonly periodMs: number; readonly parts: number },
  onTick: (now: number, part: number, leftOut: number) => void,
  needed: (part: number) => boolean = () => true,
): Ticker {
  const partMs = periodMs / parts
  let next = performance.now() + partMs
  let part = 0
  let worstMs = 0
  let longestMs = 0
  let skipped = 0
  let leftOut = 0
  let timer = setTimeout(beat, partMs)

  function beat(): void {
    const most = CATCH_UP_MAX * parts
    for (let made = 0; made < most && next <= performance.now() + EARLY_MS; made++) {
      const now = performance.now()
      if (part === 0 || needed(part)) worstMs = Math.max(worstMs, now - next)
      onTick(now, part, leftOut)
      longestMs = Math.max(longestMs, performance.now() - now)
      leftOut = 0
      part = (part + 1) % parts
      next += partMs
    }
    const behind = Math.floor((performance.now() - next) / periodMs)
    if (behind > 0) {
      skipped += behind
      leftOut += behind
      next += behind * periodMs
    }
    timer = setTimeout(beat, Math.max(1, Math.floor(nextNeeded() - performance.now())))
  }

  function nextNeeded(): number {
    for (let ahead = 0; ahead < parts; ahead++) {
      const each = (part + ahead) % parts
      if (each === 0 || needed(each)) return next + ahead * partMs
    }
    return next
  }

  return {
    poke: () => {
      if (performance.now() < next) return
      clearTimeout(timer)
      beat()
    },
    lateness: () => {
      const said = { worstMs, longestMs, skipped }
      worstMs = 0
      longestMs = 0
      skipped = 0
      return said
    },
    stop: () => clearTimeout(timer),
  }
}
