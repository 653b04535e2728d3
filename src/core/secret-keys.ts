// Keys that nobody but their receiver may read (card numbers and the like): kept where they are pressed,
// and told to the centre by stand-ins. So the journal, the logs and the snapshots never hold them.

/** Stand-ins are characters of Unicode's private use area (U+E000 and on), a new one for each key. */
const FIRST = 0xe000
/** The oldest is forgotten for the next; no input is as long. */
const KEPT_MAX = 4096

/** Is it a stand-in, rather than a key? */
export function isStandIn(told: string): boolean {
  const code = told.charCodeAt(0)
  return code >= FIRST && code < FIRST + KEPT_MAX
}

/** The keys of one secret input. */
export class SecretKeys {
  readonly secretId: string
  readonly #kept: string[] = []
  #count = 0

  constructor(secretId: string) {
    this.secretId = secretId
  }

  /** What is told of a key: `*` and `#`, which end or cancel an input, as they are. */
  press(key: string): string {
    if (key === '*' || key === '#') return key
    const place = this.#count++ % KEPT_MAX
    this.#kept[place] = key
    return String.fromCharCode(FIRST + place)
  }

  /** What was pressed, of what was told. */
  reveal(told: string): string {
    return [...told]
      .map(each => (isStandIn(each) ? (this.#kept[each.charCodeAt(0) - FIRST] ?? '') : each))
      .join('')
  }
}
