import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'

const TYPES = ['ENTIRE_PAST_SESSION', 'FROM_SEGMENT'] as const
const ID_MAX = 256

/** The chat goes on with one of before: those who take part can read that one as well. */
export const createPersistentContactAssociation: ActionKind = {
  type: 'CreatePersistentContactAssociation',

  enter({ parameters }, view) {
    const sourceContactId = view.text(parameters.SourceContactId).trim()
    const type = TYPES.find(each => each === view.text(parameters.RehydrationType))
    const isId = sourceContactId !== '' && sourceContactId.length <= ID_MAX
    if (view.channel !== 'CHAT' || !type || !isId || sourceContactId === view.text('$.ContactId')) {
      return failed('NoMatchingError', 'No chat, or none to go on with.')
    }
    return { leave: { by: 'next' }, deeds: [{ do: 'rehydrate', sourceContactId, type }] }
  },
}
