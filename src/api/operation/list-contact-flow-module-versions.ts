import { arnOf } from '../arn.ts'
import { versionsOf } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'

export const listContactFlowModuleVersions: Operation<'ListContactFlowModuleVersions'> = (
  input,
  context,
) => {
  const module = find(context, 'flow-module', input.ContactFlowModuleId)
  const { items, NextToken } = versionsOf(context, 'flow-module', module.id, input)
  const ContactFlowModuleVersionSummaryList = items.map(({ id, document }) => ({
    Arn: arnOf(context, 'flow-module', id),
    Version: document.Version,
    VersionDescription: document.VersionDescription,
  }))
  return answer({ ContactFlowModuleVersionSummaryList, NextToken })
}
