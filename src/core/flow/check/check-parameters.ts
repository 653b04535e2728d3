import type { Json, JsonObject } from '../../json.ts'
import type { Action } from '../flow.ts'
import { isPath, pathsIn } from '../json-path.ts'
import { wholeNumber } from '../parameter.ts'
import type { ProblemCode } from '../problem.ts'
import {
  type ActionRule,
  BODY_NAMES,
  type Members,
  type ParameterRule,
  type ReferenceKind,
} from '../rule/action-rule.ts'
import type { Checking } from './checking.ts'

/** Polly's limits for one prompt; the service speaks no longer text. */
const TEXT_LENGTH_MAX = 6000

/** Are the parameters there, and of the form that the action takes? */
export function checkParameters(action: Action, rule: ActionRule, checking: Checking): void {
  new ParameterCheck(action, checking).members(action.parameters, rule, action.type, rule.open)
}

class ParameterCheck {
  readonly #action: Action
  readonly #checking: Checking

  constructor(action: Action, checking: Checking) {
    this.#action = action
    this.#checking = checking
  }

  /** `owner` is what has the members, for the sentence. */
  members(given: JsonObject, rule: Members, owner: string, open = false): void {
    for (const [name, wanted] of Object.entries(rule.parameters ?? {})) {
      const value = given[name]
      if (value !== undefined && value !== null) this.#value(name, value, wanted)
      else if (wanted.required) this.#refuse('missingParameter', `${owner} needs ${name}.`)
    }
    this.#choices(given, rule, owner)
    if (open) return
    for (const name of Object.keys(given)) {
      if (Object.hasOwn(rule.parameters ?? {}, name)) continue
      this.#warn(
        'unknownParameter',
        `${owner} has no parameter ${name}; it does nothing. Remove it.`,
      )
    }
  }

  #choices(given: JsonObject, rule: Members, owner: string): void {
    const count = (names: readonly string[]) =>
      names.filter(name => given[name] !== undefined && given[name] !== null).length
    for (const names of [rule.exactlyOne, rule.atMostOne]) {
      if (!names || count(names) < 2) continue
      this.#refuse('wrongParameter', `${owner} takes only one of ${names.join(', ')}.`)
    }
    for (const names of [rule.exactlyOne, rule.atLeastOne]) {
      if (!names || count(names) > 0) continue
      this.#refuse('missingParameter', `${owner} needs one of ${names.join(', ')}.`)
    }
  }

  #value(name: string, value: Json, wanted: ParameterRule): void {
    if (typeof value === 'string' && this.#isUnbound(name, value, wanted)) {
      const message = `${name} is not filled in yet ("${value}"): bind it when the flow is imported.`
      this.#warn('unboundReference', message)
      return
    }
    const fault = faultOf(value, wanted)
    if (fault !== undefined) this.#refuse('wrongParameter', `${name} ${fault}.`)
    else if (wanted.kind === 'object' && isMembers(value)) {
      this.members(value, wanted, name, wanted.parameters === undefined)
    } else if (wanted.kind === 'map' && isMembers(value)) {
      for (const [key, each] of Object.entries(value)) {
        if (each !== undefined) this.#value(`${name}.${key}`, each, wanted.of)
      }
    } else if (wanted.kind === 'list' && Array.isArray(value)) {
      const { of } = wanted
      if (of)
        for (const [index, each] of value.entries()) this.#value(`${name}[${index}]`, each, of)
    } else if (wanted.kind === 'text') this.#text(name, value, wanted)
  }

  #text(name: string, value: Json, wanted: ParameterRule & { kind: 'text' }): void {
    if (typeof value !== 'string') return
    if (value.length > TEXT_LENGTH_MAX) {
      const message = `${name} is longer than ${TEXT_LENGTH_MAX} characters, which no voice speaks: split it.`
      this.#warn('textTooLong', message)
    }
    if (wanted.ssml || (name === 'Text' && value.trimStart().startsWith('<speak'))) {
      this.#ssml(name, value)
    }
    if (wanted.reference && !holdsPath(value)) this.#reference(name, value, wanted.reference)
  }

  /** Text with a path in it is judged when it is known; the path itself is no SSML. */
  #ssml(name: string, value: string): void {
    if (isPath(value.trim())) return
    const problem = this.#checking.references.ssmlProblem?.(value)
    if (problem === undefined) return
    this.#warn('badSsml', `${name} is no well-formed SSML and cannot be spoken: ${problem}.`)
  }

  #reference(name: string, value: string, kind: ReferenceKind): void {
    if (this.#checking.references.exists(kind, value)) return
    const message = `${name} names "${value}", and there is no such ${kind}: choose one that exists.`
    this.#refuse('unknownReference', message)
  }

  /** Exports leave references empty, and templates put marks where values will be. */
  #isUnbound(name: string, value: string, wanted: ParameterRule): boolean {
    if (!this.#checking.references.unbound) return false
    if (value === '' && !wanted.required) return true
    if (value === '') {
      const isReference = wanted.kind === 'text' && (wanted.reference ?? wanted.names) !== undefined
      // An optional value that is empty does nothing; nothing to say is a mistake.
      return isReference || !(wanted.required || BODY_NAMES.includes(name))
    }
    return isPlaceholder(value)
  }

  #refuse(code: ProblemCode, message: string): void {
    this.#checking.findings.error(code, message, this.#action.identifier)
  }

  #warn(code: ProblemCode, message: string): void {
    this.#checking.findings.warning(code, message, this.#action.identifier)
  }
}

