import type { ActionKind } from '../action-kind.ts'
import { failed } from '../ask.ts'

/** Who has answered a call of ours. Machines are not told from people yet: then it is `NotDetected`. */
export const checkOutboundCallStatus: ActionKind = {
  type: 'CheckOutboundCallStatus',

  enter(_, { channel, outboundCall }) {
    if (channel !== 'VOICE') return failed('NoMatchingError', 'Only calls are answered.')
    switch (outboundCall) {
      case 'answered':
        return { leave: { by: 'value', value: 'CallAnswered' } }
      case 'undetected':
        return { leave: { by: 'value', value: 'NotDetected' } }
      default:
        return failed('NoMatchingError', 'The contact is no call of ours that was answered.')
    }
  },
}
