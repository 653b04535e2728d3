import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { refuseUnbuilt } from '../service-error.ts'
import { expiryOf, referencesOf, segmentAttributesOf } from '../written-contact.ts'

export const updateContact: Operation<'UpdateContact'> = input => {
  refuseUnbuilt(input, 'QueueInfo', 'UserInfo', 'CustomerEndpoint', 'SystemEndpoint')
  const references = referencesOf(input.References)
  const segmentAttributes = segmentAttributesOf(input.SegmentAttributes)
  const limitMs = expiryOf(segmentAttributes)
  return change({
    type: 'contact.update',
    contactId: bareId(input.ContactId),
    ...(input.Name !== undefined && { name: input.Name }),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(limitMs !== undefined && { limitMs }),
    ...(references && { references }),
    ...(segmentAttributes && { segmentAttributes }),
  })
}
