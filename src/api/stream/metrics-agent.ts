// An agent as supervisors see it. Nothing of the customer: whoever may see contacts asks for them.
import type { AgentView } from '../../core/centre-view.ts'
import type { MetricsAgent } from '../contract/metrics-stream.ts'

export function metricsAgent(agent: AgentView): MetricsAgent {
  const { status, nextStatusId } = agent
  return {
    agentId: agent.agentId,
    username: agent.username,
    routingProfileId: agent.routingProfileId,
    statusId: status.statusId,
    status: status.name,
    statusType: status.type,
    statusSince: status.since,
    ...(nextStatusId !== undefined && { nextStatusId }),
    reachable: agent.reachable,
    freeSlots: agent.freeSlots,
    contacts: agent.contacts.map(contact => ({
      contactId: contact.contactId,
      channel: contact.channel,
      initiationMethod: contact.initiationMethod,
      state: contact.state,
      since: contact.since,
      ...(contact.queueId !== undefined && { queueId: contact.queueId }),
      ...(contact.connectedAt !== undefined && { connectedAt: contact.connectedAt }),
    })),
  }
}
