// Reads what came over the wire: parses and validates in one pass, by functions made once for each
// shape. Times become epoch milliseconds. Members nobody knows are dropped.
import type { ServiceModel, Shape, StringShape, StructureShape } from './contract/service-model.ts'

/** Answers the parsed value, or throws `InvalidInput` naming the member. */
export type Reader = (value: unknown, at: string) => unknown

export class InvalidInput extends Error {
  /** `form`: not what the shape is at all; `limit`: right in kind, but not allowed. */
  readonly reason: 'form' | 'limit'

  constructor(reason: 'form' | 'limit', at: string, sentence: string) {
    super(at === '' ? `The request ${sentence}.` : `Member ${at} ${sentence}.`)
    this.name = 'InvalidInput'
    this.reason = reason
  }
}

/** Makes readers for the shapes of a model, each when it is first asked for. */
export class Readers {
  readonly #model: ServiceModel
  readonly #made = new Map<string, Reader>()

  constructor(model: ServiceModel) {
    this.#model = model
  }

  of(name: string): Reader {
    const known = this.#made.get(name)
    if (known) return known
    // Shapes may contain themselves: until it is made, a reader looks itself up.
    this.#made.set(name, (value, at) => this.of(name)(value, at))
    const shape = this.#model.shapes[name]
    if (!shape) throw new Error(`Bug: the model has no shape ${name}`)
    const reader = this.#make(shape)
    this.#made.set(name, reader)
    return reader
  }

  /** Reads those members of a structure that travel in the body. */
  ofBody(structure: StructureShape): Reader {
    return this.#structure(structure, { requireAll: false })
  }

  #make(shape: Shape): Reader {
    switch (shape.type) {
      case 'string':
        return stringReader(shape)
      case 'integer':
      case 'number':
        return numberReader(shape)
      case 'boolean':
        return (value, at) =>
          typeof value === 'boolean' ? value : wrongForm(at, 'must be true or false')
      case 'timestamp':
        return readTimestamp
      case 'blob':
        return (value, at) =>
          typeof value === 'string' ? base64(value, at) : wrongForm(at, 'must be base64 text')
      case 'document':
        return value => value
      case 'list':
        return listReader(this.of(shape.member), shape)
      case 'map':
        return mapReader(this.of(shape.key), this.of(shape.value), shape)
      case 'structure':
        return this.#structure(shape, { requireAll: true })
    }
  }

  #structure(shape: StructureShape, { requireAll }: { requireAll: boolean }): Reader {
    const members = Object.entries(shape.members)
      .filter(([, member]) => typeof member === 'string')
      .map(([name, member]) => ({ name, read: this.of(member as string) }))
    const required = requireAll ? (shape.required ?? []) : []
    const union = shape.union === true
    return (value, at) => {
      if (!isObject(value)) wrongForm(at, 'must be an object')
      const result: Record<string, unknown> = {}
      let count = 0
      for (const { name, read } of members) {
        const member = value[name]
        if (member === undefined || member === null) continue
        result[name] = read(member, at === '' ? name : `${at}.${name}`)
        count++
      }
      for (const name of required) {
        if (result[name] === undefined) wrongForm(at === '' ? name : `${at}.${name}`, 'is required')
      }
      if (union && count !== 1) wrongForm(at, 'must have exactly one member')
      return result
    }
  }
}

function stringReader({ min, max, pattern, enum: values }: StringShape): Reader {
  const allowed = values && new Set(values)
  const matches = pattern === undefined || allowed ? undefined : compile(pattern)
  return (value, at) => {
    if (typeof value !== 'string') return wrongForm(at, 'must be text')
    if (allowed) {
      if (!allowed.has(value)) wrongValue(at, `must be one of ${values?.join(', ')}`)
      return value
    }
    if (min !== undefined && value.length < min * 2 && lengthOf(value) < min) {
      wrongValue(at, `must have at least ${min} character${min === 1 ? '' : 's'}`)
    }
    if (max !== undefined && value.length > max && lengthOf(value) > max) {
      wrongValue(at, `must have at most ${max} characters`)
    }
    if (matches && !matches.test(value)) wrongValue(at, `must match ${pattern}`)
    return value
  }
}

/** The service counts characters, not UTF-16 units. */
function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

function compile(pattern: string): RegExp {
  // Patterns match anywhere unless anchored, as in Smithy. Some are no Unicode patterns.
  try {
    return new RegExp(pattern, 'us')
  } catch {
    return new RegExp(pattern, 's')
  }
}

function numberReader(shape: Extract<Shape, { type: 'integer' | 'number' }>): Reader {
  const { type, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return wrongForm(at, 'must be a number')
    if (type === 'integer' && !Number.isInteger(value)) wrongForm(at, 'must be a whole number')
    if (value < min) wrongValue(at, `must be at least ${min}`)
    if (value > max) wrongValue(at, `must be at most ${max}`)
    return value
  }
}

function readTimestamp(value: unknown, at: string): number {
  const instant =
    typeof value === 'number'
      ? Math.round(value * 1000)
      : typeof value === 'string'
        ? Date.parse(value)
        : Number.NaN
  return Number.isNaN(instant) ? wrongForm(at, 'must be a time') : instant
}

function base64(text: string, at: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0))
  } catch {
    return wrongForm(at, 'must be base64 text')
  }
}

interface Size {
  readonly min?: number
  readonly max?: number
}

function checkSize(size: number, { min = 0, max = Number.POSITIVE_INFINITY }: Size, at: string) {
  if (size < min) wrongValue(at, `must have at least ${min} member${min === 1 ? '' : 's'}`)
  if (size > max) wrongValue(at, `must have at most ${max} members`)
}

function listReader(read: Reader, size: Size): Reader {
  return (value, at) => {
    if (!Array.isArray(value)) return wrongForm(at, 'must be a list')
    checkSize(value.length, size, at)
    return value.map((member, index) => read(member, `${at}[${index}]`))
  }
}

function mapReader(readKey: Reader, readValue: Reader, size: Size): Reader {
  return (value, at) => {
    if (!isObject(value)) wrongForm(at, 'must be an object')
    const keys = Object.keys(value)
    checkSize(keys.length, size, at)
    const result: Record<string, unknown> = {}
    for (const key of keys) {
      readKey(key, `${at} key`)
      const member = readValue(value[key], `${at}.${key}`)
      // A key named __proto__ is data like any other.
      if (key === '__proto__')
        Object.defineProperty(result, key, { value: member, enumerable: true })
      else result[key] = member
    }
    return result
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrongForm(at: string, sentence: string): never {
  throw new InvalidInput('form', at, sentence)
}

function wrongValue(at: string, sentence: string): never {
  throw new InvalidInput('limit', at, sentence)
}
