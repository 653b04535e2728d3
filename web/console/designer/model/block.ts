// What the canvas shows of a flow: blocks with their ways out, where they stand, and notes.
import { actionRules } from '../../../../src/core/flow/action-rules.ts'
import type { Action } from '../../../../src/core/flow/flow.ts'
import { actionsOf } from '../../../../src/core/flow/format/flow-document.ts'
import { elementsOf, isTrue, membersOf } from '../../../../src/core/flow/parameter.ts'
import type { ActionRule } from '../../../../src/core/flow/rule/action-rule.ts'
import { ends, goesOn } from '../../../../src/core/flow/ways-out.ts'
import type { Json, JsonObject } from '../../../../src/core/json.ts'
import type { FlowDocument } from './flow-text.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** One way out of a block: a handle on the canvas, an edge where it leads somewhere. */
export interface Way {
  /** `next`, `error:<type>`, `condition:<index>`, or `result:<value>` for one the block should have. */
  readonly key: string
  readonly kind: 'next' | 'condition' | 'error'
  /** As runs of the flow name it: `next`, `Equals 1`, `NoMatchingError`. */
  readonly branch: string
  readonly operator?: string
  readonly operand?: string
  readonly to?: string
}

export interface Block {
  readonly id: string
  readonly type: string
  readonly action: JsonObject
  readonly ways: readonly Way[]
}

export interface Note {
  readonly id: string
  readonly content: string
  readonly position: Point
  readonly width: number
  readonly height: number
}

/** Blocks in the order of the document. Of two that share an identifier, which no flow may have, the first. */
export function blocksOf(document: FlowDocument): readonly Block[] {
  const seen = new Set<string>()
  return actionsOf(document).flatMap(action => {
    const id = String(action.Identifier ?? '')
    if (id === '' || seen.has(id)) return []
    seen.add(id)
    return [blockOf(action)]
  })
}

/** The same action is the same block, so that what has not changed is not drawn again. */
const known = new WeakMap<JsonObject, Block>()

function blockOf(action: JsonObject): Block {
  const found = known.get(action)
  if (found) return found
  const read = readAction(action)
  const block = { id: read.identifier, type: read.type, action, ways: waysOf(action, read) }
  known.set(action, block)
  return block
}

/** Leniently: a draft may lack anything. */
export function readAction(action: JsonObject): Action {
  const transitions = membersOf(action.Transitions)
  const next = textOf(transitions.NextAction)
  return {
    identifier: String(action.Identifier ?? ''),
    type: String(action.Type ?? ''),
    parameters: membersOf(action.Parameters),
    ...(next !== undefined && { nextAction: next }),
    errors: elementsOf(transitions.Errors).map(each => {
      const { ErrorType, NextAction } = membersOf(each)
      return { errorType: String(ErrorType ?? ''), nextAction: textOf(NextAction) ?? '' }
    }),
    conditions: elementsOf(transitions.Conditions).map(each => {
      const { Condition, NextAction } = membersOf(each)
      const { Operator, Operands } = membersOf(Condition)
      const operands = elementsOf(Operands).map(String)
      return { operator: String(Operator ?? ''), operands, nextAction: textOf(NextAction) ?? '' }
    }),
  }
}

function waysOf(json: JsonObject, action: Action): readonly Way[] {
  const rule = actionRules.get(action.type)
  const conditions = action.conditions.map(({ operator, operands, nextAction }, index): Way => {
    return {
      key: `condition:${index}`,
      kind: 'condition',
      branch: `${operator} ${operands.join(', ')}`,
      operator,
      operand: operands.join(', '),
      ...leadingTo(nextAction),
    }
  })
  const missing = expectedResults(action, rule).map((result): Way => {
    return {
      key: `result:${result}`,
      kind: 'condition',
      branch: `Equals ${result}`,
      operator: 'Equals',
      operand: result,
    }
  })
  const errors = [...new Set(action.errors.map(each => each.errorType))].map((errorType): Way => {
    const to = action.errors.find(each => each.errorType === errorType)?.nextAction ?? ''
    return { key: `error:${errorType}`, kind: 'error', branch: errorType, ...leadingTo(to) }
  })
  const expected = expectedErrors(action, rule)
    .filter(errorType => !errors.some(each => each.branch === errorType))
    .map((errorType): Way => ({ key: `error:${errorType}`, kind: 'error', branch: errorType }))
  return [...nextWay(json, action, rule), ...conditions, ...missing, ...errors, ...expected]
}

