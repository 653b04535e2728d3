// How an action asks a service: it waits for the answer, deaf to everything else, and never longer
// than the question allows, whatever becomes of the service.
import type { Instant } from '../instant.ts'
import type { Json, JsonObject } from '../json.ts'
import type { ServiceQuestion } from '../service.ts'
import type { ActionKind, Deed, FlowView, Happening, Step } from './action-kind.ts'
import type { Action } from './flow.ts'

/** What the answer itself may take on its way, beyond the time the service is given. */
const ON_THE_WAY_MS = 2000

/** How long services are waited for where the flow does not say. */
export const USUAL_TIME_LIMIT_MS = 8000

/** Who answers in vain: see `timeUp` in `Answering`. */
interface Asking extends JsonObject {
  readonly until: Instant
}

/** Asks and waits. */
export function ask(view: FlowView, question: ServiceQuestion, first: readonly Deed[] = []): Step {
  const memory: Asking = { until: view.now + question.timeLimitMs + ON_THE_WAY_MS }
  return { wait: memory, memory, deeds: [...first, { do: 'ask', question }] }
}

/** What an action makes of an answer. */
export interface Answering {
  answered(result: Json, action: Action, view: FlowView): Step
  /** The error type for no answer in time, where the language has one. */
  readonly timeUp?: string
}

/** Takes the answer to what `ask` asked. An error of the service takes the branch of that name. */
export function hear(
  { answered, timeUp = 'NoMatchingError' }: Answering,
  action: Action,
  view: FlowView,
  happening: Happening,
  memory: JsonObject,
): Step {
  if (happening.type === 'timeUp') {
    return failed(timeUp, `No answer within the time limit.`)
  }
  if (happening.type !== 'answered') return { wait: memory as Asking, memory }
  const { answer } = happening
  return answer.ok ? answered(answer.result, action, view) : failed(answer.error, answer.message)
}

/** Leaves by an error, and says in the flow log why. */
export function failed(error = 'NoMatchingError', why?: string): Step {
  const deeds: Deed[] = why === undefined ? [] : [{ do: 'log', result: why }]
  return { leave: { by: 'error', error }, deeds }
}

/** An action that does nothing but ask: what it asks, or why it cannot, and what it does with the answer. */
export interface ServiceAction extends Answering {
  readonly type: string
  /** Channels it is for; on others it takes its error branch. All when absent. */
  readonly channels?: readonly FlowView['channel'][]
  question(action: Action, view: FlowView): ServiceQuestion | { readonly problem: string }
}

/** Makes an action that asks a service and goes on with the answer. */
export function serviceAction(of: ServiceAction): ActionKind {
  return {
    type: of.type,
    enter(action, view) {
      if (of.channels && !of.channels.includes(view.channel)) {
        return failed('NoMatchingError', `Not for ${view.channel} contacts.`)
      }
      const question = of.question(action, view)
      return 'problem' in question
        ? failed('NoMatchingError', question.problem)
        : ask(view, question)
    },
    resume: (action, view, happening, memory) => hear(of, action, view, happening, memory),
  }
}
