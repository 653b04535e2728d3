// A scripted caller: what is around the flows, and test by test what the caller, the agents and the
// functions do and what is expected meanwhile. JSON, so that anybody can write it; its format is in
// docs/guide/flow-tests.md.
import { elementsOf, membersOf } from '../core/flow/parameter.ts'
import type { Json, JsonObject } from '../core/json.ts'

export interface FlowScript {
  /** File of the flow that is called. */
  readonly flow?: string
  readonly type?: string
  /** Further flows and modules: the id or name they go by, and their file. */
  readonly flows: Readonly<Record<string, string>>
  readonly modules: Readonly<Record<string, string>>
  readonly queues: readonly JsonObject[]
  readonly hours: readonly JsonObject[]
  readonly agents: readonly JsonObject[]
  readonly functions: JsonObject
  /** By alias ARN, id or name: what a bot makes of what it hears. */
  readonly bots: JsonObject
  readonly channel?: string
  readonly from?: string
  /** Contact attributes a chat or task begins with. */
  readonly attributes: Record<string, string>
  /** ISO 8601: when the call begins. */
  readonly start?: string
  readonly seed?: number
  readonly tests: readonly { readonly name: string; readonly steps: readonly JsonObject[] }[]
}

/** What is wrong with a script, in a sentence. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError'
}

export const STEPS = [
  'expectPrompt',
  'expectNoPrompt',
  'expectQueue',
  'expectAgent',
  'expectAttributes',
  'expectEnd',
  'press',
  'say',
  'answer',
  'wait',
  'hangUp',
  'agent',
  'function',
  'bot',
] as const

/** Reads a script. Throws `ScriptError`. */
export function readScript(text: string): FlowScript {
  const json = membersOf(parse(text))
  const lone =
    json.steps === undefined ? [] : [{ name: json.name ?? 'the script', steps: json.steps }]
  const tests = [...lone, ...elementsOf(json.tests)].map(each => readTest(membersOf(each)))
  if (tests.length === 0) throw new ScriptError('The script has neither "steps" nor "tests".')
  return {
    ...textMember(json, 'flow'),
    ...textMember(json, 'type'),
    ...textMember(json, 'channel'),
    attributes: texts(json.attributes, 'attributes'),
    ...textMember(json, 'from'),
    ...textMember(json, 'start'),
    ...(typeof json.seed === 'number' && { seed: json.seed }),
    flows: texts(json.flows, 'flows'),
    modules: texts(json.modules, 'modules'),
    queues: named(json.queues),
    hours: named(json.hours),
    agents: named(json.agents),
    functions: membersOf(json.functions),
    bots: membersOf(json.bots),
    tests,
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (reason) {
    throw new ScriptError(`The script is not JSON: ${String(reason)}`)
  }
}

function readTest(test: JsonObject): FlowScript['tests'][number] {
  const name = typeof test.name === 'string' ? test.name : 'a test without a name'
  const steps = elementsOf(test.steps).map(membersOf)
  if (steps.length === 0) throw new ScriptError(`"${name}" has no steps.`)
  steps.forEach((step, index) => {
    if (STEPS.filter(each => step[each] !== undefined).length === 1) return
    const given = Object.keys(step).join(', ')
    throw new ScriptError(
      `Step ${index + 1} of "${name}" (${given}) is not one of ${STEPS.join(', ')}.`,
    )
  })
  return { name, steps }
}

function textMember(
  json: JsonObject,
  name: 'flow' | 'type' | 'channel' | 'from' | 'start',
): JsonObject {
  const value = json[name]
  return typeof value === 'string' ? { [name]: value } : {}
}

function texts(value: Json | undefined, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(membersOf(value)).map(([key, file]) => {
      if (typeof file !== 'string') throw new ScriptError(`The members of "${name}" are text.`)
      return [key, file]
    }),
  )
}

/** Things with names: `"Sales"` is short for `{ "name": "Sales" }`. */
function named(value: Json | undefined): JsonObject[] {
  return elementsOf(value).map(each =>
    typeof each === 'string' ? { name: each } : membersOf(each),
  )
}

/** `/text/i` is a regular expression, anything else is text to be contained. */
export function pattern(wanted: Json): string | RegExp {
  const text = String(wanted)
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/.exec(text) ?? []
  if (source === undefined) return text
  try {
    return new RegExp(source, flags)
  } catch {
    throw new ScriptError(`${text} is no regular expression.`)
  }
}
