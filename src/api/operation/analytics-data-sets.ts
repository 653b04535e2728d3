// Which history other accounts would be let read in Amazon's data lake. Kept; here it is read by SQL, as
// docs/guide/history.md says, and nothing leaves by itself.
import { answer, change, changed, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { put, remove } from '../resource.ts'
import { invalidParameter, notFound, ServiceError } from '../service-error.ts'

const KIND = 'analytics-association'
const ACCOUNT = /^\d{12}$/
/** At once. */
const DATA_SETS_MAX = 100

/** Sets that the service calls by these names and whose like is kept here. */
const DATA_SETS: Readonly<Record<string, string>> = {
  agent_hierarchy_groups: 'Agent hierarchy groups',
  agent_queue_statistic_record: 'Agent queue statistic record',
  agent_statistic_record: 'Agent statistic record',
  contact_evaluation_record: 'Contact evaluation record',
  contact_flow_events: 'Contact flow events',
  contact_record: 'Contact record',
  contact_statistic_record: 'Contact statistic record',
  routing_profiles: 'Routing profiles',
  users: 'Users',
}

export const listAnalyticsDataLakeDataSets: Operation<'ListAnalyticsDataLakeDataSets'> = input => {
  const { items, NextToken } = pageOf(Object.keys(DATA_SETS), input, id => id)
  const Results = items.map(id => ({ DataSetId: id, DataSetName: DATA_SETS[id] }))
  return answer({ Results, NextToken })
}

export const listAnalyticsDataAssociations: Operation<'ListAnalyticsDataAssociations'> = (
  input,
  { centre },
) => {
  const kept = [...centre.directory.list(KIND)]
    .filter(({ document: { DataSetId } }) => (input.DataSetId ?? DataSetId) === DataSetId)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const { items, NextToken } = pageOf(kept, input, ({ id }) => id)
  const Results = items.map(({ document: { DataSetId, TargetAccountId } }) => {
    return { DataSetId, TargetAccountId }
  })
  return answer({ Results, NextToken })
}

export const associateAnalyticsDataSet: Operation<'AssociateAnalyticsDataSet'> = (
  { DataSetId, TargetAccountId },
  context,
) => {
  const { association, input } = associated(context, DataSetId, TargetAccountId)
  return changed(association, input)
}

export const disassociateAnalyticsDataSet: Operation<'DisassociateAnalyticsDataSet'> = (
  { DataSetId, TargetAccountId },
  context,
) => change(disassociated(context, DataSetId, TargetAccountId))

/** Those that cannot be associated are said, and the others are. */
export const batchAssociateAnalyticsDataSet: Operation<'BatchAssociateAnalyticsDataSet'> = (
  { DataSetIds, TargetAccountId },
  context,
) => {
  const { done, Errors } = each(DataSetIds, id => associated(context, id, TargetAccountId))
  const Created = done.map(({ association }) => association)
  return changed({ Created, Errors }, ...done.map(({ input }) => input))
}

export const batchDisassociateAnalyticsDataSet: Operation<'BatchDisassociateAnalyticsDataSet'> = (
  { DataSetIds, TargetAccountId },
  context,
) => {
  const { done, Errors } = each(DataSetIds, id => {
    return { id, input: disassociated(context, id, TargetAccountId) }
  })
  return changed({ Deleted: done.map(({ id }) => id), Errors }, ...done.map(({ input }) => input))
}

function associated(context: OperationContext, DataSetId: string, account: string | undefined) {
  if (!Object.hasOwn(DATA_SETS, DataSetId)) throw notFound(`There is no data set ${DataSetId}.`)
  const association = { DataSetId, TargetAccountId: accountOf(context, account) }
  return { association, input: put(context, KIND, idOf(association), association) }
}

function disassociated(context: OperationContext, DataSetId: string, account: string | undefined) {
  const id = idOf({ DataSetId, TargetAccountId: accountOf(context, account) })
  if (!context.centre.directory.get(KIND, id)) {
    throw notFound(`The data set ${DataSetId} is not associated with the account.`)
  }
  return remove(KIND, id)
}

function accountOf({ account }: OperationContext, asked = account): string {
  if (!ACCOUNT.test(asked)) throw invalidParameter('Member TargetAccountId has twelve digits.')
  return asked
}

function idOf({ DataSetId, TargetAccountId }: Record<'DataSetId' | 'TargetAccountId', string>) {
  return `${DataSetId}:${TargetAccountId}`
}

/** What can be done of a list, each once, and why the rest cannot. */
function each<Done>(ids: readonly string[], make: (id: string) => Done) {
  if (ids.length > DATA_SETS_MAX) {
    throw invalidParameter(`Member DataSetIds has at most ${DATA_SETS_MAX} ids.`)
  }
  const done: Done[] = []
  const Errors: { ErrorCode: string; ErrorMessage: string }[] = []
  for (const id of new Set(ids)) {
    try {
      done.push(make(id))
    } catch (error) {
      // A refusal concerns this one alone.
      if (!(error instanceof ServiceError)) throw error
      Errors.push({ ErrorCode: error.name, ErrorMessage: error.message })
    }
  }
  return { done, Errors }
}
