import type { ActionKind } from '../action-kind.ts'
import { fits } from '../fits.ts'
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
    const isForAnother = isWord(parameters.TargetContact, 'Related')
    const former = isForAnother ? {} : membersOf(view.value('$.Attributes'))
    const fit = areNames(Object.keys(attributes)) && fits({ ...former, ...attributes })
    if ((isForAnother && !view.hasRelatedContact) || !fit) {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    const of = isForAnother ? { of: 'related' as const } : {}
    return { leave: { by: 'next' }, deeds: [{ do: 'setAttributes', attributes, ...of }] }
  },
}

/** `$` and `.` could not be read back by a path. */
function areNames(names: readonly string[]): boolean {
  return !names.some(name => name === '' || /[$.]/.test(name))
}
