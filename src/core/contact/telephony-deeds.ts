// What flows do about calls, beside talking: others called in, callbacks, keys kept for later.
import type { Deed } from '../flow/action-kind.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import type { World } from '../world.ts'
import { completeCall } from './complete-call.ts'
import type { Contact } from './contact.ts'
import { createCallback } from './create-callback.ts'
import { callThirdParty, dropThirdParty } from './third-party-call.ts'

type TelephonyDeed = Extract<
  Deed,
  {
    do:
      | 'callThirdParty'
      | 'dropThirdParty'
      | 'completeCall'
      | 'setCallbackNumber'
      | 'createCallback'
      | 'holdPrevious'
      | 'bufferDigits'
      | 'setBuffer'
      | 'setAnalytics'
  }
>

export function performTelephony(
  world: World,
  contact: Contact,
  run: FlowRun,
  deed: TelephonyDeed,
): void {
  switch (deed.do) {
    case 'callThirdParty':
      return callThirdParty(world, contact, run, deed)
    case 'dropThirdParty':
      return dropThirdParty(world, contact)
    case 'completeCall':
      return completeCall(world, contact, deed)
    case 'setCallbackNumber':
      contact.callbackNumber = deed.number
      return
    case 'createCallback':
      return createCallback(world, contact, deed)
    case 'holdPrevious': {
      const { contactId } = contact
      world.signals.push({ type: 'previous.hold', contactId, onHold: deed.onHold })
      return
    }
    case 'bufferDigits':
      if (deed.enabled) contact.digitBuffer = ''
      else delete contact.digitBuffer
      return
    case 'setBuffer':
      if (contact.digitBuffer !== undefined) contact.digitBuffer = deed.digits
      return
    case 'setAnalytics':
      contact.analytics = deed.analytics
      return
    default:
      deed satisfies never
  }
}