/** A NextAction that is never taken is no way out. */
function nextWay(json: JsonObject, action: Action, rule: ActionRule | undefined): readonly Way[] {
  const isTaken = goesOn(action, rule) && !isMenu(action)
  const isSuggested = isTaken && action.conditions.length === 0 && !rule?.complete
  if (!isSuggested && !(isTaken && action.nextAction !== undefined)) return []
  const to = textOf(membersOf(json.Transitions).NextAction)
  return [{ key: 'next', kind: 'next', branch: 'next', ...(to !== undefined && { to }) }]
}

function expectedResults(action: Action, rule: ActionRule | undefined): readonly string[] {
  if (!rule?.complete) return []
  const has = (result: string) => action.conditions.some(each => each.operands.includes(result))
  return (rule.results ?? []).filter(result => !has(result))
}

/** Error branches the block cannot be published without. */
export function expectedErrors(action: Action, rule: ActionRule | undefined): readonly string[] {
  const always = rule?.errors ?? []
  if (action.type === 'TransferParticipantToThirdParty' && !ends(action, rule)) {
    return [...always, 'CallFailed', 'ConnectionTimeLimitExceeded']
  }
  if (action.type !== 'GetParticipantInput') return always
  if (isMenu(action)) return ['InputTimeLimitExceeded', 'NoMatchingCondition', ...always]
  const validation = membersOf(action.parameters.InputValidation)
  return validation.PhoneNumberValidation === undefined ? always : ['InvalidPhoneNumber', ...always]
}

/** Asks for one key and branches on it. */
function isMenu({ type, parameters }: Action): boolean {
  if (type !== 'GetParticipantInput' || parameters.EnableDTMFBuffer !== undefined) return false
  return !isTrue(parameters.StoreInput)
}

/** What a block is called on the canvas: the name its author gave it, none when that is an id. */
export function givenName(id: string): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-then)?$/i.test(id) ? undefined : id
}

/** Where blocks stand; those that nobody has placed are missing. */
export function placesOf(document: FlowDocument): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>()
  for (const [id, each] of Object.entries(membersOf(membersOf(document.Metadata).ActionMetadata))) {
    const { position, Position = position } = membersOf(each)
    const point = pointOf(Position)
    if (point) places.set(id, point)
  }
  return places
}

export function entryOf(document: FlowDocument): Point {
  const { entryPointPosition, EntryPointPosition = entryPointPosition } = membersOf(
    document.Metadata,
  )
  return pointOf(EntryPointPosition) ?? { x: 20, y: 20 }
}

export function startOf(document: FlowDocument): string | undefined {
  return textOf(document.StartAction)
}

export function notesOf(document: FlowDocument): readonly Note[] {
  return annotationsOf(document).map((each, index) => {
    const { id, content, position, size } = each
    const { width, height } = membersOf(size)
    return {
      id: typeof id === 'string' && id !== '' ? id : `note ${index}`,
      content: String(content ?? ''),
      position: pointOf(position) ?? { x: 0, y: 0 },
      width: typeof width === 'number' ? width : 240,
      height: typeof height === 'number' ? height : 120,
    }
  })
}

export function annotationsOf(document: FlowDocument): readonly JsonObject[] {
  return elementsOf(membersOf(document.Metadata).Annotations).map(membersOf)
}

function pointOf(json: Json | undefined): Point | undefined {
  const { x, X = x, y, Y = y } = membersOf(json)
  return typeof X === 'number' && typeof Y === 'number' ? { x: X, y: Y } : undefined
}

function leadingTo(to: string): { readonly to?: string } {
  return to === '' ? {} : { to }
}

function textOf(json: Json | undefined): string | undefined {
  return typeof json === 'string' && json !== '' ? json : undefined
}
