import { arnOf } from '../arn.ts'
import { findChangeable, newVersion } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'

/** Numbers what is published. The service does so for campaign flows only; here every flow may have versions. */
export const createContactFlowVersion: Operation<'CreateContactFlowVersion'> = (input, context) => {
  const { entry } = findChangeable(context, 'contact-flow', input.ContactFlowId)
  const { number, inputs } = newVersion(context, 'contact-flow', entry, {
    sha256: input.FlowContentSha256,
    description: input.Description,
    number: input.ContactFlowVersion,
    lastModifiedTime: input.LastModifiedTime,
  })
  const ContactFlowArn = arnOf(context, 'contact-flow', entry.id)
  return changed({ ContactFlowArn, Version: number }, ...inputs)
}
