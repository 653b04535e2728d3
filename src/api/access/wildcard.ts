// Patterns of policies: `*` is any text, `?` any one character. Takes the length of pattern and
// text multiplied at worst, never more, whatever stars there are.

/** Whether all of the text fits the pattern. */
export function fitsWildcard(pattern: string, text: string): boolean {
  let star = -1
  let restart = 0
  let p = 0
  let t = 0
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++
      restart = t
    } else if (p < pattern.length && (pattern[p] === '?' || isSame(pattern[p], text[t]))) {
      p++
      t++
    } else if (star >= 0) {
      // The last star takes one character more.
      p = star + 1
      t = ++restart
    } else {
      return false
    }
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

const LITERAL_STAR = '\uE02A'
const LITERAL_MARK = '\uE03F'

/** As a part of a pattern that is only itself, stars and all. */
export function literally(text: string): string {
  return text.replaceAll('*', LITERAL_STAR).replaceAll('?', LITERAL_MARK)
}

/** A pattern as the text it was made of. */
export function asText(pattern: string): string {
  return pattern.replaceAll(LITERAL_STAR, '*').replaceAll(LITERAL_MARK, '?')
}

function isSame(ofPattern: string | undefined, ofText: string | undefined): boolean {
  if (ofPattern === ofText) return true
  return ofText === '*' ? ofPattern === LITERAL_STAR : ofText === '?' && ofPattern === LITERAL_MARK
}
