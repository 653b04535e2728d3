/** Milliseconds since the epoch. The core is told the time; it never asks for it. */
export type Instant = number

export const seconds = (count: number): number => count * 1000
export const minutes = (count: number): number => count * 60_000
