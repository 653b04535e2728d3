// An agent status as the API shows it.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { membersOf } from '../resource.ts'

type AgentStatus = Plain<sdk.AgentStatus>

export function showAgentStatus(
  context: OperationContext,
  status: Entry<'agent-state'>,
): AgentStatus {
  return {
    ...membersOf<AgentStatus>(status),
    AgentStatusId: status.id,
    AgentStatusARN: arnOf(context, 'agent-state', status.id),
  }
}
