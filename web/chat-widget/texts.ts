// The chat's sentences in the first of the wanted languages that it speaks, and which way they run.
import { de } from './texts/de.ts'
import { en, type Texts } from './texts/en.ts'
import { ja } from './texts/ja.ts'

const LANGUAGES: ReadonlyMap<string, Texts> = new Map([
  ['de', de],
  ['en', en],
  ['ja', ja],
])
const RIGHT_TO_LEFT = /^(ar|arc|dv|fa|he|iw|ku|ps|sd|ug|ur|yi)\b/i

export interface Language {
  readonly texts: Texts
  /** For times and dates, and for screen readers. */
  readonly tag: string
}

/** `tags` as in `navigator.languages`, Amazon's `de_DE` too. English when none fits. */
export function languageFor(tags: readonly string[]): Language {
  for (const tag of tags.map(each => each.replace('_', '-'))) {
    const texts = LANGUAGES.get(tag.split('-')[0]?.toLowerCase() ?? '')
    if (texts) return { texts, tag }
  }
  return { texts: en, tag: 'en' }
}

export function runsRightToLeft(tag: string): boolean {
  return RIGHT_TO_LEFT.test(tag)
}
