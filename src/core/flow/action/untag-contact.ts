import { untagProblem } from '../../contact/contact-tags.ts'
import type { ActionKind } from '../action-kind.ts'
import { elementsOf } from '../parameter.ts'

/** Takes tags off the contact. One that is not there is no error. */
export const untagContact: ActionKind = {
  type: 'UntagContact',

  enter({ parameters }, view) {
    const keys = elementsOf(parameters.TagKeys).map(key => view.text(key))
    if (untagProblem(keys) !== undefined) {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    return { leave: { by: 'next' }, deeds: [{ do: 'untag', keys }] }
  },
}
