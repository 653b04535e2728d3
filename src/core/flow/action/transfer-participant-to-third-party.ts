// Calls somebody outside for the customer. With ContinueFlowExecution the flow waits and goes on when
// they have gone; else it ends when they answer, and the two are left to themselves.
import type { ActionKind, Deed, FlowView, Step } from '../action-kind.ts'
import { failed } from '../ask.ts'
import type { Action } from '../flow.ts'
import { isTrue, membersOf, wholeNumber } from '../parameter.ts'

const TIME_LIMIT_SECONDS = { min: 1, max: 600 }
/** The voice node keeps the limit; this is for when it does not say so. */
const SLACK_MS = 2000
const NUMBER = /^\+[0-9]{3,15}$/

export const transferParticipantToThirdParty: ActionKind = {
  type: 'TransferParticipantToThirdParty',

  enter(action, view) {
    if (view.channel !== 'VOICE') return failed('NoMatchingError', 'Only calls can be transferred.')
    if (view.outboundCall === 'pending') {
      return failed('NoMatchingError', 'The customer has not been reached yet.')
    }
    const { parameters } = action
    const { min, max } = TIME_LIMIT_SECONDS
    const seconds = wholeNumber(
      view.text(parameters.ThirdPartyConnectionTimeLimitSeconds),
      min,
      max,
    )
    if (seconds === undefined) return failed('NoMatchingError', 'The time limit is none.')
    const target = view.dialable(view.text(parameters.ThirdPartyPhoneNumber))
    if ('refused' in target) return notCalled(action, WHY[target.refused])
    const until = view.now + seconds * 1000 + SLACK_MS
    const digits = view.text(parameters.ThirdPartyDTMFDigits)
    const deed: Deed = {
      do: 'callThirdParty',
      number: target.number,
      ...callerId(action, view),
      timeLimitMs: seconds * 1000,
      ...(digits === '' ? {} : { digits }),
      bridges: !isTrue(parameters.ContinueFlowExecution),
    }
    return { wait: { until }, memory: { until }, deeds: [deed] }
  },

  resume(action, _, happening, memory) {
    if (happening.type === 'timeUp') {
      return notCalled(action, 'Nobody said what became of the call.', {
        error: 'ConnectionTimeLimitExceeded',
        deeds: [{ do: 'dropThirdParty' }],
      })
    }
    if (happening.type !== 'thirdParty') return { wait: memory, memory }
    switch (happening.outcome) {
      case 'answered':
        return { wait: {}, memory: {} }
      case 'left':
        return { leave: { by: 'next' } }
      case 'noAnswer':
        return notCalled(action, 'Nobody answered.', { error: 'ConnectionTimeLimitExceeded' })
      default:
        return notCalled(action, 'The call could not be made.')
    }
  },
}

const WHY = {
  invalid: 'That is no telephone number in E.164 form.',
  notAllowed: 'Calls to that country are not allowed here.',
}

/** Only a flow that goes on has branches of its own for this. */
function notCalled(
  { parameters }: Action,
  why: string,
  { error = 'CallFailed', deeds = [] }: { error?: string; deeds?: readonly Deed[] } = {},
): Step {
  const step = failed(isTrue(parameters.ContinueFlowExecution) ? error : 'NoMatchingError', why)
  return { ...step, deeds: [...deeds, ...(step.deeds ?? [])] }
}

/** The flow's choice, else the caller's own number, else (a browser has none) the one that was called. */
function callerId(
  { parameters }: Action,
  view: FlowView,
): { readonly callerId: string; readonly callerName?: string } {
  const { Number: chosen, Name } = membersOf(parameters.CallerId)
  const numbers = [view.text(chosen), view.text('$.CustomerEndpoint.Address')]
  const number = numbers.find(each => NUMBER.test(each)) ?? view.text('$.SystemEndpoint.Address')
  const name = view.text(Name)
  return { callerId: number, ...(name === '' ? {} : { callerName: name }) }
}
