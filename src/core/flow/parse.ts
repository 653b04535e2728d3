// From the flow language's JSON to a `Flow`, as leniently as the service reads it: what may be
// missing is missing in real exports. Whether the flow makes sense is for `check.ts`.
import type { Json, JsonObject } from '../json.ts'
import type { Action, Flow } from './flow.ts'
import { error, type Problem } from './problem.ts'

const CONTENT_LENGTH_MAX = 1024 * 1024
const ACTIONS_MAX = 250
const DEPTH_MAX = 32
const IDENTIFIER_LENGTH_MAX = 50
const VERSION = '2019-10-30'

const FORBIDDEN_IN_IDENTIFIER = /[%:(\\/)=$,;[\]{}]/
const FORBIDDEN_IDENTIFIERS: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  '__defineGetter__',
  '__defineSetter__',
  'toString',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'valueOf',
])

/** Reads flow language content. Problems are all errors: there is no flow to speak of. */
export function parseFlow(
  content: string,
): { readonly flow: Flow } | { readonly problems: readonly Problem[] } {
  const document = readJson(content)
  if ('problems' in document) return document
  return readFlow(document.json)
}

function readJson(content: string): { json: JsonObject } | { problems: readonly Problem[] } {
  if (content.length > CONTENT_LENGTH_MAX) {
    return refuse(error('tooLarge', 'The content is larger than 1 MB.'))
  }
  let json: Json
  try {
    json = JSON.parse(content) as Json
  } catch (reason) {
    // JSON.parse throws a SyntaxError that says where, which is what the author wants to know.
    return refuse(error('notJson', `The content is not JSON: ${String(reason)}`))
  }
  if (!isObject(json)) return refuse(error('wrongShape', 'The content is not a JSON object.'))
  const problem = depthProblem(json)
  return problem ? refuse(problem) : { json }
}

function readFlow(json: JsonObject): { flow: Flow } | { problems: readonly Problem[] } {
  const problems: Problem[] = []
  if (Array.isArray(json.modules)) {
    problems.push(
      error(
        'wrongVersion',
        'This is the old export format: convert it with npx parley flow import.',
      ),
    )
  } else if (json.Version !== VERSION) {
    problems.push(error('wrongVersion', `Version is not "${VERSION}".`))
  }
  const startAction = json.StartAction
  if (typeof startAction !== 'string' || startAction === '') {
    problems.push(error('missingStart', 'StartAction is missing.'))
  }
  const list = json.Actions
  if (!Array.isArray(list)) {
    problems.push(error('wrongShape', 'Actions is not a list.'))
  } else if (list.length > ACTIONS_MAX) {
    problems.push(error('tooLarge', `There are more than ${ACTIONS_MAX} actions.`))
  }
  if (problems.length > 0) return { problems }
  const actions = readActions(list as readonly Json[], problems)
  return problems.length > 0
    ? { problems }
    : { flow: { startAction: String(startAction), actions } }
}

function readActions(list: readonly Json[], problems: Problem[]): Map<string, Action> {
  const actions = new Map<string, Action>()
  list.forEach((each, index) => {
    if (!isObject(each)) {
      problems.push(error('wrongShape', `Action ${index + 1} is not an object.`))
      return
    }
    const identifier = each.Identifier
    const badness = identifierProblem(identifier)
    if (badness !== undefined || typeof identifier !== 'string') {
      problems.push(error('badIdentifier', `The Identifier of action ${index + 1} ${badness}.`))
    } else if (actions.has(identifier)) {
      problems.push(error('duplicateIdentifier', 'Two actions have this Identifier.', identifier))
    } else {
      actions.set(identifier, readAction(identifier, each, problems))
    }
  })
  return actions
}

