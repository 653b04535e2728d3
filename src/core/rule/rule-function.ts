// The conditions of a rule, in Connect's Rules Function language (version 2022-11-25): JSON with AND and
// OR over comparisons of a path with values. What a path stands for may be several things (each section
// of an evaluation has a score): the comparisons of one AND hold when one of those meets them all.
import type { Json } from '../json.ts'

export const RULE_LANGUAGE_VERSION = '2022-11-25'

const DEPTH_MAX = 8
const OPERANDS_MAX = 100

export interface RuleGroup {
  readonly Operator: 'AND' | 'OR'
  readonly Operands: readonly RuleOperand[]
  readonly FilterClause?: FilterClause
}

/** What else a comparison, or all of them, are about. */
interface FilterClause {
  readonly Filters?: Json
}

export type RuleOperand = RuleGroup | RuleComparison

export interface RuleComparison {
  readonly Operator: string
  readonly Operands: readonly Json[]
  /** A path, for example `$.ContactLens.ContactEvaluation.Form.Score`. */
  readonly ComparisonValue: string
  readonly Negate?: boolean
  readonly FilterClause?: FilterClause
}

/** What paths stand for, by path; one of several when there are several. */
export type Facts = Readonly<Record<string, string | number | undefined>>

type Compare = (value: string | number, operands: readonly Json[]) => boolean

const COMPARISONS: Readonly<Record<string, Compare>> = {
  EQUALS: (value, operands) => operands.includes(value),
  CONTAINS_ANY: (value, operands) => operands.includes(value),
  NumberEquals: (value, [operand]) => value === operand,
  NumberGreaterThan: numbers((value, operand) => value > operand),
  NumberGreaterOrEqualTo: numbers((value, operand) => value >= operand),
  NumberLessThan: numbers((value, operand) => value < operand),
  NumberLessOrEqualTo: numbers((value, operand) => value <= operand),
}

/** Parses the text of a rule's function; a sentence when it is none. */
export function readRuleFunction(text: string): RuleGroup | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return 'it is not JSON.'
  }
  const { Version, RuleFunction } = (parsed ?? {}) as Record<string, unknown>
  if (Version !== RULE_LANGUAGE_VERSION) return `its Version is ${RULE_LANGUAGE_VERSION}.`
  if (!isGroup(RuleFunction)) return 'its RuleFunction begins with an Operator AND or OR.'
  return operandProblem(RuleFunction, DEPTH_MAX) ?? RuleFunction
}

/** All comparisons in it. */
export function comparisonsOf(operand: RuleOperand): readonly RuleComparison[] {
  return isGroup(operand) ? operand.Operands.flatMap(comparisonsOf) : [operand]
}

/** The first comparison nobody here can make; undefined when all can be made. */
export function unknownComparison(
  group: RuleGroup,
  paths: readonly string[],
): RuleComparison | undefined {
  return comparisonsOf(group).find(
    ({ Operator, ComparisonValue }) =>
      !Object.hasOwn(COMPARISONS, Operator) || !paths.includes(ComparisonValue),
  )
}

export function ruleHolds(group: RuleGroup, facts: readonly Facts[]): boolean {
  const groups = group.Operands.filter(isGroup)
  const comparisons = group.Operands.filter(each => !isGroup(each)) as readonly RuleComparison[]
  if (group.Operator === 'OR') {
    return (
      groups.some(each => ruleHolds(each, facts)) ||
      facts.some(fact => comparisons.some(each => compares(each, fact)))
    )
  }
  return (
    groups.every(each => ruleHolds(each, facts)) &&
    (comparisons.length === 0 ||
      facts.some(fact => comparisons.every(each => compares(each, fact))))
  )
}

function compares({ Operator, Operands, ComparisonValue, Negate }: RuleComparison, facts: Facts) {
  const value = facts[ComparisonValue]
  if (value === undefined) return false
  return COMPARISONS[Operator]?.(value, Operands) !== (Negate === true)
}

function numbers(compare: (value: number, operand: number) => boolean): Compare {
  return (value, [operand]) =>
    typeof value === 'number' && typeof operand === 'number' && compare(value, operand)
}

export function isGroup(operand: unknown): operand is RuleGroup {
  const { Operator } = (operand ?? {}) as { readonly Operator?: unknown }
  return Operator === 'AND' || Operator === 'OR'
}

function operandProblem(operand: unknown, depth: number): string | undefined {
  const { Operator, Operands, ComparisonValue } = (operand ?? {}) as Record<string, unknown>
  if (typeof Operator !== 'string') return 'each condition has an Operator.'
  if (!Array.isArray(Operands) || Operands.length === 0 || Operands.length > OPERANDS_MAX) {
    return `each condition has 1 to ${OPERANDS_MAX} Operands.`
  }
  if (!isGroup(operand)) {
    return typeof ComparisonValue === 'string'
      ? undefined
      : 'each comparison has a ComparisonValue.'
  }
  if (depth === 0) return `conditions are at most ${DEPTH_MAX} deep.`
  for (const each of Operands) {
    const problem = operandProblem(each, depth - 1)
    if (problem !== undefined) return problem
  }
  return undefined
}
