// Metrics of the business's own: a calculation over metrics there are. They are kept; reports do not
// count them yet.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { METRICS } from '../../core/metrics/history/metrics.ts'
import { arnOf } from '../arn.ts'
import { callerArn } from '../caller-arn.ts'
import { answer, change, changed, type Operation, type Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import {
  create,
  edit,
  find,
  given,
  listed,
  membersOf,
  remove,
  requireFreeName,
} from '../resource.ts'
import { searched } from '../search.ts'
import { inUse, invalidParameter } from '../service-error.ts'

type Metric = Entry<'metric'>
type Calculation = Plain<sdk.MetricCalculation>

const COMPONENTS_MAX = 20

export const createMetric: Operation<'CreateMetric'> = (input, context) => {
  const { Name, Description, MetricCalculation, Unit, PositiveTrendIndicator, Tags } = input
  const { Status = 'PUBLISHED' } = input
  if (Name.trim() === '') throw invalidParameter('Member Name is empty.')
  requireFreeName(context, 'metric', Name)
  checkCalculation(context, MetricCalculation)
  const by = { ConnectUserArn: callerArn(context) }
  const {
    id,
    arn,
    input: put,
  } = create(context, 'metric', {
    ...{ Name, Description, MetricCalculation, Unit, PositiveTrendIndicator, Tags, Status },
    ...{ CreatedUser: by, LastModifiedUser: by },
  })
  return changed({ MetricId: id, MetricArn: arn }, put)
}

export const describeMetric: Operation<'DescribeMetric'> = ({ MetricId }, context) =>
  answer({ Metric: show(context, find(context, 'metric', MetricId)) })

export const updateMetricContent: Operation<'UpdateMetricContent'> = (input, context) => {
  const metric = find(context, 'metric', input.MetricId)
  const { MetricCalculation, Unit, PositiveTrendIndicator } = input
  if (MetricCalculation) checkCalculation(context, MetricCalculation, metric.id)
  return change(modified(context, metric, { MetricCalculation, Unit, PositiveTrendIndicator }))
}

export const updateMetricMetadata: Operation<'UpdateMetricMetadata'> = (input, context) => {
  const metric = find(context, 'metric', input.MetricId)
  const { Name, Description } = input
  requireFreeName(context, 'metric', Name, metric.id)
  return change(modified(context, metric, { Name, Description }))
}

export const deleteMetric: Operation<'DeleteMetric'> = ({ MetricId }, context) => {
  const { id } = find(context, 'metric', MetricId)
  for (const other of context.centre.directory.list('metric')) {
    if (!componentsOf(other).some(each => each.MetricId === id)) continue
    const by = { type: 'METRIC', arn: arnOf(context, 'metric', other.id) }
    throw inUse(`The metric is used by the metric ${other.document.Name}.`, by)
  }
  return change(remove('metric', id))
}

export const listMetrics: Operation<'ListMetrics'> = (input, context) => {
  const { items, NextToken } = listed(
    context,
    'metric',
    input,
    ({ id, document }) => ({
      Id: id,
      Arn: arnOf(context, 'metric', id),
      Name: document.Name,
      Status: document.Status,
      Type: 'CUSTOMER_MANAGED' as const,
      LastModifiedTime: document.LastModifiedTime,
      LastModifiedRegion: document.LastModifiedRegion,
    }),
    () => input.Type !== 'AWS_MANAGED',
  )
  return answer({ MetricSummaryList: items, NextToken })
}

export const searchMetrics: Operation<'SearchMetrics'> = (input, context) => {
  const { items, ...rest } = searched(context, 'metric', input, metric => show(context, metric))
  return answer({ Metrics: items, ...rest })
}

function modified(context: OperationContext, metric: Metric, members: object) {
  const LastModifiedUser = { ConnectUserArn: callerArn(context) }
  return edit(context, 'metric', metric, { ...given(members), LastModifiedUser })
}

function componentsOf(metric: Metric) {
  return membersOf<{ MetricCalculation: Calculation }>(metric).MetricCalculation
    .CalculationComponents as NonNullable<Calculation['CalculationComponents']>
}

/** Arithmetic over the aliases of metrics there are, none of which is made of this one. */
function checkCalculation(context: OperationContext, calculation: Calculation, ownId?: string) {
  const { CalculationComponents = [], Calculation: text = '' } = calculation
  if (CalculationComponents.length === 0 || CalculationComponents.length > COMPONENTS_MAX) {
    throw invalidParameter(`A calculation has 1 to ${COMPONENTS_MAX} components.`)
  }
  const aliases = CalculationComponents.map(({ Alias = '' }) => Alias)
  if (new Set(aliases).size < aliases.length)
    throw invalidParameter('Two components have one Alias.')
  for (const { Alias = '', MetricName, MetricId } of CalculationComponents) {
    if (!/^[A-Za-z]\w*$/.test(Alias)) throw invalidParameter(`${Alias} cannot be an Alias.`)
    if ((MetricName === undefined) === (MetricId === undefined)) {
      throw invalidParameter(`Component ${Alias} has a MetricName or a MetricId.`)
    }
    if (MetricName !== undefined && !METRICS.has(MetricName)) {
      throw invalidParameter(`There is no metric ${MetricName}.`)
    }
    if (MetricId !== undefined) checkNotItself(context, find(context, 'metric', MetricId), ownId)
  }
  const problem = arithmeticProblem(text, new Set(aliases))
  if (problem !== undefined) throw invalidParameter(`Member Calculation: ${problem}`)
}

function checkNotItself(
  context: OperationContext,
  metric: Metric,
  ownId: string | undefined,
  looked = new Set<string>(),
): void {
  if (metric.id === ownId) throw invalidParameter('A metric is not made of itself.')
  // Each once: there are as many ways through them as one likes to make.
  if (looked.has(metric.id)) return
  looked.add(metric.id)
  for (const { MetricId } of componentsOf(metric)) {
    if (MetricId === undefined) continue
    checkNotItself(context, find(context, 'metric', MetricId), ownId, looked)
  }
}

/** Sums, products and brackets of aliases and numbers. */
function arithmeticProblem(text: string, aliases: ReadonlySet<string>): string | undefined {
  const words = text.match(/[A-Za-z]\w*|\d+(?:\.\d+)?|\S/g) ?? []
  let open = 0
  let wantsValue = true
  for (const word of words) {
    const isValue = /^\w/.test(word)
    if (wantsValue) {
      if (word === '(') open++
      else if (!isValue) return `a value is missing before ${word}.`
      else if (/^[A-Za-z]/.test(word) && !aliases.has(word))
        return `no component has the Alias ${word}.`
      else wantsValue = false
    } else if (word === ')') {
      if (--open < 0) return 'a bracket is closed that is not open.'
    } else if ('+-*/'.includes(word)) wantsValue = true
    else return `${word} is not expected.`
  }
  return wantsValue || open > 0 ? 'it is not complete.' : undefined
}

function show(context: OperationContext, metric: Metric): Plain<sdk.MetricDefinition> {
  return {
    ...membersOf<Plain<sdk.MetricDefinition>>(metric),
    Id: metric.id,
    Arn: arnOf(context, 'metric', metric.id),
    Type: 'CUSTOMER_MANAGED',
    Category: 'CUSTOM',
    CreationMethod: 'METRIC_BUILDER',
    Groupings: [],
    Filters: [],
    SupportsPreaggregateCalculation: false,
    SupportsCustomCalculation: true,
  }
}
