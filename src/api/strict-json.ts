// JSON from outside, more strictly than JSON.parse: what means one thing to us and another to whoever checks it
// elsewhere is refused. RFC 8259 §4 leaves names that come twice to each program, and §8.1 wants UTF-8.

/** Deeper than any input of the model: nothing of ours may run out of stack because of a caller. */
const DEPTH_MAX = 64

/** Says in half a sentence what is wrong. */
export class WrongJson extends Error {}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Throws `WrongJson`. */
export function parseStrictJson(bytes: Uint8Array): unknown {
  const text = decoded(bytes)
  checkNames(text)
  try {
    return JSON.parse(text)
  } catch {
    throw new WrongJson('is not JSON')
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new WrongJson('is not UTF-8')
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d]
const COLON = 0x3a

/** Goes over the text once. Whether it is JSON at all is not its affair. */
function checkNames(text: string): void {
  /** The names so far of each object that is open; undefined for a list. */
  const open: (Set<string> | undefined)[] = []
  let last = ''
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at)
        last = text.slice(at, end + 1)
        at = end
        break
      }
      case OPEN_OBJECT:
      case OPEN_LIST:
        open.push(text[at] === '{' ? new Set() : undefined)
        if (open.length > DEPTH_MAX) throw new WrongJson(`is nested more than ${DEPTH_MAX} deep`)
        break
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        open.pop()
        break
      case COLON:
        note(open.at(-1), last)
        break
      default:
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === QUOTE) return at
  }
  return text.length
}

function note(names: Set<string> | undefined, quoted: string): void {
  if (!names) return
  const name = quoted.includes('\\') ? unescaped(quoted) : quoted
  if (names.has(name)) throw new WrongJson(`has the member ${name} twice`)
  names.add(name)
}

/** The same name may be written in several ways. */
function unescaped(quoted: string): string {
  try {
    return `"${JSON.parse(quoted)}"`
  } catch {
    // Not JSON: that is found out later.
    return quoted
  }
}
