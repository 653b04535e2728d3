import { arnOf } from '../arn.ts'
import { versionsOf } from '../flow-version.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'

export const listContactFlowVersions: Operation<'ListContactFlowVersions'> = (input, context) => {
  const flow = find(context, 'contact-flow', input.ContactFlowId)
  const { items, NextToken } = versionsOf(context, 'contact-flow', flow.id, input)
  const ContactFlowVersionSummaryList = items.map(({ id, document }) => ({
    Arn: arnOf(context, 'contact-flow', id),
    Version: document.Version,
    VersionDescription: document.VersionDescription,
  }))
  return answer({ ContactFlowVersionSummaryList, NextToken })
}
