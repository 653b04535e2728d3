// From the export format of the service's old designer to the flow language. What the old format
// holds beside the flow itself (positions, names, the designer's notes) goes along.
import type { Json, JsonObject } from '../../json.ts'
import { actionRules } from '../action-rules.ts'
import { elementsOf, membersOf } from '../parameter.ts'
import { type Branch, branchOf, type Conversion, convert } from './conversions.ts'
import { LegacyBlock } from './legacy-block.ts'

/** Is this the old format? */
export function isLegacy(flow: JsonObject): boolean {
  return Array.isArray(flow.modules) && flow.Actions === undefined
}

/** The same flow in the flow language. Blocks nobody knows keep their type. */
export function importLegacy(flow: JsonObject): JsonObject {
  const said = membersOf(flow.metadata)
  const type = typeof flow.type === 'string' ? flow.type : said.type
  const isQueueFlow = type === 'customerQueue'
  const blocks = elementsOf(flow.modules).map(each => new LegacyBlock(each))
  const identifiers = identifiersFor(blocks)
  const converted = blocks.map(block => {
    return convertBlock(block, convert(block, isQueueFlow), identifiers)
  })
  return {
    Version: '2019-10-30',
    StartAction: identifiers.get(String(flow.start)) ?? '',
    Metadata: {
      ...said,
      ...(type !== undefined && { type }),
      ActionMetadata: Object.fromEntries(converted.flatMap(each => each.metadata)),
    },
    Actions: converted.flatMap(each => each.actions),
  }
}

/** Ids are UUIDs and stay; what could be no identifier gets a new one. */
function identifiersFor(blocks: readonly LegacyBlock[]): ReadonlyMap<string, string> {
  const identifiers = new Map<string, string>()
  for (const { id, type } of blocks) {
    const isGood = /^[\w -]{1,50}$/.test(id) && !(id in Object.prototype)
    identifiers.set(id, isGood ? id : `${type.slice(0, 30)} ${identifiers.size + 1}`)
  }
  return identifiers
}

interface Converted {
  readonly actions: readonly JsonObject[]
  readonly metadata: readonly (readonly [string, Json])[]
}

function convertBlock(
  block: LegacyBlock,
  conversion: Conversion,
  identifiers: ReadonlyMap<string, string>,
): Converted {
  const identifier = identifiers.get(block.id) ?? ''
  const transitions = transitionsOf(block, conversion, identifiers)
  const shown = Object.entries(conversion.shown ?? {}).filter(([, name]) => name !== '')
  const parameters = Object.fromEntries(
    shown.map(([parameter, displayName]) => [parameter, { displayName }]),
  )
  const metadata: JsonObject = {
    ...block.metadata,
    ...(shown.length > 0 && {
      parameters: { ...membersOf(block.metadata.parameters), ...parameters },
    }),
  }
  const { second } = conversion
  if (!second) {
    return {
      actions: [action(identifier, conversion, transitions)],
      metadata: [[identifier, metadata]],
    }
  }
  // The second goes where the block goes; the first goes to the second, come what may.
  const following = `${identifier.slice(0, 45)}-then`
  return {
    actions: [
      action(identifier, conversion, { ...transitions, NextAction: following }),
      action(following, second, withMandatoryErrors(second.type, transitions)),
    ],
    metadata: [
      [identifier, { ...metadata, children: [following] }],
      [following, { position: block.metadata.position ?? { x: 0, y: 0 } }],
    ],
  }
}

function action(Identifier: string, conversion: Conversion, Transitions: JsonObject): JsonObject {
  return { Identifier, Type: conversion.type, Parameters: conversion.parameters, Transitions }
}

function transitionsOf(
  block: LegacyBlock,
  conversion: Conversion,
  identifiers: ReadonlyMap<string, string>,
): JsonObject {
  if (block.branches.length === 0) return {}
  const Errors: JsonObject[] = []
  const Conditions: JsonObject[] = []
  let success: string | undefined
  let share = 1
  for (const branch of block.branches) {
    const way = branchOf(branch, conversion)
    const NextAction = identifiers.get(branch.to)
    if (way === undefined || NextAction === undefined) continue
    if (way === 'next') success = NextAction
    else if ('error' in way) Errors.push({ NextAction, ErrorType: way.error })
    else {
      if (conversion.type === 'DistributeByPercentage') share += Number(way.operand) || 0
      Conditions.push({ NextAction, Condition: conditionOf(way, conversion.type, share) })
    }
  }
  const NextAction = success ?? decoration(conversion.type, Errors, Conditions)
  const transitions = { ...(NextAction !== undefined && { NextAction }), Errors, Conditions }
  return success === undefined ? transitions : withMandatoryErrors(conversion.type, transitions)
}

/** Shares become thresholds: one more than the sum so far. */
function conditionOf(
  way: Exclude<Branch, 'next' | { error: string }>,
  type: string,
  share: number,
): JsonObject {
  return type === 'DistributeByPercentage'
    ? { Operator: 'NumberLessThan', Operands: [String(share)] }
    : { Operator: way.operator, Operands: [way.operand] }
}

/**
 * The designer writes a NextAction where there is no way on, as a copy of another branch
 * (FLOW_LANGUAGE §1); so do we.
 */
function decoration(
  type: string,
  errors: readonly JsonObject[],
  conditions: readonly JsonObject[],
): Json | undefined {
  const error = (name: string) => errors.find(each => each.ErrorType === name)?.NextAction
  const condition = (operand: string) =>
    conditions.find(each => elementsOf(membersOf(each.Condition).Operands).includes(operand))
      ?.NextAction
  if (type === 'Loop') return condition('DoneLooping')
  if (type === 'MessageParticipantIteratively') return condition('MessagesInterrupted')
  if (type === 'Compare' || type === 'GetParticipantInput') return error('NoMatchingCondition')
  return error('NoMatchingError') ?? error('NoMatchingCondition')
}

/** Some old blocks could not fail; a failure goes on where success goes. */
function withMandatoryErrors(type: string, transitions: JsonObject): JsonObject {
  const { NextAction } = transitions
  if (NextAction === undefined) return transitions
  const errors = elementsOf(transitions.Errors).map(membersOf)
  const missing = (actionRules.get(type)?.errors ?? []).filter(
    name => !errors.some(each => each.ErrorType === name),
  )
  const added = missing.map(ErrorType => ({ NextAction, ErrorType }))
  return { ...transitions, Errors: [...errors, ...added] }
}
