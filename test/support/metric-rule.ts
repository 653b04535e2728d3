// Conditions on the numbers of this moment, in the service's words.
import type { Json } from '../../src/core/json.ts'
import { RULE_LANGUAGE_VERSION } from '../../src/core/rule/rule-function.ts'

interface Filter {
  readonly Type: string
  readonly Data: Json
}

/** One condition: its numbers are those of whatever the filters name. */
export function metricIs(
  metric: string,
  Operator: 'NumberGreaterOrEqualTo' | 'NumberLessOrEqualTo' | 'EQUALS',
  value: string | number,
  ...Filters: readonly Filter[]
) {
  return {
    Operator,
    ComparisonValue: `$.MetricData.${metric}`,
    Operands: [value],
    FilterClause: { LogicOperator: 'AND', Filters },
    Negate: false,
  }
}

/** The text of a rule about things of a kind, one by one. */
export function metricFunction(grouping: string, ...conditions: readonly object[]): string {
  const Filters = [{ Type: 'MetricDataGrouping', Data: [grouping] }]
  const RuleFunction = {
    Operator: 'OR',
    Operands: [{ Operator: 'AND', Operands: conditions }],
    FilterClause: { LogicOperator: 'AND', Filters },
  }
  return JSON.stringify({ Version: RULE_LANGUAGE_VERSION, RuleFunction })
}

export const ofQueues = (...Data: string[]) => ({ Type: 'MetricDataFilterByQueue', Data })
export const ofChannels = (...Data: string[]) => ({ Type: 'MetricDataFilterByChannel', Data })
