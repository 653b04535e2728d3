// What the chat needs of the browser around it, so that tests can give it a clock and a network of
// their own.
import type { SocketLike } from '../kit/reconnecting-socket.ts'

export interface Surroundings {
  fetch(url: string, init: RequestInit): Promise<Response>
  openSocket(url: string): SocketLike
  /** Milliseconds since the epoch, by the customer's clock, which may be wrong. */
  now(): number
  /** Answers what takes it back. */
  after(ms: number, then: () => void): () => void
  newId(): string
  /** From 0 up to 1. */
  random(): number
}

export const browserSurroundings: Surroundings = {
  fetch: (url, init) => fetch(url, init),
  openSocket: url => new WebSocket(url),
  now: () => Date.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
  newId,
  random: () => Math.random(),
}

/** A UUID also where the page is not secure and `randomUUID` is missing. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