function identifierProblem(identifier: Json | undefined): string | undefined {
  if (typeof identifier !== 'string' || identifier === '') return 'is missing'
  if ([...identifier].length > IDENTIFIER_LENGTH_MAX) return 'is longer than 50 characters'
  if (FORBIDDEN_IN_IDENTIFIER.test(identifier)) return 'has a character that is not allowed'
  return FORBIDDEN_IDENTIFIERS.has(identifier) ? 'is a reserved word' : undefined
}

function readAction(identifier: string, json: JsonObject, problems: Problem[]): Action {
  const complain = (message: string) => problems.push(error('wrongShape', message, identifier))
  if (typeof json.Type !== 'string' || json.Type === '') complain('Type is missing.')
  const parameters = json.Parameters ?? {}
  if (!isObject(parameters)) complain('Parameters is not an object.')
  const transitions = json.Transitions ?? {}
  if (!isObject(transitions)) complain('Transitions is not an object.')
  const next = isObject(transitions) ? transitions.NextAction : undefined
  if (!isIdentifierOrNothing(next)) complain('NextAction is not text.')
  return {
    identifier,
    type: String(json.Type),
    parameters: isObject(parameters) ? parameters : {},
    ...(typeof next === 'string' && next !== '' && { nextAction: next }),
    errors: isObject(transitions) ? readErrors(transitions.Errors, complain) : [],
    conditions: isObject(transitions) ? readConditions(transitions.Conditions, complain) : [],
  }
}

function readErrors(json: Json | undefined, complain: (message: string) => void) {
  const errors: { errorType: string; nextAction: string }[] = []
  for (const each of listOf(json, 'Errors', complain)) {
    const { ErrorType: errorType, NextAction: next } = each
    if (typeof errorType !== 'string' || !isIdentifierOrNothing(next)) {
      complain('An error branch has no ErrorType or a NextAction that is not text.')
    } else if (typeof next === 'string' && next !== '') errors.push({ errorType, nextAction: next })
  }
  return errors
}

function readConditions(json: Json | undefined, complain: (message: string) => void) {
  const conditions: { operator: string; operands: string[]; nextAction: string }[] = []
  for (const each of listOf(json, 'Conditions', complain)) {
    const { Condition: condition, NextAction: next } = each
    const operator = isObject(condition) ? condition.Operator : undefined
    const operands = isObject(condition) ? (condition.Operands ?? []) : undefined
    if (typeof operator !== 'string' || !isScalars(operands) || !isIdentifierOrNothing(next)) {
      complain('A condition needs an Operator, Operands that are text, and a NextAction.')
    } else if (typeof next === 'string' && next !== '') {
      conditions.push({ operator, operands: operands.map(String), nextAction: next })
    }
  }
  return conditions
}

function listOf(
  json: Json | undefined,
  name: string,
  complain: (message: string) => void,
): readonly JsonObject[] {
  if (json === undefined || json === null) return []
  if (Array.isArray(json) && json.every(isObject)) return json
  complain(`${name} is not a list of objects.`)
  return []
}

/** Some samples write `""` where there is nothing. */
function isIdentifierOrNothing(json: Json | undefined): boolean {
  return json === undefined || json === null || typeof json === 'string'
}

function isScalars(json: Json | undefined): json is readonly (string | number | boolean)[] {
  return (
    Array.isArray(json) && json.every(each => ['string', 'number', 'boolean'].includes(typeof each))
  )
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** What is nested without end cannot be walked through. */
export function depthProblem(json: Json): Problem | undefined {
  if (!isDeeperThan(json, DEPTH_MAX)) return undefined
  return error('tooLarge', `The content is nested deeper than ${DEPTH_MAX} levels.`)
}

function isDeeperThan(json: Json | undefined, levels: number): boolean {
  if (typeof json !== 'object' || json === null) return false
  if (levels === 0) return true
  return Object.values(json).some(each => isDeeperThan(each as Json, levels - 1))
}

function refuse(problem: Problem): { problems: readonly Problem[] } {
  return { problems: [problem] }
}
