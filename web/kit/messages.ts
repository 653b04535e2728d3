// The pages' sentences in the first of the user's languages that we speak.
import { en, type Messages } from './messages/en.ts'

const LANGUAGES: ReadonlyMap<string, Messages> = new Map([['en', en]])

export const messages: Messages = messagesFor(globalThis.navigator?.languages ?? [])

/** Looks for the exact tag, then for its language alone; English when nothing fits. */
export function messagesFor(tags: readonly string[]): Messages {
  for (const tag of tags.map(each => each.toLowerCase())) {
    const found = LANGUAGES.get(tag) ?? LANGUAGES.get(tag.split('-')[0] ?? tag)
    if (found) return found
  }
  return en
}
