// The centre as it may be read from outside.
import type { Agent } from './agent/agent.ts'
import { freeSlots } from './agent/availability.ts'
import type { AgentView, CentreView, ContactView } from './centre-view.ts'
import { contactOfChat } from './contact/chat.ts'
import { chatView } from './contact/chat-view.ts'
import type { Contact } from './contact/contact.ts'
import { contactRecord, contactRow } from './contact/contact-record.ts'
import { defaultFlow } from './contact/hook.ts'
import { monitoringView } from './contact/monitoring-view.ts'
import { callView } from './contact/party-view.ts'
import { workView } from './contact/work-view.ts'
import { placeInLine, queueMetrics } from './metrics/queue-metrics.ts'
import type { World } from './world.ts'

export function worldView(world: World): CentreView {
  return {
    get instanceId() {
      return world.instanceId
    },
    directory: world.directory,
    contact(contactId) {
      const contact = world.contacts.get(contactId)
      return contact && contactView(world, contact)
    },
    *contacts() {
      for (const contact of world.contacts.values()) yield contactView(world, contact)
    },
    conversation(conversationId) {
      const contact = world.contacts.get(world.conversations.get(conversationId) ?? '')
      return contact && chatView(contact)
    },
    chat(contactId) {
      const contact = world.contacts.get(contactId)
      const chats = contact && contactOfChat(world, contact)
      return chats && chatView(chats)
    },
    *chats() {
      for (const contact of world.contacts.values()) {
        const chat = chatView(contact)
        if (chat) yield chat
      }
    },
    contactRow(contactId) {
      const contact = world.contacts.get(contactId)
      return contact && contactRow(world, contact, false)
    },
    *contactRows() {
      for (const contact of world.contacts.values()) yield contactRow(world, contact, false)
    },
    *openQuestions() {
      for (const { contactId, customerRun, agentRun } of world.contacts.values()) {
        for (const run of [customerRun, agentRun]) {
          if (run?.asking) yield { type: 'service.ask', contactId, ...run.asking }
        }
      }
    },
    placeInLine(contactId) {
      const contact = world.contacts.get(contactId)
      return contact && placeInLine(world, contact)
    },
    offers: contactId => world.contacts.get(contactId)?.offers ?? [],
    agent(agentId) {
      const agent = world.agents.get(agentId)
      return agent && agentView(world, agent)
    },
    *agents() {
      for (const agent of world.agents.values()) yield agentView(world, agent)
    },
    *openStretches(now) {
      for (const { agentId, stretch } of world.agents.values()) {
        if (stretch && stretch.from < now) {
          yield { kind: 'agentState', agentId, ...stretch, until: now }
        }
      }
    },
    waitingIn(queueId) {
      return [...(world.waiting.get(queueId) ?? [])]
        .map(contactId => world.contacts.get(contactId))
        .filter(contact => contact !== undefined)
        .map(({ contactId, enqueuedAt }) => ({ contactId, enqueuedAt: enqueuedAt ?? 0 }))
        .sort((a, b) => a.enqueuedAt - b.enqueuedAt)
    },
    defaultFlow: type => defaultFlow(world, type),
    get metrics() {
      return world.live.upToDate
    },
    estimatedWaitMs: (queueId, channel) =>
      queueMetrics(world, { queueId, channel }).estimatedWaitMs,
  }
}

function contactView(world: World, contact: Contact): ContactView {
  const { stage } = contact
  return {
    contactId: contact.contactId,
    channel: contact.channel,
    initiationMethod: contact.initiationMethod,
    stage: stageName(stage.name),
    isPaused: contact.task?.pausedAt !== undefined,
    participants: contact.chat?.participants ?? [],
    awaitsText: contact.customerRun?.position?.memory.awaits === 'text',
    queueId: contact.enqueuedAt === undefined ? undefined : contact.targetQueueId,
    // Whoever has it now, before whoever had it last.
    agentId: 'agentId' in stage ? stage.agentId : contact.handling?.agentId,
    attributes: contact.attributes,
    tags: contact.tags,
    priority: contact.priority,
    ageAdjustmentMs: contact.ageAdjustmentMs,
    get record() {
      return contactRecord(world, contact)
    },
  }
}

function stageName(name: Contact['stage']['name']): ContactView['stage'] {
  switch (name) {
    case 'answering':
    case 'scheduled':
    case 'dialling':
    case 'external':
      return 'flow'
    case 'joining':
    case 'reaching':
      return 'connecting'
    default:
      return name
  }
}

function agentView(world: World, agent: Agent): AgentView {
  const user = world.directory.get('agent', agent.agentId)
  const status = world.directory.get('agent-state', agent.statusId)
  return {
    agentId: agent.agentId,
    username: user?.Username ?? '',
    routingProfileId: user?.RoutingProfileId ?? '',
    status: {
      statusId: agent.statusId,
      name: status?.Name ?? '',
      type: status?.Type ?? 'OFFLINE',
      since: agent.statusSince,
    },
    nextStatusId: agent.nextStatusId,
    reachable: agent.reachable,
    unreachableBecause: agent.unreachableBecause,
    atPage: agent.atPage ?? agent.reachable,
    get freeSlots() {
      return freeSlots(world, agent)
    },
    contacts: agent.contacts.map(held => ({
      contactId: held.contactId,
      guideId: world.contacts.get(held.contactId)?.guideId,
      channel: held.channel,
      initiationMethod: held.initiationMethod ?? 'INBOUND',
      state: held.state,
      since: held.since,
      queueId: held.queueId,
      until: held.until,
      connectedAt: held.connectedAt,
      muted: held.muted,
      customerAddress: held.customerAddress,
      ...callView(world, world.contacts.get(held.contactId)),
      monitoring: monitoringView(world, world.contacts.get(held.contactId)),
      ...workView(world.contacts.get(held.contactId)),
      attributes: world.contacts.get(held.contactId)?.attributes ?? {},
    })),
  }
}
