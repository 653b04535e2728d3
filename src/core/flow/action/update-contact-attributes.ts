import type { ActionKind } from '../action-kind.ts'
import { isWord, membersOf } from '../parameter.ts'

const ATTRIBUTES_LENGTH_MAX = 32 * 1024

/** Writes contact attributes, all of them or none. */
export const updateContactAttributes: ActionKind = {
  type: 'UpdateContactAttributes',

  enter({ parameters }, view) {
    const attributes = Object.fromEntries(
      Object.entries(membersOf(parameters.Attributes)).map(([name, value]) => {
        return [view.text(name), view.text(value)]
      }),
    )
    const isForAnother = isWord(parameters.TargetContact, 'Related')
    if ((isForAnother && !view.hasRelatedContact) || !areAttributes(attributes)) {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    const of = isForAnother ? { of: 'related' as const } : {}
    return { leave: { by: 'next' }, deeds: [{ do: 'setAttributes', attributes, ...of }] }
  },
}

function areAttributes(attributes: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(attributes)
  // `$` and `.` could not be read back by a path.
  if (names.some(name => name === '' || /[$.]/.test(name))) return false
  return JSON.stringify(attributes).length <= ATTRIBUTES_LENGTH_MAX
}
