// A test case in the testing language of the API (Version 2019-10-30): observations, each an event to
// wait for and what to do then. AWS API reference, "Testing language".
import { elementsOf, membersOf } from '../core/flow/parameter.ts'
import type { Json, JsonObject } from '../core/json.ts'

export interface TestCase {
  readonly observations: readonly Observation[]
}

export interface Observation {
  readonly id: string
  readonly event: ExpectedEvent
  readonly actions: readonly TestAction[]
  /** How often it must be seen; `any` is as often as it comes, never included. */
  readonly times: number | 'any'
  readonly next: readonly string[]
}

export interface ExpectedEvent {
  readonly type: 'TestInitiated' | 'TestCompleted' | 'MessageReceived' | 'FlowActionStarted'
  readonly properties: JsonObject
  readonly matching: 'Similarity' | 'Inclusion'
}

export interface TestAction {
  readonly id: string
  readonly type: 'SendInstruction' | 'OverrideSystemBehavior' | 'Assert' | 'TestControl'
  readonly parameters: JsonObject
  readonly next: string | undefined
}

const EVENTS = ['TestInitiated', 'TestCompleted', 'MessageReceived', 'FlowActionStarted'] as const
const ACTIONS = ['SendInstruction', 'OverrideSystemBehavior', 'Assert', 'TestControl'] as const
const LENGTH_MAX = 1024 * 1024
const OBSERVATIONS_MAX = 500
const ACTIONS_MAX = 100

/** Reads a test case; answers what is wrong with it, a sentence each, when it is none. */
export function readTestCase(
  content: string,
): { readonly testCase: TestCase } | { readonly problems: readonly string[] } {
  if (content.length > LENGTH_MAX) return { problems: ['The content is larger than 1 MB.'] }
  let json: JsonObject
  try {
    json = membersOf(JSON.parse(content) as Json)
  } catch (reason) {
    return { problems: [`The content is not JSON: ${String(reason)}`] }
  }
  const problems: string[] = []
  if (typeof json.Version !== 'string') problems.push('Version is missing.')
  const list = elementsOf(json.Observations).map(membersOf)
  if (list.length === 0) problems.push('There are no Observations.')
  if (list.length > OBSERVATIONS_MAX)
    problems.push(`There are more than ${OBSERVATIONS_MAX} Observations.`)
  const observations = list.slice(0, OBSERVATIONS_MAX).map(each => readObservation(each, problems))
  const ids = new Set(observations.map(({ id }) => id))
  if (ids.size < observations.length) problems.push('Two observations have the same Identifier.')
  for (const { id, next } of observations) {
    for (const each of next) {
      if (!ids.has(each)) problems.push(`"${id}" goes on with "${each}", which is no observation.`)
    }
  }
  return problems.length > 0 ? { problems } : { testCase: { observations } }
}

function readObservation(json: JsonObject, problems: string[]): Observation {
  const id = textOf(json.Identifier)
  if (id === '') problems.push('An observation has no Identifier.')
  const usage = membersOf(json.Usage)
  const actions = elementsOf(json.Actions).map(membersOf)
  if (actions.length > ACTIONS_MAX) problems.push(`"${id}" has more than ${ACTIONS_MAX} actions.`)
  return {
    id,
    event: readEvent(membersOf(json.Event), id, problems),
    actions: actions.slice(0, ACTIONS_MAX).map(each => readAction(each, id, problems)),
    times: textOf(usage.Type).toUpperCase() === 'ANY' ? 'any' : timesOf(usage.Times),
    next: elementsOf(membersOf(json.Transitions).NextObservations).map(textOf),
  }
}

function readEvent(json: JsonObject, id: string, problems: string[]): ExpectedEvent {
  const type = EVENTS.find(each => each === json.Type)
  if (!type) problems.push(`The event of "${id}" has no Type of ${EVENTS.join(', ')}.`)
  const properties = membersOf(json.Properties)
  // Its own pages show it beside the properties and inside them, as text and as an object.
  const matching = properties.MatchingCriteria ?? json.MatchingCriteria
  const word = typeof matching === 'string' ? matching : textOf(membersOf(matching).Type)
  return {
    type: type ?? 'TestCompleted',
    properties,
    matching: word.toLowerCase() === 'inclusion' ? 'Inclusion' : 'Similarity',
  }
}

function readAction(json: JsonObject, id: string, problems: string[]): TestAction {
  const type = ACTIONS.find(each => each === json.Type)
  const name = textOf(json.Identifier)
  if (!type) problems.push(`The action "${name}" of "${id}" has no Type of ${ACTIONS.join(', ')}.`)
  const next = textOf(membersOf(json.Transitions).NextAction)
  return {
    id: name,
    type: type ?? 'TestControl',
    parameters: membersOf(json.Parameters),
    next: next === '' ? undefined : next,
  }
}

function timesOf(value: Json | undefined): number {
  return typeof value === 'number' && value >= 1 ? Math.floor(value) : 1
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
