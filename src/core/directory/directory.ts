// The configured things of an instance, by kind and id, with names looked up in one step. The
// centre owns it; what others see is `DirectoryView`.
import type { Documents, Kind } from './document.ts'

/** A configured thing with its id. */
export type Entry<K extends Kind> = { readonly id: string; readonly document: Documents[K] }

export interface DirectoryView {
  get<K extends Kind>(kind: K, id: string): Documents[K] | undefined
  /** In the order of creation. */
  list<K extends Kind>(kind: K): Iterable<Entry<K>>
  /** How many there are of a kind. */
  count(kind: Kind): number
  /** By its `Name` (or `Username`, `Alias`, `PhoneNumber`), compared without regard to case. */
  named<K extends Kind>(kind: K, name: string): Entry<K> | undefined
  /** Grows by one with every change: an answer computed at one revision holds until the next. */
  readonly revision: number
}

const NAME_MEMBERS = ['Name', 'Username', 'Alias', 'PhoneNumber'] as const

export class Directory implements DirectoryView {
  readonly #kinds = new Map<Kind, Map<string, unknown>>()
  readonly #names = new Map<string, string>()
  #revision = 0

  get revision(): number {
    return this.#revision
  }

  get<K extends Kind>(kind: K, id: string): Documents[K] | undefined {
    return this.#kinds.get(kind)?.get(id) as Documents[K] | undefined
  }

  *list<K extends Kind>(kind: K): Iterable<Entry<K>> {
    for (const [id, document] of this.#kinds.get(kind) ?? []) {
      yield { id, document: document as Documents[K] }
    }
  }

  count(kind: Kind): number {
    return this.#kinds.get(kind)?.size ?? 0
  }

  named<K extends Kind>(kind: K, name: string): Entry<K> | undefined {
    const id = this.#names.get(nameKey(kind, name))
    const document = id === undefined ? undefined : this.get(kind, id)
    return id === undefined || document === undefined ? undefined : { id, document }
  }

  put(kind: Kind, id: string, document: unknown): void {
    this.#revision++
    this.#forgetName(kind, id)
    const ofKind = this.#kinds.get(kind) ?? new Map<string, unknown>()
    this.#kinds.set(kind, ofKind)
    ofKind.set(id, document)
    const name = nameOf(document)
    if (name !== undefined) this.#names.set(nameKey(kind, name), id)
  }

  delete(kind: Kind, id: string): void {
    this.#revision++
    this.#forgetName(kind, id)
    this.#kinds.get(kind)?.delete(id)
  }

  /** Everything there is, for a snapshot. */
  *all(): Iterable<readonly [Kind, string, unknown]> {
    for (const [kind, ofKind] of this.#kinds) {
      for (const [id, document] of ofKind) yield [kind, id, document]
    }
  }

  /** Goes on counting where a snapshot stopped. */
  restoreRevision(revision: number): void {
    this.#revision = revision
  }

  #forgetName(kind: Kind, id: string): void {
    const name = nameOf(this.get(kind, id))
    if (name === undefined) return
    const key = nameKey(kind, name)
    if (this.#names.get(key) === id) this.#names.delete(key)
  }
}

function nameOf(document: unknown): string | undefined {
  if (typeof document !== 'object' || document === null) return undefined
  const members = document as Record<string, unknown>
  const name = NAME_MEMBERS.map(member => members[member]).find(each => typeof each === 'string')
  return name as string | undefined
}

function nameKey(kind: Kind, name: string): string {
  return `${kind} ${name.toLowerCase()}`
}
