// What recordings are made from, as the media thread leaves it: packets, beats and orders in the order
// they came, so that another thread can make the sound of it later without holding up a voice.
import { type G711, PCMA } from '../../../audio/g711.ts'
import type { RtpView } from '../../../protocol/rtp/rtp-packet.ts'

/** What is to be done with a recording. Streams and recordings are known by number. */
export type RecorderOrder =
  /** Whom it hears from now on, each side added up; the first one begins it. */
  | {
      readonly type: 'hear'
      readonly recording: number
      readonly path: string
      readonly left: readonly number[]
      readonly right: readonly number[]
    }
  | { readonly type: 'finish'; readonly recording: number }

/** A stretch of tape. */
export interface TapePiece {
  readonly words: Uint32Array
  /** How many of the words are used. */
  readonly length: number
  /** Orders, each given where the tape was at `at`. */
  readonly orders: readonly { readonly at: number; readonly order: RecorderOrder }[]
}

/** Reads the tape's entries. */
export interface TapeReader {
  packet(packet: TapedPacket): void
  tick(): void
  /** So many ticks in which nothing was done. */
  leaveOut(ticks: number): void
  order(order: RecorderOrder): void
}

/** One and the same object for each packet. */
export interface TapedPacket {
  stream: number
  aLaw: boolean
  /** When it came, in samples of 8 kHz on a clock that wraps around. */
  clock: number
  /** The RTP packet. */
  bytes: Uint8Array
}

/** 256 KB: a twentieth of a second of 300 calls. */
const PIECE_WORDS = 65_536
const PACKET_WORDS = 3
/** 200 ms of sound and a header with everything. */
const PACKET_BYTES_MAX = 1800
/** What is on the tape leaves after so many ticks: 200 ms. */
const PIECE_TICKS = 10
const SPARE_MAX = 16
/** 100 MB that the recorder has not read yet: the machine cannot keep up, and memory must not grow for ever. */
const AWAY_MAX = 400

const KIND_PACKET = 1
const KIND_TICK = 2
const KIND_LEFT_OUT = 3
const A_LAW = 1 << 16

export class Tape {
  /** Packets left out because the recorder is far behind. */
  dropped = 0
  readonly #send: (piece: TapePiece) => void
  readonly #spare: Uint32Array[] = []
  #words: Uint32Array | undefined
  #bytes: Uint8Array = new Uint8Array()
  #length = 0
  #ticks = 0
  #away = 0
  #orders: { readonly at: number; readonly order: RecorderOrder }[] = []

  /** `send` takes a piece when it is full or old enough. */
  constructor(send: (piece: TapePiece) => void) {
    this.#send = send
  }

  packet(stream: number, { bytes }: Pick<RtpView, 'bytes'>, law: G711, now: number): void {
    if (bytes.length > PACKET_BYTES_MAX) return
    if (this.#away > AWAY_MAX) {
      this.dropped++
      return
    }
    const at = this.#room(PACKET_WORDS + ((bytes.length + 3) >> 2))
    const words = this.#words as Uint32Array
    words[at] = (KIND_PACKET << 24) | (law === PCMA ? A_LAW : 0) | bytes.length
    words[at + 1] = stream
    words[at + 2] = Math.round(now * 8)
    this.#bytes.set(bytes, (at + PACKET_WORDS) * 4)
  }

  tick(): void {
    const at = this.#room(1)
    // There is room, so there are words.
    ;(this.#words as Uint32Array)[at] = KIND_TICK << 24
    if (++this.#ticks >= PIECE_TICKS && this.#away <= AWAY_MAX) this.flush()
  }

  leaveOut(ticks: number): void {
    const at = this.#room(1)
    ;(this.#words as Uint32Array)[at] = (KIND_LEFT_OUT << 24) | Math.min(ticks, 0xffffff)
  }

  order(order: RecorderOrder): void {
    this.#orders.push({ at: this.#length, order })
  }

  /** Sends what is on the tape. */
  flush(): void {
    this.#ticks = 0
    if (this.#length === 0 && this.#orders.length === 0) return
    const words = this.#words ?? this.#spare.pop() ?? new Uint32Array(PIECE_WORDS)
    const piece = { words, length: this.#length, orders: this.#orders }
    this.#words = undefined
    this.#length = 0
    this.#orders = []
    this.#away++
    this.#send(piece)
  }

  /** Takes back what was sent, to be written on again. */
  giveBack(words: Uint32Array): void {
    this.#away--
    if (this.#spare.length < SPARE_MAX) this.#spare.push(words)
  }

  /** Whoever had pieces is gone, and they with it. */
  forgetSent(): void {
    this.#away = 0
  }

  #room(wanted: number): number {
    if (this.#words === undefined || this.#length + wanted > this.#words.length) {
      this.flush()
      this.#words = this.#spare.pop() ?? new Uint32Array(PIECE_WORDS)
      this.#bytes = new Uint8Array(this.#words.buffer)
    }
    const at = this.#length
    this.#length += wanted
    return at
  }
}

/** Tells the reader what is on a piece. */
export function readTape({ words, length, orders }: TapePiece, reader: TapeReader): void {
  const bytes = new Uint8Array(words.buffer)
  const packet: TapedPacket = {
    stream: 0,
    aLaw: false,
    clock: 0,
    bytes,
  }
  let next = 0
  for (let at = 0; at < length; ) {
    for (; orders[next] !== undefined && (orders[next]?.at ?? 0) <= at; next++)
      reader.order((orders[next] as TapePiece['orders'][number]).order)
    at += readEntry(words, bytes, at, packet, reader)
  }
  for (const { order } of orders.slice(next)) reader.order(order)
}

/** Answers how many words the entry has. */
function readEntry(
  words: Uint32Array,
  bytes: Uint8Array,
  at: number,
  packet: TapedPacket,
  reader: TapeReader,
): number {
  const first = words[at] as number
  const kind = first >>> 24
  if (kind === KIND_TICK) reader.tick()
  if (kind === KIND_LEFT_OUT) reader.leaveOut(first & 0xffffff)
  if (kind !== KIND_PACKET) return 1
  const length = first & 0xffff
  const start = (at + PACKET_WORDS) * 4
  packet.aLaw = (first & A_LAW) !== 0
  packet.stream = words[at + 1] as number
  packet.clock = words[at + 2] as number
  packet.bytes = bytes.subarray(start, start + length)
  reader.packet(packet)
  return PACKET_WORDS + ((length + 3) >> 2)
}
