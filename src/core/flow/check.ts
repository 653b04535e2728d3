// Is this flow fit to be published? Errors are what the service refuses; warnings are what it takes
// and the author may not have meant.
import type { FlowType } from '../directory/document.ts'
import type { Json } from '../json.ts'
import {
  type ActionRule,
  actionRules,
  type ParameterRule,
  type ReferenceKind,
} from './action-rules.ts'
import { actions as builtActions } from './actions.ts'
import type { Action, Flow } from './flow.ts'
import { isPath } from './json-path.ts'
import { elementsOf, isTrue, membersOf, wholeNumber } from './parameter.ts'
import { parseFlow } from './parse.ts'
import { error, type Problem, type ProblemCode, warning } from './problem.ts'

/** The configured things a flow may name. */
export interface FlowReferences {
  /** Is there a thing of this kind, by id or ARN? */
  exists(kind: ReferenceKind, idOrArn: string): boolean
}

const OPERATORS: ReadonlySet<string> = new Set([
  'Equals',
  'TextStartsWith',
  'TextEndsWith',
  'TextContains',
  'NumberGreaterThan',
  'NumberGreaterOrEqualTo',
  'NumberLessThan',
  'NumberLessOrEqualTo',
  'KeyExists',
])

/** Everything wrong with the content, errors and warnings, in the order of its actions. */
export function checkFlow(
  content: string,
  type: FlowType,
  references: FlowReferences,
): readonly Problem[] {
  const parsed = parseFlow(content)
  if (!('flow' in parsed)) return parsed.problems
  const { flow } = parsed
  const problems: Problem[] = []
  if (!flow.actions.has(flow.startAction)) {
    problems.push(error('missingStart', `StartAction "${flow.startAction}" is not an action.`))
  }
  for (const action of flow.actions.values()) {
    new ActionCheck(action, flow, references, problems).check(type)
  }
  return problems
}

class ActionCheck {
  readonly #action: Action
  readonly #flow: Flow
  readonly #references: FlowReferences
  readonly #problems: Problem[]

  constructor(action: Action, flow: Flow, references: FlowReferences, problems: Problem[]) {
    this.#action = action
    this.#flow = flow
    this.#references = references
    this.#problems = problems
  }

  check(flowType: FlowType): void {
    this.#transitions()
    const { type } = this.#action
    const rule = actionRules.get(type)
    if (!rule) {
      this.#refuse('unknownType', `There is no action type "${type}".`)
      return
    }
    if (rule.flows && !rule.flows.includes(flowType)) {
      this.#refuse('wrongFlowType', `${type} is not allowed in a flow of type ${flowType}.`)
    }
    if (!builtActions.has(type)) {
      const message = `${type} is not supported yet; it takes its error branch.`
      this.#problems.push(warning('notBuilt', message, this.#action.identifier))
    }
    this.#parameters(rule)
    this.#choices(rule)
    this.#branches(rule)
    this.#conditions(rule)
    this.#inside(type)
  }

  #transitions(): void {
    const { nextAction, errors, conditions } = this.#action
    const targets = [nextAction, ...[...errors, ...conditions].map(each => each.nextAction)]
    for (const target of new Set(targets)) {
      if (target === undefined || this.#flow.actions.has(target)) continue
      this.#refuse('danglingTransition', `It leads to "${target}", which is not an action.`)
    }
  }