/** What is wrong with a value, as the end of a sentence that begins with its name. */
function faultOf(value: Json, wanted: ParameterRule): string | undefined {
  const isDynamic = holdsPath(value)
  if (isDynamic && wanted.static) return 'may not be a JSONPath: write the value itself'
  switch (wanted.kind) {
    case 'object':
      return isDynamic || isMembers(value) ? undefined : 'is not an object'
    case 'map':
      return isDynamic ? undefined : mapFault(value, wanted.sizeMax)
    case 'list':
      return isDynamic ? undefined : listFault(value, wanted)
    case 'path':
      return isLeafPath(value) ? undefined : 'is not a JSONPath that leads to a value'
    case 'boolean':
      return isDynamic || isTruth(value) ? undefined : 'is neither true nor false'
    case 'number':
      return isDynamic ? undefined : numberFault(value, wanted)
    case 'text':
      return isDynamic ? undefined : textFault(value, wanted)
    case 'scalar':
      return typeof value === 'object' ? 'is neither text nor a number' : undefined
    default:
      return undefined
  }
}

function isTruth(value: Json): boolean {
  return /^(true|false)$/i.test(String(value))
}

function mapFault(value: Json, sizeMax = Number.POSITIVE_INFINITY): string | undefined {
  if (!isMembers(value)) return 'is not an object'
  return Object.keys(value).length > sizeMax ? `has more than ${sizeMax} entries` : undefined
}

function listFault(
  value: Json,
  { sizeMin = 0, sizeMax = Number.POSITIVE_INFINITY }: ParameterRule & { kind: 'list' },
): string | undefined {
  if (!Array.isArray(value)) return 'is not a list'
  if (value.length < sizeMin) return 'is an empty list'
  return value.length > sizeMax ? `has more than ${sizeMax} entries` : undefined
}

function numberFault(
  value: Json,
  { min, max }: ParameterRule & { kind: 'number' },
): string | undefined {
  const isWithin = wholeNumber(value, min, max) !== undefined
  return isWithin ? undefined : `is not a whole number from ${min} to ${max}`
}

function textFault(
  value: Json,
  { words, lengthMax }: ParameterRule & { kind: 'text' },
): string | undefined {
  if (typeof value !== 'string') return 'is not text'
  if (value === '') return 'is empty'
  if (lengthMax !== undefined && value.length > lengthMax) {
    return `is longer than ${lengthMax} characters`
  }
  if (!words || words.some(each => each.toLowerCase() === value.toLowerCase())) return undefined
  return `is none of ${words.join(', ')}`
}

/** Namespaces that hold names. Others, like `$.Channel`, are values themselves. */
const HOLDERS: ReadonlySet<string> = new Set([
  'Agent',
  'Attributes',
  'Capabilities',
  'Case',
  'Customer',
  'CustomerEndpoint',
  'DataTableList',
  'DataTables',
  'Email',
  'External',
  'FlowAttributes',
  'LambdaInvocation',
  'Lex',
  'Loop',
  'Media',
  'MediaStreams',
  'Metrics',
  'Modules',
  'Queue',
  'References',
  'SegmentAttributes',
  'SystemEndpoint',
  'Tags',
  'Task',
  'Views',
  'Wisdom',
])

/** A namespace alone is not enough. */
function isLeafPath(value: Json): boolean {
  if (typeof value !== 'string' || !isPath(value)) return false
  const [path = []] = pathsIn(value)
  return path.length > 1 || !HOLDERS.has(path[0] ?? '')
}

/** `${Name}`, `{{name}}`, `%%NAME%%`, `%Name%`, `<<name>>`: what templates fill in. */
export const PLACEHOLDER =
  /\$\{[^{}]{1,200}\}|\{\{[^{}]{1,200}\}\}|%%[\w.-]{1,200}%%|^%[\w.-]{1,200}%$|<<[^<>]{1,200}>>/g

export function isPlaceholder(value: string): boolean {
  return value.search(PLACEHOLDER) >= 0
}

function holdsPath(value: Json): boolean {
  return typeof value === 'string' && /\$(\.|\[)/.test(value)
}

function isMembers(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
