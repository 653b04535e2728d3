// A flow module as the API shows it: what is published, the draft beside it, or a version.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import { contentHash } from '../flow-content.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { membersOf } from '../resource.ts'

type FlowModule = Plain<sdk.ContactFlowModule>

export function showContactFlowModule(
  context: OperationContext,
  module: Entry<'flow-module'>,
): FlowModule {
  const members = membersOf<FlowModule>(module)
  return {
    ...members,
    Id: module.id,
    Arn: arnOf(context, 'flow-module', module.id),
    FlowModuleContentSha256: contentHash(module.document.Content),
  }
}

export function showModuleDraft(
  context: OperationContext,
  module: Entry<'flow-module'>,
): FlowModule {
  const { Content, SavedContent = Content } = module.document
  return {
    ...showContactFlowModule(context, module),
    Arn: `${arnOf(context, 'flow-module', module.id)}:$SAVED`,
    Content: SavedContent,
    FlowModuleContentSha256: contentHash(SavedContent),
  }
}

export function showModuleVersion(
  context: OperationContext,
  module: Entry<'flow-module'>,
  { id, document }: Entry<'flow-module-version'>,
): FlowModule {
  const { Content, Settings, Version, VersionDescription } = document
  return {
    ...showContactFlowModule(context, module),
    Arn: arnOf(context, 'flow-module', id),
    Content,
    Settings,
    FlowModuleContentSha256: contentHash(Content),
    Version,
    VersionDescription,
  }
}
