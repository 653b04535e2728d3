// Passwords and keys that administrators configure are sealed wherever the centre's state is written: whoever
// reads the database, or a copy of it, cannot sign in anywhere with what stands there. In memory they are
// plain, since they have to be shown to the other side. What older versions wrote plainly is read as it is.
import type { Input } from '../core/input.ts'
import type { Json, JsonObject } from '../core/json.ts'
import { openText, sealText } from '../io/sealed-text.ts'
import type { Journal, JournalEntry } from '../store/journal.ts'

const MARK = 'sealed:1:'
const PURPOSE = 'configured secrets'

/** Members by kind; one within another after a dot, all members of one by `*`. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  'access-key': ['SecretAccessKey'],
  'chat-widget': ['secret'],
  'event-sink': ['secret', 'url'],
  function: ['Target.Secret', 'Target.SecretAccessKey', 'Environment.*'],
  'messaging-channel': ['secret', 'token', 'url'],
  'sip-phone': ['Ha1Md5', 'Ha1Sha256'],
  'sip-trunk': ['Ha1Md5', 'Ha1Sha256', 'OutboundPassword'],
}

export class ConfiguredSecrets {
  readonly #secret: Uint8Array

  /** @param secret the instance's own, which is in the data folder and not in the database. */
  constructor(secret: Uint8Array) {
    this.#secret = secret
  }

  /** The same journal, in which no secret is plain. */
  guard(journal: Journal): Journal {
    const seal = this.#seal
    const open = this.#open
    return {
      append: entries => journal.append(entries.map(entry => withInput(entry, seal))),
      async *read(afterSeq) {
        for await (const entry of journal.read(afterSeq)) yield withInput(entry, open)
      },
      latestSnapshot: () => journal.latestSnapshot(),
      putSnapshot: (seq, state) => journal.putSnapshot(seq, state),
    }
  }

  /** The centre's state as it may be kept. */
  sealState(state: Json): Json {
    return withDirectory(state, this.#seal)
  }

  openState(state: Json): Json {
    return withDirectory(state, this.#open)
  }

  readonly #seal = (text: string): string => MARK + sealText(this.#secret, PURPOSE, text)

  readonly #open = (text: string): string => {
    if (!text.startsWith(MARK)) return text
    try {
      return openText(this.#secret, PURPOSE, text.slice(MARK.length))
    } catch {
      throw new Error(
        'A configured secret cannot be opened: the database belongs to another data folder, or its instance.json was changed.',
      )
    }
  }
}

type Change = (text: string) => string

function withInput(entry: JournalEntry, change: Change): JournalEntry {
  const { input } = entry
  if (input.type !== 'config.put' || !Object.hasOwn(SECRETS, input.kind)) return entry
  const document = withSecrets(input.kind, input.document as JsonObject, change)
  return { ...entry, input: { ...input, document } as Input }
}

function withDirectory(state: Json, change: Change): Json {
  const { directory, ...rest } = state as JsonObject
  if (!Array.isArray(directory)) return state
  const entries = (directory as [string, string, JsonObject][]).map(entry => {
    const [kind, id, document] = entry
    return Object.hasOwn(SECRETS, kind) ? [kind, id, withSecrets(kind, document, change)] : entry
  })
  return { ...rest, directory: entries }
}

function withSecrets(kind: string, document: JsonObject, change: Change): JsonObject {
  return (SECRETS[kind] ?? []).reduce(
    (changed, path) => withMember(changed, path.split('.'), change),
    document,
  )
}

function withMember(object: JsonObject, [first, ...rest]: string[], change: Change): JsonObject {
  if (first === undefined) return object
  if (first === '*') {
    return Object.keys(object).reduce((all, name) => withMember(all, [name], change), object)
  }
  const value = object[first]
  if (typeof value === 'string' && rest.length === 0) return { ...object, [first]: change(value) }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return object
  return { ...object, [first]: withMember(value as JsonObject, rest, change) }
}
