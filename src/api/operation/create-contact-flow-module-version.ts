import { arnOf } from '../arn.ts'
import { findChangeable, newVersion } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'

export const createContactFlowModuleVersion: Operation<'CreateContactFlowModuleVersion'> = (
  input,
  context,
) => {
  const { entry } = findChangeable(context, 'flow-module', input.ContactFlowModuleId)
  const { number, inputs } = newVersion(context, 'flow-module', entry, {
    sha256: input.FlowModuleContentSha256,
    description: input.Description,
  })
  const ContactFlowModuleArn = arnOf(context, 'flow-module', entry.id)
  return changed({ ContactFlowModuleArn, Version: number }, ...inputs)
}
