// JSON values in few bytes. Entries of the journal say the same words again and again, in objects of the
// same few shapes: each word and each shape of a batch stands there once, and everything else is numbers.
// Cheaper to write and to read than JSON, and shorter than JSON that was compressed.
//
// A byte that no JSON and no zlib stream begins with; the length of the words, and the words as JSON
// (primitive values, then the members' names of each shape); then the values in order, each a number:
// what kind of thing it is in the two lowest bits, and which one above them. Numbers are written as
// groups of seven bits, the lowest first, all but the last with the eighth bit set. Whole numbers among
// the values, small ones and instants, say themselves: looking them up costs more.

/** What the bytes begin with. */
export const PACKED = 0x01

const WORD = 0
/** An object; the values of its members follow. */
const SHAPE = 1
/** An array of so many values, which follow. */
const LIST = 2
/** A member that is not there; or a number that says itself, which is then not 0. */
const OTHER = 3
const ABSENT = 0

/** Whole numbers below this are written as what is odd. */
const SMALL_BELOW = 2 ** 28
/** Those less than this (37 hours) from the batch's first instant are written by how far, as what is even. */
const NEAR_WITHIN = 2 ** 27
/** Numbers from this on are taken for instants. */
const INSTANT_FROM = 2 ** 33

interface Shape {
  readonly names: readonly string[]
  /** In the batch in which it was used last. */
  index: number
  batch: number
}

/** The longest number we write takes so many bytes. */
const NUMBER_BYTES = 5
const FIRST_BYTES = 16_384

/** Packs batches; remembers the shapes it has met, which are few. */
export class ValuePacker {
  /** By the name of their first member. */
  readonly #shapes = new Map<string, Shape[]>()
  #batch = 0
  /** The first instant of the batch. */
  #base: number | undefined
  #used: Shape[] = []
  readonly #words = new Map<unknown, number>()
  #bytes: Buffer = Buffer.allocUnsafe(FIRST_BYTES)
  #length = 0

  /** As `JSON.stringify` takes them: members that are undefined are left out. No objects but plain ones. */
  pack(values: readonly unknown[]): Buffer {
    this.#batch++
    this.#base = undefined
    this.#used = []
    this.#words.clear()
    this.#length = 0
    this.#put(values)
    const names = this.#used.map(shape => shape.names)
    const words = JSON.stringify([[...this.#words.keys()], names, this.#base])
    const wordBytes = Buffer.byteLength(words)
    const packed = Buffer.allocUnsafe(1 + NUMBER_BYTES + wordBytes + this.#length)
    packed[0] = PACKED
    let at = writeNumber(packed, 1, wordBytes)
    at += packed.write(words, at)
    at += this.#bytes.copy(packed, at, 0, this.#length)
    return packed.subarray(0, at)
  }

  #put(value: unknown): void {
    if (typeof value === 'string') this.#putWord(value)
    else if (typeof value === 'number') this.#putNumber(value)
    else if (typeof value !== 'object' || value === null) this.#putWord(value)
    else if (Array.isArray(value)) {
      this.#write(value.length, LIST)
      for (const each of value) this.#put(each ?? null)
    } else this.#putObject(value as Readonly<Record<string, unknown>>)
  }

  #putObject(object: Readonly<Record<string, unknown>>): void {
    const shape = this.#shapeOf(object)
    if (shape.batch !== this.#batch) {
      shape.batch = this.#batch
      shape.index = this.#used.push(shape) - 1
    }
    this.#write(shape.index, SHAPE)
    for (const name of shape.names) {
      const value = object[name]
      if (value === undefined) this.#write(ABSENT, OTHER)
      else this.#put(value)
    }
  }

  #putNumber(number: number): void {
    if (!Number.isInteger(number)) return this.#putWord(number)
    if (number >= 0 && number < SMALL_BELOW) return this.#write(number * 2 + 1, OTHER)
    if (number >= INSTANT_FROM) this.#base ??= number
    const distance = number - (this.#base ?? Number.NaN)
    // Also where no instant has come yet.
    if (!(Math.abs(distance) < NEAR_WITHIN)) return this.#putWord(number)
    this.#write((distance < 0 ? -2 * distance - 1 : 2 * distance) * 2 + 2, OTHER)
  }

  #putWord(word: unknown): void {
    let index = this.#words.get(word)
    if (index === undefined) {
      index = this.#words.size
      this.#words.set(word, index)
    }
    this.#write(index, WORD)
  }

  #shapeOf(object: Readonly<Record<string, unknown>>): Shape {
    const first = firstName(object)
    const shapes = this.#shapes.get(first) ?? []
    for (const shape of shapes) if (hasNames(object, shape.names)) return shape
    const shape = { names: Object.keys(object), index: 0, batch: 0 }
    // Attributes and the like have names of people's choosing: not all of them are remembered.
    if (shapes.length >= SHAPES_MAX) shapes.length = 0
    shapes.push(shape)
    if (this.#shapes.size >= FIRST_NAMES_MAX) this.#shapes.clear()
    this.#shapes.set(first, shapes)
    return shape
  }

  #write(index: number, kind: number): void {
    if (this.#length + NUMBER_BYTES > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2)
    }
    this.#length = writeNumber(this.#bytes, this.#length, index * 4 + kind)
  }
}

