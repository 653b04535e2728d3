/** Milliseconds since the epoch. Protocols are told the time; they never ask for it. */
export type Instant = number
