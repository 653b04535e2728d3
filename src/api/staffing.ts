// Who serves what, and how much of each channel an agent takes.
import type { AgentView } from '../core/centre-view.ts'
import type { OperationContext } from './operation-context.ts'

export type ByChannel = Readonly<Record<string, number>>

/** How many contacts of each channel the agent takes at once. */
export function concurrencies({ centre }: OperationContext, agent: AgentView): ByChannel {
  const profile = centre.directory.get('routing-profile', agent.routingProfileId)
  return Object.fromEntries(
    (profile?.MediaConcurrencies ?? []).map(each => [each.Channel, each.Concurrency]),
  )
}

/** How many contacts of each channel the agent has, after-contact work included: it holds the place, as a pause does not. */
export function activeSlots(agent: AgentView): ByChannel {
  const counts: Record<string, number> = {}
  for (const { channel, state } of agent.contacts) {
    if (state !== 'PAUSED') counts[channel] = (counts[channel] ?? 0) + 1
  }
  return counts
}

/** The queues and channels the agent's routing profile serves. */
export function served(
  { centre }: OperationContext,
  agent: AgentView,
): readonly { readonly QueueId: string; readonly Channel: string }[] {
  return centre.directory.get('routing-profile', agent.routingProfileId)?.QueueConfigs ?? []
}

export function serves(context: OperationContext, agent: AgentView, queueId: string): boolean {
  return served(context, agent).some(each => each.QueueId === queueId)
}
