import { overLimit } from '../../contact/contact-size.ts'
import type { ActionKind, Deed } from '../action-kind.ts'
import { failed } from '../ask.ts'
import { isWord, membersOf } from '../parameter.ts'

/** Writes contact attributes, all of them or none. A contact has 32 KB of them at most. */
export const updateContactAttributes: ActionKind = {
  type: 'UpdateContactAttributes',

  enter({ parameters }, view) {
    const attributes = Object.fromEntries(
      Object.entries(membersOf(parameters.Attributes)).map(([name, value]) => {
        return [view.text(name), view.text(value)]
      }),
    )
    const of = isWord(parameters.TargetContact, 'Related') ? 'related' : undefined
    if (of && !view.hasRelatedContact) return failed('NoMatchingError', 'No contact is related.')
    if (!areNames(Object.keys(attributes)))
      return failed('NoMatchingError', 'A name has $ or a dot.')
    if (!view.hasRoomFor('attributes', attributes, of)) {
      return failed('NoMatchingError', overLimit('attributes'))
    }
    const deed: Deed = { do: 'setAttributes', attributes, ...(of && { of }) }
    return { leave: { by: 'next' }, deeds: [deed] }
  },
}

/** `$` and `.` could not be read back by a path. */
function areNames(names: readonly string[]): boolean {
  return !names.some(name => name === '' || /[$.]/.test(name))
}
