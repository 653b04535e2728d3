// JSON as PostgreSQL takes it.

/** Escapes of what text in PostgreSQL cannot hold: the zero character, and halves of others. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i
/** Any escape, so that a backslash that is escaped itself begins none. */
const ESCAPES = /\\(?:u(?:0000|d[89a-f][0-9a-f]{2})|.)/gi
const UNSTORABLE_LENGTH = '\\u0000'.length

/**
 * JSON that PostgreSQL takes apart without complaint: what its text cannot hold becomes U+FFFD. A single
 * one would have the whole batch refused, and with it all that comes after.
 */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (!UNSTORABLE.test(json)) return json
  return json.replaceAll(ESCAPES, each => {
    return each.length === UNSTORABLE_LENGTH ? '\\ufffd' : each
  })
}

/** A text for a column of its own. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd')
}
