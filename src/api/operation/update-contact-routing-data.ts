import type { Json } from '../../core/json.ts'
import { plainValues, readRoutingSteps } from '../../core/routing/routing-criteria.ts'
import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { invalidParameter } from '../service-error.ts'

export const updateContactRoutingData: Operation<'UpdateContactRoutingData'> = ({
  ContactId,
  QueuePriority,
  QueueTimeAdjustmentSeconds,
  RoutingCriteria,
}) => {
  if (QueuePriority !== undefined && QueueTimeAdjustmentSeconds !== undefined) {
    throw invalidParameter('Give either QueuePriority or QueueTimeAdjustmentSeconds, not both.')
  }
  const behavior = {
    ...(QueuePriority !== undefined && { priority: QueuePriority }),
    ...(QueueTimeAdjustmentSeconds !== undefined && {
      ageAdjustmentMs: QueueTimeAdjustmentSeconds * 1000,
    }),
    ...(RoutingCriteria && { steps: stepsOf(RoutingCriteria) }),
  }
  return change({ type: 'contact.updateRouting', contactId: bareId(ContactId), behavior })
}

/** The request's reader parsed it from JSON, so it is JSON. No steps: nothing is asked any more. */
function stepsOf(criteria: { readonly Steps?: readonly unknown[] | undefined }) {
  if (!criteria.Steps?.length) return []
  const read = readRoutingSteps(criteria as Json, plainValues)
  if ('problem' in read) throw invalidParameter(read.problem)
  return read.steps
}
