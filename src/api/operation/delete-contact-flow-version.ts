import { arnOf } from '../arn.ts'
import { findVersion } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { find, remove } from '../resource.ts'
import { inUse } from '../service-error.ts'

export const deleteContactFlowVersion: Operation<'DeleteContactFlowVersion'> = (input, context) => {
  const flow = find(context, 'contact-flow', input.ContactFlowId)
  const { id } = findVersion(context, 'contact-flow', flow.id, Number(input.ContactFlowVersion))
  for (const number of context.centre.directory.list('phone-number')) {
    if (number.document.ContactFlowId !== id) continue
    const arn = arnOf(context, 'phone-number', number.id)
    throw inUse('The version answers calls to a phone number.', { type: 'PHONE_NUMBER', arn })
  }
  return change(remove('contact-flow-version', id))
}
