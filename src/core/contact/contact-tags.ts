// What a contact may be tagged with: the service's own limits, for flows and for the API.

/** User-defined tags of one contact, and of one request. */
const TAGS_MAX = 6
const KEY_LENGTH_MAX = 128
const VALUE_LENGTH_MAX = 256
/** Keys beginning so belong to the system. */
const SYSTEM_PREFIX = 'aws:'
const KEY = /^[a-zA-Z0-9 _.:/=+\-@]+$/

type Tags = Readonly<Record<string, string>>

/** Why tags may not be added to those a contact has; undefined when they may. */
export function tagProblem(tags: Tags, added: Tags): string | undefined {
  const keys = Object.keys(added)
  if (keys.length === 0) return 'There are no tags to add.'
  if (keys.length > TAGS_MAX) return `A contact is given at most ${TAGS_MAX} tags at once.`
  if (keys.some(isSystemTag)) return `Tags that begin with ${SYSTEM_PREFIX} belong to the system.`
  if (keys.some(key => key.length > KEY_LENGTH_MAX || !KEY.test(key))) {
    return `The key of a tag has 1 to ${KEY_LENGTH_MAX} letters, digits and signs.`
  }
  if (Object.values(added).some(value => value.length > VALUE_LENGTH_MAX)) {
    return `The value of a tag has at most ${VALUE_LENGTH_MAX} characters.`
  }
  const own = Object.keys({ ...tags, ...added }).filter(key => !isSystemTag(key))
  return own.length > TAGS_MAX ? `A contact has at most ${TAGS_MAX} tags.` : undefined
}

/** Why these tags may not be taken away; undefined when they may, be they there or not. */
export function untagProblem(keys: readonly string[]): string | undefined {
  if (keys.length === 0) return 'There are no tags to remove.'
  return keys.some(isSystemTag) ? 'Tags of the system cannot be removed.' : undefined
}

export function withoutTags(tags: Tags, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)))
}

function isSystemTag(key: string): boolean {
  return key.toLowerCase().startsWith(SYSTEM_PREFIX)
}
