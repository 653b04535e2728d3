// What the parts of an endpoint share: the outside, the time, chance, and the tables of what is open.
import type { Instant } from '../instant.ts'
import type { Outgoing, SipRequest } from './message.ts'
import type { Address, SipEvent } from './sip-port.ts'
import type { TimerQueue } from './timer-queue.ts'
import type { ClientTransaction, ServerTransaction } from './transaction.ts'

export interface Wire {
  readonly timers: TimerQueue
  readonly clients: Map<string, ClientTransaction>
  readonly servers: Map<string, ServerTransaction>
  /** The same by what two branches of one request have in common (`mergeKey`). */
  readonly merged: Map<string, ServerTransaction>
  /** By `dialogKey`. */
  readonly dialogs: Map<string, DialogOwner>
  readonly hash: Hash
  readonly userAgent: string
  now(): Instant
  /** Random hexadecimal digits, eight per word. */
  token(words: number): string
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number
  bytesOf(message: Outgoing): Uint8Array
  send(bytes: Uint8Array, to: Address): void
  sendMessage(message: Outgoing, to: Address): void
  emit(event: SipEvent): void
  count(name: string): void
  /** A Via value for a request that leaves by that transport. */
  via(transport: Address['transport'], branch: string): string
  /** Where we are reached, for Contact. */
  contact(transport: Address['transport']): string
  /** Our name in URIs. */
  host(transport: Address['transport']): string
}

export interface Hash {
  /** Of a byte string, in lower-case hexadecimal. */
  md5(text: string): string
  sha256(text: string): string
}

/** Who gets the requests within a dialog. */
export interface DialogOwner {
  /** Whether that peer is one of this call's. */
  isWith(remoteTag: string): boolean
  receive(request: SipRequest, transaction: ServerTransaction): void
  acknowledge(ack: SipRequest): void
}

export function dialogKey(callId: string, localTag: string): string {
  return `${callId}|${localTag}`
}
