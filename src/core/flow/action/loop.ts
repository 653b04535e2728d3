import type { Json, JsonObject } from '../../json.ts'
import type { ActionKind, Deed, FlowView } from '../action-kind.ts'
import type { Action, Parameters } from '../flow.ts'
import { membersOf, wholeNumber } from '../parameter.ts'

const LOOPS_MAX = 100

/** Goes round a number of times, or once per element, then on; it starts over when it is reached again. */
export const loop: ActionKind = {
  type: 'Loop',

  enter(action, view) {
    const list = listOf(action.parameters, view)
    const elements = Array.isArray(list) ? (list as readonly Json[]) : undefined
    const times = list === undefined ? countOf(action.parameters, view) : elements?.length
    if (times === undefined || times > LOOPS_MAX) {
      return { leave: { by: 'error', error: 'NoMatchingError' } }
    }
    const passed = view.count(action)
    const deeds = told(action, view, passed < times ? { Index: passed, elements } : undefined)
    return passed < times
      ? { leave: { by: 'value', value: 'ContinueLooping' }, count: passed + 1, deeds }
      : { leave: { by: 'value', value: 'DoneLooping' }, count: 0, deeds }
  },
}

function countOf(parameters: Parameters, view: FlowView): number | undefined {
  return wholeNumber(view.text(parameters.LoopCount), 0, LOOPS_MAX)
}

/**
 * What a loop over a list goes over; undefined when it is none. No export with one has been
 * published, so the names its list may have are guesses.
 */
function listOf(parameters: Parameters, view: FlowView): Json | undefined {
  const given = parameters.LoopArray ?? parameters.Array ?? parameters.Elements
  if (given === undefined) return undefined
  const value = view.value(given) ?? null
  return typeof value === 'string' ? parsed(value) : value
}

/** Attributes are text: a list kept in one is JSON. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

/** `$.Loop.<name>`: the index begins at 0. It is gone when the loop is done. */
function told(
  { parameters }: Action,
  view: FlowView,
  round: { readonly Index: number; readonly elements: readonly Json[] | undefined } | undefined,
): Deed[] {
  const name = view.text(parameters.LoopName)
  if (name === '') return []
  const loops: JsonObject = membersOf(view.value('$.Loop'))
  const told = round && {
    Index: round.Index,
    ...(round.elements && { Element: round.elements[round.Index], Elements: round.elements }),
  }
  return [{ do: 'setNamespace', of: 'run', name: 'Loop', value: { ...loops, [name]: told } }]
}