const SHAPES_MAX = 50
const FIRST_NAMES_MAX = 500

// Going through the members makes no list of their names, and there are hundreds of objects in a batch.
function firstName(object: object): string {
  for (const name in object) return name
  return ''
}

function hasNames(object: object, names: readonly string[]): boolean {
  let index = 0
  for (const name in object) if (names[index++] !== name) return false
  return index === names.length
}

/** Answers where the next one begins. */
function writeNumber(bytes: Buffer, from: number, number: number): number {
  let at = from
  let rest = number
  for (; rest >= 0x80; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80
  bytes[at++] = rest
  return at
}

const OWN = { enumerable: true, configurable: true, writable: true }

/** Reads what was packed, one value after the other. */
export class ValueReader {
  readonly #bytes: Buffer
  readonly #words: readonly unknown[]
  readonly #shapes: readonly (readonly string[])[]
  readonly #base: number
  #at = 1

  constructor(packed: Buffer) {
    this.#bytes = packed
    const wordBytes = this.#number()
    const words = packed.toString('utf8', this.#at, this.#at + wordBytes)
    this.#at += wordBytes
    const [primitives, shapes, base] = JSON.parse(words) as [unknown[], string[][], number?]
    this.#words = primitives
    this.#shapes = shapes
    this.#base = base ?? 0
  }

  /** The next value. */
  value(): unknown {
    const number = this.#number()
    const index = number >>> 2
    switch (number & 3) {
      case WORD:
        return this.#words[index]
      case SHAPE:
        return this.#object(this.#shapes[index] ?? [])
      case LIST:
        return this.#listOf(index)
      default:
        return index === ABSENT ? undefined : this.#shownNumber(index)
    }
  }

  #listOf(length: number): readonly unknown[] {
    const list: unknown[] = []
    while (list.length < length) list.push(this.value())
    return list
  }

  #shownNumber(index: number): number {
    if ((index & 1) === 1) return index >>> 1
    const distance = (index >>> 1) - 1
    return this.#base + ((distance & 1) === 1 ? -((distance + 1) >>> 1) : distance >>> 1)
  }

  /** Passes over the next value. */
  skip(): void {
    const number = this.#number()
    const kind = number & 3
    const shapeOrLength = number >>> 2
    const parts =
      kind === SHAPE
        ? (this.#shapes[shapeOrLength]?.length ?? 0)
        : kind === LIST
          ? shapeOrLength
          : 0
    for (let part = 0; part < parts; part++) this.skip()
  }

  /** Enters the list that comes next; answers how many values it has. */
  list(): number {
    return this.#number() >>> 2
  }

  #object(names: readonly string[]): Readonly<Record<string, unknown>> {
    const object: Record<string, unknown> = {}
    for (const name of names) {
      const value = this.value()
      if (value === undefined) continue
      // People may name an attribute so.
      if (name === '__proto__') Object.defineProperty(object, name, { ...OWN, value })
      else object[name] = value
    }
    return object
  }

  #number(): number {
    let number = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++] ?? 0
      number |= (byte & 0x7f) << shift
      if (byte < 0x80) return number >>> 0
    }
  }
}
