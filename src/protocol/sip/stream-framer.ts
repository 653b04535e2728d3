// Cuts a TCP stream into messages by Content-Length (RFC 3261 §18.3), however the bytes are dealt out.
import { toByteString } from './byte-string.ts'

export type Frame =
  /** One whole message. */
  | { readonly type: 'message'; readonly bytes: Uint8Array }
  /** A double CRLF between messages: RFC 5626 §4.4.1 answers with one. */
  | { readonly type: 'ping' }
  /** Nobody can tell where the next message begins. The head, if it is whole, is for a last answer. */
  | { readonly type: 'lost'; readonly bytes: Uint8Array; readonly problem: string }

export class StreamFramer {
  readonly #sizeMax: number
  #bytes = new Uint8Array(1024)
  #length = 0
  /** Bytes before this one have been looked at for the end of the head. */
  #scanned = 0
  /** Of the message being collected, once its head is whole. */
  #needed: number | undefined
  #isLost: boolean = false

  constructor(sizeMax: number) {
    this.#sizeMax = sizeMax
  }

  /** The messages that are whole now. After `lost` there are none any more. */
  push(chunk: Uint8Array): Frame[] {
    if (this.#isLost) return []
    this.#append(chunk)
    const frames: Frame[] = []
    for (;;) {
      const frame = this.#next()
      if (frame === undefined) return frames
      frames.push(frame)
      if (frame.type === 'lost') return frames
    }
  }

  #next(): Frame | undefined {
    if (this.#needed === undefined) {
      if (this.#length > 0 && isLineEnd(this.#bytes[0])) return this.#skipLineEnds()
      const headEnd = this.#findHeadEnd()
      if (headEnd === undefined)
        return this.#length > this.#sizeMax ? this.#lose(0, 'head too large') : undefined
      const bodyLength = contentLength(toByteString(this.#bytes, 0, headEnd))
      if (bodyLength === undefined) return this.#lose(headEnd, 'no length')
      if (headEnd + bodyLength > this.#sizeMax) return this.#lose(headEnd, 'message too large')
      this.#needed = headEnd + bodyLength
    }
    return this.#length < this.#needed ? undefined : this.#take(this.#needed)
  }

  #take(length: number): Frame {
    const bytes = this.#bytes.slice(0, length)
    this.#drop(length)
    return { type: 'message', bytes }
  }

  #lose(headEnd: number, problem: string): Frame {
    const bytes = this.#bytes.slice(0, headEnd)
    this.#isLost = true
    this.#bytes = new Uint8Array(0)
    this.#length = 0
    return { type: 'lost', bytes, problem }
  }

  // Waits for the second CRLF before telling a ping from a stray line end.
  #skipLineEnds(): Frame | undefined {
    let end = 0
    while (end < this.#length && isLineEnd(this.#bytes[end])) end++
    const isPing = end >= 4
    if (end < 4 && end === this.#length) return undefined
    this.#drop(isPing ? Math.floor(end / 4) * 4 : end)
    return isPing ? { type: 'ping' } : this.#next()
  }

  #findHeadEnd(): number | undefined {
    const last = this.#length - 4
    for (let at = this.#scanned; at <= last; at++) {
      // The fourth byte decides most cases: it is rarely a line feed.
      if (this.#bytes[at + 3] !== 10 || this.#bytes[at + 2] !== 13) continue
      if (this.#bytes[at + 1] === 10 && this.#bytes[at] === 13) return at + 4
    }
    this.#scanned = Math.max(0, last + 1)
    return undefined
  }

  #append(chunk: Uint8Array): void {
    const length = this.#length + chunk.length
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(length, this.#bytes.length * 2))
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    this.#bytes.set(chunk, this.#length)
    this.#length = length
  }

  #drop(length: number): void {
    this.#bytes.copyWithin(0, length, this.#length)
    this.#length -= length
    this.#scanned = 0
    this.#needed = undefined
  }
}

// RFC 3261 §18.3 wants Content-Length on streams; without one there is taken to be no body. Which of two
// counts nobody can say.
function contentLength(head: string): number | undefined {
  const matches = [...head.matchAll(/\r\n(?:content-length|l)[ \t]*:\s*([^\r\n]*)/gi)]
  if (matches.length === 0) return 0
  const value = matches[0]?.[1]?.trim() ?? ''
  return matches.length === 1 && /^\d{1,9}$/.test(value) ? Number(value) : undefined
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 13 || byte === 10
}
