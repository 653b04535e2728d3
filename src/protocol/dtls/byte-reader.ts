// Reads length-prefixed structures; a field that runs over the end makes the whole thing unreadable.

/** Thrown inside the parsers of this folder and caught at their edge. */
export class Truncated extends Error {}

export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  bytes(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new Truncated()
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  /** A big-endian number of up to six bytes. */
  number(size: number): number {
    return this.bytes(size).reduce((value, byte) => value * 256 + byte, 0)
  }

  /** A vector whose length stands before it in `size` bytes. */
  vector(size: number): Uint8Array {
    return this.bytes(this.number(size))
  }
}

/** The same in the other direction: a big-endian number. */
export function bytesOf(value: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) {
    bytes[i] = rest % 256
  }
  return bytes
}
