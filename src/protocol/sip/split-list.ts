const QUOTE = 34
const COMMA = 44
const LESS = 60
const GREATER = 62
const BACKSLASH = 92

/** The values of a comma-separated header. Commas within quotes and angle brackets separate nothing. */
export function splitList(text: string): string[] {
  const values: string[] = []
  let start = 0
  let quoted = false
  let bracketed = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) quoted = false
    } else if (code === QUOTE) quoted = true
    else if (code === LESS) bracketed = true
    else if (code === GREATER) bracketed = false
    else if (code === COMMA && !bracketed) {
      values.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  values.push(text.slice(start).trim())
  return values
}
