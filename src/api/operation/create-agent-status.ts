import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, requireFreeName } from '../resource.ts'

export const createAgentStatus: Operation<'CreateAgentStatus'> = (input, context) => {
  requireFreeName(context, 'agent-state', input.Name)
  const { InstanceId: _, ...members } = input
  const { id, arn, input: put } = create(context, 'agent-state', { ...members, Type: 'CUSTOM' })
  return changed({ AgentStatusId: id, AgentStatusARN: arn }, put)
}
