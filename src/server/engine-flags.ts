// How Node runs our programs.

/**
 * Calls come and go within seconds: what they leave should die young, and what they run should be
 * compiled well after hundreds of calls, not thousands. Little is left when it is collected, too little
 * for several threads to share.
 */
export const ENGINE = [
  '--min-semi-space-size=8',
  '--max-semi-space-size=16',
  '--no-parallel-scavenge',
  '--initial-old-space-size=64',
  '--interrupt-budget=30000',
]

/**
 * Of those who read the outbox besides: what they read passes through by the thousand, and with room for all of
 * a page hardly any of it is there any more when it is collected. The room grows only when it is needed.
 */
export const READER_ENGINE = ['--max-semi-space-size=64']
