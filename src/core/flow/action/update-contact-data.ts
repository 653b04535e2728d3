import type { ActionKind } from '../action-kind.ts'

/** Writes what the contact is called, its language, its customer and the like. */
export const updateContactData: ActionKind = {
  type: 'UpdateContactData',

  enter({ parameters }, view) {
    const { TargetContact: _, References: __, ...members } = parameters
    const data = Object.fromEntries(
      Object.entries(members).map(([name, value]) => [name, view.text(value)]),
    )
    if (Object.keys(data).length === 0) return { leave: { by: 'error', error: 'NoMatchingError' } }
    return { leave: { by: 'next' }, deeds: [{ do: 'setContactData', data }] }
  },
}
