// The pages' sentences in the first of the user's languages that we speak.
import { de } from './messages/de.ts'
import { en, type Messages } from './messages/en.ts'
import { ja } from './messages/ja.ts'

export interface Language {
  /** As the user has it, with the region: it also decides how dates are written. */
  readonly tag: string
  readonly messages: Messages
}

const LANGUAGES: ReadonlyMap<string, Messages> = new Map([
  ['en', en],
  ['de', de],
  ['ja', ja],
])

export const { messages, tag: languageTag }: Language = languageFor(
  globalThis.navigator?.languages ?? [],
)

/** Looks for each tag's language, whatever its region; English when nothing fits. */
export function languageFor(tags: readonly string[]): Language {
  for (const tag of tags) {
    const messages = LANGUAGES.get(tag.toLowerCase().split('-')[0] ?? tag)
    if (messages) return { tag, messages }
  }
  return { tag: 'en', messages: en }
}

/** Of texts that only a part of the pages needs: those in the user's language. */
export function inUsersLanguage<Texts>(texts: {
  readonly en: Texts
  readonly de: Texts
  readonly ja: Texts
}): Texts {
  if (messages === de) return texts.de
  return messages === ja ? texts.ja : texts.en
}
