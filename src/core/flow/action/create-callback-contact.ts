import type { Json } from '../../json.ts'
import type { ActionKind, FlowView } from '../action-kind.ts'
import { failed } from '../ask.ts'
import type { Parameters } from '../flow.ts'
import { isWord, wholeNumber } from '../parameter.ts'

/** The longest the service lets a callback wait before it is queued, or tried again: three days. */
const DELAY_SECONDS_MAX = 259_200
const RETRIES_MAX = 1_000

/** Promises to call back: a contact of its own waits in the queue in the caller's place. */
export const createCallbackContact: ActionKind = {
  type: 'CreateCallbackContact',

  enter({ parameters }, view) {
    if (view.channel !== 'VOICE') return failed('NoMatchingError', 'The contact is no call.')
    const { InitialCallDelaySeconds, RetryDelaySeconds, MaximumConnectionAttempts } = parameters
    const delay = wholeNumber(view.text(InitialCallDelaySeconds ?? '0'), 0, DELAY_SECONDS_MAX)
    const retryDelay = wholeNumber(view.text(RetryDelaySeconds ?? '0'), 0, DELAY_SECONDS_MAX)
    // The console asks for retries and writes them under this name; 0 is one call.
    const retries = wholeNumber(view.text(MaximumConnectionAttempts ?? '0'), 0, RETRIES_MAX)
    if (delay === undefined || retryDelay === undefined || retries === undefined) {
      return failed('NoMatchingError', 'A delay or the number of attempts is none.')
    }
    const queue = queueFor(parameters, view)
    if (!queue?.enabled) return failed('NoMatchingError', 'There is no queue for the callback.')
    const flow = flowFor(parameters, view)
    if (flow === 'none') return failed('NoMatchingError', 'There is no such flow for the callback.')
    const answered = answeredFlowFor(parameters, view)
    if (answered === 'none') return failed('NoMatchingError', 'No flow for who answers.')
    const target = view.dialable(view.callbackNumber)
    if ('refused' in target) return failed('NoMatchingError', 'The number cannot be called.')
    const tooMany = view.whyNoCallback(target.number)
    if (tooMany !== undefined) return failed('NoMatchingError', tooMany)
    const callerId = view.text(parameters.CallerId)
    return {
      leave: { by: 'next' },
      deeds: [
        {
          do: 'createCallback',
          number: target.number,
          queueId: queue.id,
          delayMs: delay * 1000,
          retries,
          retryMs: retryDelay * 1000,
          ...(flow === undefined ? {} : { flowId: flow }),
          ...(answered === undefined ? {} : { answeredFlowId: answered }),
          ...(callerId === '' ? {} : { callerId }),
        },
      ],
    }
  },
}

function queueFor({ QueueId, AgentId }: Parameters, view: FlowView) {
  if (AgentId !== undefined) {
    const agent = view.agent(view.text(AgentId))
    return agent && view.queue(`agent/${agent.id}`)
  }
  const id = QueueId === undefined ? view.targetQueueId : view.text(QueueId)
  return id === undefined ? undefined : view.queue(id)
}

/** `none` when one is named that there is not. */
function flowFor({ ContactFlowId }: Parameters, view: FlowView): string | 'none' | undefined {
  return ContactFlowId === undefined ? undefined : contactFlow(ContactFlowId, view)
}

/** Who is called before an agent is asked hears a flow that brings them to one. */
function answeredFlowFor(
  { CallbackMode, OutboundContactFlowId }: Parameters,
  view: FlowView,
): string | 'none' | undefined {
  const isFirst = isWord(view.text(CallbackMode), 'CUSTOMER_FIRST')
  return isFirst ? contactFlow(OutboundContactFlowId, view) : undefined
}

function contactFlow(id: Json | undefined, view: FlowView): string | 'none' {
  const flow = view.flow(view.text(id))
  return flow?.type === 'CONTACT_FLOW' ? flow.id : 'none'
}