  #parameters(rule: ActionRule): void {
    const { parameters, type } = this.#action
    for (const [name, wanted] of Object.entries(rule.parameters ?? {})) {
      const value = parameters[name]
      if (value !== undefined && value !== null) this.#parameter(name, value, wanted)
      else if (wanted.required) this.#refuse('missingParameter', `${type} needs ${name}.`)
    }
  }

  #parameter(name: string, value: Json, wanted: ParameterRule): void {
    const fault = faultOf(value, wanted)
    if (fault !== undefined) this.#refuse('wrongParameter', `${name} ${fault}.`)
    else if (wanted.reference) this.#reference(name, value, wanted.reference)
  }

  #reference(name: string, value: Json | undefined, kind: ReferenceKind): void {
    if (typeof value !== 'string' || holdsPath(value)) return
    if (this.#references.exists(kind, value)) return
    this.#refuse('unknownReference', `${name} names "${value}", and there is no such ${kind}.`)
  }

  #choices(rule: ActionRule): void {
    const { parameters, type } = this.#action
    const given = (names: readonly string[]) =>
      names.filter(name => parameters[name] !== undefined).length
    const alternatives = rule.exactlyOne ?? rule.atMostOne ?? []
    if (given(alternatives) > 1) {
      this.#refuse('wrongParameter', `${type} takes only one of ${alternatives.join(', ')}.`)
    }
    if (rule.exactlyOne && given(rule.exactlyOne) === 0) {
      this.#refuse('missingParameter', `${type} needs one of ${rule.exactlyOne.join(', ')}.`)
    }
  }

  #branches(rule: ActionRule): void {
    for (const name of rule.errors ?? []) this.#needBranch(name)
    const seen = new Set<string>()
    for (const { errorType } of this.#action.errors) {
      if (seen.has(errorType)) {
        this.#refuse('wrongErrorBranch', `It has two ${errorType} branches.`)
      }
      seen.add(errorType)
    }
  }

  #needBranch(name: string): void {
    if (this.#hasBranch(name)) return
    this.#refuse('missingErrorBranch', `${this.#action.type} needs a ${name} branch.`)
  }

  #hasBranch(name: string): boolean {
    return this.#action.errors.some(each => each.errorType === name)
  }

  #conditions(rule: ActionRule): void {
    const { conditions, type } = this.#action
    if (rule.unconditional && conditions.length > 0) {
      this.#refuse('wrongCondition', `${type} has no conditions.`)
    }
    for (const { operator, operands } of conditions) {
      if (!OPERATORS.has(operator)) {
        this.#refuse('wrongCondition', `There is no operator "${operator}".`)
      } else if (operator !== 'KeyExists' && (operands.length !== 1 || operands[0] === '')) {
        this.#refuse('wrongCondition', `${operator} needs one operand that is not empty.`)
      } else if (rule.results) this.#result(rule.results, operator, operands[0] ?? '')
    }
    for (const result of rule.complete ? (rule.results ?? []) : []) {
      if (conditions.some(each => each.operands.includes(result))) continue
      this.#refuse('wrongCondition', `${type} needs a condition for ${result}.`)
    }
  }

  #result(results: readonly string[], operator: string, operand: string): void {
    if (operator === 'Equals' && results.includes(operand)) return
    const message = `${this.#action.type} never has the result ${operator} "${operand}".`
    this.#refuse('wrongCondition', message)
  }

  /** What tables cannot say. */
  #inside(type: string): void {
    switch (type) {
      case 'GetParticipantInput':
        this.#input()
        break
      case 'MessageParticipantIteratively':
        for (const message of elementsOf(this.#action.parameters.Messages)) this.#message(message)
        break
      case 'UpdateContactEventHooks':
        this.#hooks()
        break
      case 'UpdateContactData':
        if (Object.keys(this.#action.parameters).length === 0) {
          this.#refuse('missingParameter', 'UpdateContactData needs something to set.')
        }
        break
      case 'Loop':
        if (this.#action.parameters.LoopCount === undefined && !this.#action.parameters.LoopName) {
          this.#refuse('missingParameter', 'Loop needs LoopCount.')
        }
        break
    }
  }

  /** A menu branches on a key; stored input has one way out, even when nothing is typed. */
  #input(): void {
    const { parameters, conditions } = this.#action
    const isBuffer = parameters.EnableDTMFBuffer !== undefined
    if (parameters.InputTimeLimitSeconds === undefined && !isBuffer) {
      this.#refuse('missingParameter', 'GetParticipantInput needs InputTimeLimitSeconds.')
    }
    if (isBuffer) return
    if (!isTrue(parameters.StoreInput)) {
      this.#needBranch('InputTimeLimitExceeded')
      this.#needBranch('NoMatchingCondition')
      return
    }
    if (conditions.length > 0) {
      this.#refuse('wrongCondition', 'Stored input has no conditions; compare it afterwards.')
    }
    if (this.#hasBranch('InputTimeLimitExceeded')) {
      const message = 'Stored input has no InputTimeLimitExceeded branch; it is then "Timeout".'
      this.#refuse('wrongErrorBranch', message)
    }
    const validation = membersOf(parameters.InputValidation)
    if (validation.PhoneNumberValidation !== undefined) this.#needBranch('InvalidPhoneNumber')
    else if (validation.CustomValidation === undefined) {
      this.#refuse('missingParameter', 'Stored input needs InputValidation.')
    }
  }

  #message(message: Json): void {
    const body = membersOf(message)
    const given = ['Text', 'SSML', 'PromptId', 'Media'].filter(name => body[name] !== undefined)
    if (given.length !== 1) {
      this.#refuse('wrongParameter', 'A message is one of Text, SSML, PromptId and Media.')
    }
    if (body.PromptId !== undefined) this.#reference('PromptId', body.PromptId, 'prompt')
  }

  #hooks(): void {
    const flows = Object.entries(membersOf(this.#action.parameters.EventHooks))
    if (flows.length !== 1) {
      this.#refuse('wrongParameter', 'EventHooks has one hook.')
    }
    for (const [hook, flow] of flows) this.#reference(hook, flow, 'contact-flow')
  }

  #refuse(code: ProblemCode, message: string): void {
    this.#problems.push(error(code, message, this.#action.identifier))
  }
}

/** What is wrong with a value, as the end of a sentence that begins with its name. */
function faultOf(value: Json, wanted: ParameterRule): string | undefined {
  const isDynamic = holdsPath(value)
  if (isDynamic && wanted.static) return 'may not be a JSONPath'
  switch (wanted.kind) {
    case 'object':
      return isDynamic || isMembers(value) ? undefined : 'is not an object'
    case 'list':
      return isDynamic || Array.isArray(value) ? undefined : 'is not a list'
    case 'path':
      return isLeafPath(value) ? undefined : 'is not a JSONPath that leads to a value'
    case 'boolean':
      return /^(true|false)$/i.test(String(value)) ? undefined : 'is neither true nor false'
    case 'number':
      return isDynamic ? undefined : numberFault(value, wanted)
    default:
      return isDynamic ? undefined : textFault(value, wanted)
  }
}

function numberFault(value: Json, { min = 0, max = 0 }: ParameterRule): string | undefined {
  const isWithin = wholeNumber(value, min, max) !== undefined
  return isWithin ? undefined : `is not a whole number from ${min} to ${max}`
}

function textFault(value: Json, { words }: ParameterRule): string | undefined {
  if (typeof value !== 'string') return 'is not text'
  if (value === '') return 'is empty'
  if (!words || words.some(each => each.toLowerCase() === value.toLowerCase())) return undefined
  return `is none of ${words.join(', ')}`
}

/** A namespace alone is not enough, unless it is a scalar like `$.Channel`. */
function isLeafPath(value: Json): boolean {
  if (typeof value !== 'string' || !isPath(value)) return false
  return !/^\$\.(Attributes|External|FlowAttributes|Lex|Customer|Views|Metrics|Queue|Agent)$/.test(
    value,
  )
}

function holdsPath(value: Json): boolean {
  return typeof value === 'string' && value.includes('$.')
}

function isMembers(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
