import type { ActionKind, FlowView } from '../action-kind.ts'
import { failed } from '../ask.ts'
import type { Action } from '../flow.ts'
import { elementsOf, isTrue, wholeNumber } from '../parameter.ts'

const SECONDS_PER_WEEK = 604_800

/** Lets time pass, up to a week, or until the customer writes or the bot is gone. */
export const wait: ActionKind = {
  type: 'Wait',

  enter(action, view) {
    const { parameters } = action
    const seconds = wholeNumber(view.text(parameters.TimeLimitSeconds), 0, SECONDS_PER_WEEK)
    if (seconds === undefined) return failed('NoMatchingError')
    if (waitsFor(action, view, 'BotParticipantDisconnected') && !view.hasBot) {
      return failed('ParticipantNotFound')
    }
    if (isTrue(view.text(parameters.ContinueExecution))) {
      return { leave: { by: 'value', value: 'Continue' } }
    }
    // No time at all is no wait: a loop around it must come to its end like any other.
    if (seconds === 0) return { leave: { by: 'value', value: 'WaitCompleted' } }
    const until = view.now + seconds * 1000
    return { wait: { until }, memory: { until } }
  },

  resume(action, view, happening, memory) {
    if (happening.type === 'timeUp') return { leave: { by: 'value', value: 'WaitCompleted' } }
    if (happening.type === 'message' && waitsFor(action, view, 'CustomerReturned')) {
      return { leave: { by: 'value', value: 'CustomerReturned' } }
    }
    if (happening.type === 'botLeft' && waitsFor(action, view, 'BotParticipantDisconnected')) {
      return { leave: { by: 'value', value: 'BotParticipantDisconnected' } }
    }
    const until = typeof memory.until === 'number' ? memory.until : view.now
    return { wait: { until }, memory }
  },
}

function waitsFor(
  { parameters }: Action,
  view: FlowView,
  event: 'CustomerReturned' | 'BotParticipantDisconnected',
): boolean {
  return elementsOf(parameters.Events).some(each => view.text(each) === event)
}
