// A flow module as the API shows it.
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
    FlowModuleContentSha256: contentHash(members.Content ?? ''),
  }
}
