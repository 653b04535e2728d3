// Calls a function with what is known of the contact. What it returns is read as `$.External…` by
// this flow alone; the next call replaces it, and a call that fails leaves it as it was.
import type { Json, JsonObject } from '../../json.ts'
import type { ActionKind, FlowView, Step } from '../action-kind.ts'
import { ask, failed, hear } from '../ask.ts'
import type { Action } from '../flow.ts'
import { isWord, membersOf, wholeNumber } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'
import { functionsQuestion } from '../service/functions.ts'

/** Documented up to 8 for synchronous calls; exports with 10 and 30 exist. */
const SECONDS = { min: 1, max: 60, usual: 8 }
/** An asynchronous call is answered as soon as it has begun. */
const BEGIN_MS = 8000
const RESULT_BYTES_MAX = 32 * 1024

export const invokeLambdaFunction: ActionKind = {
  type: 'InvokeLambdaFunction',

  enter(action, view) {
    const { parameters } = action
    const arn = view.text(parameters.LambdaFunctionARN).trim()
    if (arn === '') return failed('NoMatchingError', 'There is no function to call.')
    const limitMs = timeLimitMs(action, view)
    if (limitMs === undefined) return failed('NoMatchingError', 'The time limit is no number.')
    const event = eventFor(membersOf(parameters.LambdaInvocationAttributes), view)
    const question = isAsynchronous(action)
      ? functionsQuestion(
          { operation: 'start', parameters: { arn, event, runsForMs: limitMs } },
          BEGIN_MS,
        )
      : functionsQuestion({ operation: 'invoke', parameters: { arn, event } }, limitMs)
    return ask(view, question)
  },

  resume: (action, view, happening, memory) =>
    hear({ answered, timeUp: 'TimeLimitExceeded' }, action, view, happening, memory),
}

/** FLOW_LANGUAGE §5: the event, member by member. */
function eventFor(attributes: JsonObject, view: FlowView): JsonObject {
  return {
    Name: 'ContactFlowEvent',
    Details: { ContactData: view.contactData(), Parameters: resolvedMembers(attributes, view) },
  }
}

function timeLimitMs({ parameters }: Action, view: FlowView): number | undefined {
  const { InvocationTimeLimitSeconds: given } = parameters
  if (given === undefined) return SECONDS.usual * 1000
  const seconds = wholeNumber(view.text(given), SECONDS.min, SECONDS.max)
  return seconds === undefined ? undefined : seconds * 1000
}

function isAsynchronous({ parameters }: Action): boolean {
  return isWord(parameters.InvocationType, 'ASYNCHRONOUS')
}

function answered(result: Json, action: Action): Step {
  if (isAsynchronous(action)) return started(membersOf(result).invocationId)
  if (bytesOf(result) > RESULT_BYTES_MAX) {
    return failed('NoMatchingError', 'The function returned more than 32 KB.')
  }
  const { ResponseType: form } = membersOf(action.parameters.ResponseValidation)
  const taken = isWord(form, 'JSON') ? asObject(result) : asStringMap(result)
  if (taken === undefined) {
    return failed('NoMatchingError', 'The function returned something else than it should.')
  }
  return {
    leave: { by: 'next' },
    deeds: [
      { do: 'setNamespace', of: 'run', name: 'External', value: taken },
      { do: 'setNamespace', of: 'run', name: 'LambdaInvocation', value: { ResultData: taken } },
    ],
  }
}

function started(invocationId: Json | undefined): Step {
  const value = { InvocationId: invocationId }
  const deed = { do: 'setNamespace', of: 'run', name: 'LambdaInvocation', value } as const
  return { leave: { by: 'next' }, deeds: [deed] }
}

function asObject(result: Json): JsonObject | undefined {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return undefined
  return result as JsonObject
}

/** One level of text. Numbers and truths become text, nothing stays away, and anything else is refused. */
function asStringMap(result: Json): JsonObject | undefined {
  const members = Object.entries(asObject(result) ?? { refused: [] }).filter(
    ([, value]) => value !== null && value !== undefined,
  )
  if (members.some(([, value]) => typeof value === 'object')) return undefined
  return Object.fromEntries(members.map(([name, value]) => [name, String(value)]))
}

/** Length as UTF-8. */
function bytesOf(result: Json): number {
  let bytes = 0
  for (const character of JSON.stringify(result)) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4
  }
  return bytes
}
