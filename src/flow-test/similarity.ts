// Does one sentence say what another does? Words count, their order, endings and punctuation little.

/** Half of the words or more, of both sentences taken together, must be the same. */
const ALIKE = 0.5

/** Is every word of the shorter in the longer, or are they alike enough? */
export function isSimilar(wanted: string, heard: string): boolean {
  const [a, b] = [wordsOf(wanted), wordsOf(heard)]
  if (a.size === 0) return true
  const shared = [...a].filter(word => b.has(word)).length
  return (2 * shared) / (a.size + b.size) >= ALIKE || shared === a.size
}

/** Is the wanted text part of what was heard, in any case and spacing? */
export function isIncluded(wanted: string, heard: string): boolean {
  return plain(heard).includes(plain(wanted))
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim()
}
