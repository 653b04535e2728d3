import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'

/** Says where the customer is to be called back. There is no other error: not even on a chat. */
export const updateContactCallbackNumber: ActionKind = {
  type: 'UpdateContactCallbackNumber',

  enter({ parameters }, view) {
    if (view.channel !== 'VOICE') return failed('InvalidCallbackNumber', 'The contact is no call.')
    const target = view.dialable(view.text(parameters.CallbackNumber))
    if ('number' in target) {
      return {
        leave: { by: 'next' },
        deeds: [{ do: 'setCallbackNumber', number: target.number }],
      }
    }
    return target.refused === 'invalid'
      ? failed('InvalidCallbackNumber', 'That is no telephone number in E.164 form.')
      : failed('CallbackNumberNotDialable', 'Calls to that country are not allowed here.')
  },
}
