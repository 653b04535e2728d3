// Ids and names: what is an id or an ARN in one instance is a name in a copy, wherever it stands, also in
// the content of flows.
import type { Json } from '../../core/json.ts'
import type { CopyKind, Placed } from './thing.ts'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
/** An ARN that ends with an id (and perhaps a version), or an id alone. */
const CALLED = new RegExp(
  `arn:aws[\\w-]*:connect:[\\w:/-]*?/(?!instance/)[\\w-]+/${UUID}|${UUID}`,
  'g',
)
/** Names in it have no braces and no @: those are written as %7B and so on. */
const REFERENCE = /\{\{([a-z-]+):([^{}@]*)(@arn)?\}\}/g

export class Names {
  readonly #byId = new Map<string, Placed>()
  readonly #byName = new Map<string, Placed>()

  constructor(placed: Iterable<Placed> = []) {
    for (const each of placed) this.add(each)
  }

  add(placed: Placed): void {
    this.#byId.set(placed.id, placed)
    this.#byName.set(keyOf(placed.kind, placed.name), placed)
  }

  find(kind: CopyKind, name: string): Placed | undefined {
    return this.#byName.get(keyOf(kind, name))
  }

  /** Every id and ARN of something known as `{{kind:name}}` or `{{kind:name@arn}}`. */
  toNames(document: Json): Json {
    return mapTexts(document, text =>
      text.replace(CALLED, called => {
        const placed = this.#byId.get(called.slice(-36))
        if (!placed) return called
        const name = encoded(placed.name)
        return `{{${placed.kind}:${name}${called.length > 36 ? '@arn' : ''}}}`
      }),
    )
  }

  /** The other way round. Throws `MissingReference` for what is not there. */
  toIds(document: Json): Json {
    return this.#toIds(document, (kind, name) => {
      throw new MissingReference(kind, name)
    })
  }

  /** The same, and what is not there yet stays as it is. */
  toIdsWhereThere(document: Json): Json {
    return this.#toIds(document, () => {})
  }

  /** What a document names and is not there. */
  missing(document: Json): readonly Pick<Placed, 'kind' | 'name'>[] {
    const found: Pick<Placed, 'kind' | 'name'>[] = []
    this.#toIds(document, (kind, name) => found.push({ kind, name }))
    return found
  }

  #toIds(document: Json, missing: (kind: CopyKind, name: string) => void): Json {
    return mapTexts(document, text =>
      text.replace(REFERENCE, (reference: string, kind: CopyKind, called: string, arn?: string) => {
        const name = decoded(called)
        if (name === undefined) return reference
        const placed = this.find(kind, name)
        if (!placed) missing(kind, name)
        if (!placed) return reference
        return arn === undefined ? placed.id : placed.arn
      }),
    )
  }
}

/** A copy refers to something that is neither in it nor in the instance. */
export class MissingReference extends Error {
  constructor(kind: string, name: string) {
    super(`There is no ${kind} ${name}.`)
  }
}

/** Names are the same whatever the case of their letters, as in the service. */
function keyOf(kind: CopyKind, name: string): string {
  return `${kind}\n${name.toLowerCase()}`
}

function encoded(name: string): string {
  return name.replace(/[%{}@"\\]/g, encodeURIComponent)
}

/** Undefined for what no copy of ours has written. */
function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name)
  } catch {
    return undefined
  }
}

/** Also of texts that are JSON themselves, as flows are: a name in them needs no escaping. */
function mapTexts(value: Json, map: (text: string) => string): Json {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map(each => mapTexts(each, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, mapTexts(each as Json, map)]),
  )
}
