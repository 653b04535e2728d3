// A flow as the API shows it: what is published, the draft beside it, or a version.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import { contentHash } from '../flow-content.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { membersOf } from '../resource.ts'
import { ServiceError } from '../service-error.ts'

type ContactFlow = Plain<sdk.ContactFlow>

export function showContactFlow(
  context: OperationContext,
  flow: Entry<'contact-flow'>,
): ContactFlow {
  return {
    ...membersOf<ContactFlow>(flow),
    Id: flow.id,
    Arn: arnOf(context, 'contact-flow', flow.id),
    FlowContentSha256: contentHash(flow.document.Content),
  }
}

export function showDraft(context: OperationContext, flow: Entry<'contact-flow'>): ContactFlow {
  const { Content, SavedContent = Content } = flow.document
  return {
    ...showContactFlow(context, flow),
    Arn: `${arnOf(context, 'contact-flow', flow.id)}:$SAVED`,
    Status: 'SAVED',
    Content: SavedContent,
    FlowContentSha256: contentHash(SavedContent),
  }
}

export function showFlowVersion(
  context: OperationContext,
  flow: Entry<'contact-flow'>,
  { id, document }: Entry<'contact-flow-version'>,
): ContactFlow {
  const { Content, Version, VersionDescription, LastModifiedTime, LastModifiedRegion } = document
  return {
    ...showContactFlow(context, flow),
    Arn: arnOf(context, 'contact-flow', id),
    Status: 'PUBLISHED',
    Content,
    FlowContentSha256: contentHash(Content),
    Version,
    VersionDescription,
    LastModifiedTime,
    LastModifiedRegion,
  }
}

export function requirePublished(flow: Entry<'contact-flow'>): void {
  if (flow.document.Status !== 'PUBLISHED') {
    throw new ServiceError('ContactFlowNotPublishedException', 'The flow has not been published.')
  }
}
