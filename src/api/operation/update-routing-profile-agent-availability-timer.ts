import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'

type Timer = 'UpdateRoutingProfileAgentAvailabilityTimer'

export const updateRoutingProfileAgentAvailabilityTimer: Operation<Timer> = (
  { RoutingProfileId, AgentAvailabilityTimer },
  context,
) => {
  const profile = find(context, 'routing-profile', RoutingProfileId)
  return change(edit(context, 'routing-profile', profile, { AgentAvailabilityTimer }))
}
