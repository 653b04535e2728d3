import { tagProblem } from '../../contact/contact-tags.ts'
import type { ActionKind } from '../action-kind.ts'
import { membersOf } from '../parameter.ts'

/** Tags the contact, for reports and for who may see it: all tags or none. */
export const tagContact: ActionKind = {
  type: 'TagContact',

  enter({ parameters }, view) {
    const tags = Object.fromEntries(
      Object.entries(membersOf(parameters.Tags)).map(([key, value]) => {
        return [view.text(key), view.text(value)]
      }),
    )
    if (tagProblem(view.tags, tags) !== undefined) {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    return { leave: { by: 'next' }, deeds: [{ do: 'tag', tags }] }
  },
}
