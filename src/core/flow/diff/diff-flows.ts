// What changed between two versions of a flow, as its author would tell it.
import type { JsonObject } from '../../json.ts'
import { actionRules } from '../action-rules.ts'
import type { Action, Flow } from '../flow.ts'
import { membersOf } from '../parameter.ts'
import { waysOut } from '../ways-out.ts'
import { leavesOf, sameLeaf } from './leaves.ts'
import { matchActions } from './match-actions.ts'

export type FlowChange =
  | { readonly change: 'added' | 'removed'; readonly action: string; readonly type: string }
  | { readonly change: 'renamed'; readonly action: string; readonly from: string }
  | {
      readonly change: 'replaced'
      readonly action: string
      readonly from: string
      readonly to: string
    }
  /** Without `from` it is new, without `to` it is gone. */
  | {
      readonly change: 'parameter' | 'transition'
      readonly action: string
      readonly type: string
      /** The parameter's path, or the branch: `next`, what a condition compares with, an error type. */
      readonly name: string
      readonly from?: string
      readonly to?: string
    }
  | { readonly change: 'conditionOrder'; readonly action: string; readonly type: string }
  | { readonly change: 'start'; readonly from: string; readonly to: string }
  | {
      readonly change: 'setting'
      readonly name: string
      readonly from?: string
      readonly to?: string
    }

export interface FlowDiff {
  /** What makes the flow another one, in the order of the new flow; what is gone comes last. */
  readonly changes: readonly FlowChange[]
  /** What only the designer sees. */
  readonly metadata: {
    /** Actions at another place on the canvas. */
    readonly moved: number
    /** Actions with other notes of the designer. */
    readonly noted: number
    /** Names of what differs of the flow as a whole: name, description, status … */
    readonly changed: readonly string[]
  }
}

/** One version of a flow: its document, and the same parsed. */
export interface FlowVersion {
  readonly document: JsonObject
  readonly flow: Flow
}

export function diffFlows(old: FlowVersion, fresh: FlowVersion): FlowDiff {
  const pairs = matchActions(old.flow, fresh.flow)
  const origins = new Map([...pairs].map(([from, to]) => [to, from]))
  const changes = [...settingChanges(old.document, fresh.document)]
  const start = pairs.get(old.flow.startAction) ?? old.flow.startAction
  if (start !== fresh.flow.startAction) {
    changes.push({ change: 'start', from: start, to: fresh.flow.startAction })
  }
  for (const action of fresh.flow.actions.values()) {
    const before = old.flow.actions.get(origins.get(action.identifier) ?? '')
    if (before) changes.push(...actionChanges(before, action, pairs))
    else changes.push({ change: 'added', action: action.identifier, type: action.type })
  }
  for (const { identifier, type } of old.flow.actions.values()) {
    if (!pairs.has(identifier)) changes.push({ change: 'removed', action: identifier, type })
  }
  return { changes, metadata: metadataDiff(old.document, fresh.document, pairs) }
}

function actionChanges(
  before: Action,
  after: Action,
  pairs: ReadonlyMap<string, string>,
): readonly FlowChange[] {
  const action = after.identifier
  const changes: FlowChange[] = []
  if (isRenamed(before.identifier, action)) {
    changes.push({ change: 'renamed', action, from: before.identifier })
  }
  if (before.type !== after.type) {
    changes.push({ change: 'replaced', action, from: before.type, to: after.type })
  }
  const { type } = after
  const parameters = leafChanges(leavesOf(before.parameters), leavesOf(after.parameters))
  changes.push(...parameters.map(each => ({ change: 'parameter', action, type, ...each }) as const))
  const wayBefore = new Map(
    [...waysOf(before)].map(([branch, to]) => [branch, pairs.get(to) ?? to]),
  )
  const wayAfter = waysOf(after)
  const ways = leafChanges(wayBefore, wayAfter)
  changes.push(...ways.map(each => ({ change: 'transition', action, type, ...each }) as const))
  if (ways.length === 0 && conditionOrder(before) !== conditionOrder(after)) {
    changes.push({ change: 'conditionOrder', action, type })
  }
  return changes
}

/** A new UUID in place of another tells nobody anything; a name that a person gave does. */
function isRenamed(from: string, to: string): boolean {
  const isUuid = (identifier: string) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(identifier)
  return from !== to && !(isUuid(from) && isUuid(to))
}

/** Where the action leads by which branch. A NextAction that is decoration is none. */
function waysOf(action: Action): ReadonlyMap<string, string> {
  const ways = new Map<string, string>()
  for (const { operator, operands, nextAction } of action.conditions) {
    const branch = operator === 'Equals' ? operands.join(' ') : `${operator} ${operands.join(' ')}`
    if (!ways.has(branch)) ways.set(branch, nextAction)
  }
  for (const { branch, to, by } of waysOut(action, actionRules.get(action.type))) {
    if (by !== 'condition') ways.set(branch, to)
  }
  return ways
}

/**
 * The first condition that is true is taken, so their order may matter; where each is equality with
 * another text, at most one is true.
 */
function conditionOrder({ conditions }: Action): string {
  const each = conditions.map(({ operator, operands }) => JSON.stringify([operator, operands]))
  const isExclusive = conditions.every(({ operator, operands }) => {
    return operator === 'Equals' && !operands.some(operand => operand.includes('$'))
  })
  return (isExclusive ? each.toSorted((a, b) => (a < b ? -1 : 1)) : each).join()
}

interface LeafChange {
  readonly name: string
  readonly from?: string
  readonly to?: string
}

function leafChanges(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly LeafChange[] {
  const names = new Set([...after.keys(), ...before.keys()])
  return [...names].flatMap(name => {
    const from = before.get(name)
    const to = after.get(name)
    if (sameLeaf(from, to)) return []
    return [{ name, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
  })
}

function settingChanges(old: JsonObject, fresh: JsonObject): readonly FlowChange[] {
  const leaves = ({ Settings }: JsonObject) => leavesOf(membersOf(Settings))
  return leafChanges(leaves(old), leaves(fresh)).map(each => ({ change: 'setting', ...each }))
}

function metadataDiff(
  old: JsonObject,
  fresh: JsonObject,
  pairs: ReadonlyMap<string, string>,
): FlowDiff['metadata'] {
  const before = membersOf(old.Metadata)
  const after = membersOf(fresh.Metadata)
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  names.delete('ActionMetadata')
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)
  let moved = 0
  let noted = 0
  for (const [from, to] of pairs) {
    const { position: left, ...was } = membersOf(membersOf(before.ActionMetadata)[from])
    const { position: right, ...is } = membersOf(membersOf(after.ActionMetadata)[to])
    if (differs(left, right)) moved++
    if (differs(was, is)) noted++
  }
  return { moved, noted, changed: [...names].filter(name => differs(before[name], after[name])) }
}
