// The real-time metrics counted the slow way: looking at every agent and every contact, every time.
import { expect } from 'vitest'
import type { AgentContactView, AgentView, CentreView } from '../../src/core/centre-view.ts'
import { channelSet } from '../../src/core/metrics/channel-set.ts'
import {
  AGENT_METRIC_NAMES,
  type AgentMetricName,
  Measure,
} from '../../src/core/metrics/current-metric.ts'
import { agentOfQueue, agentQueueId } from '../../src/core/queue/agent-queue.ts'

const CHANNELS = [undefined, 'VOICE', 'CHAT', 'TASK'] as const

interface Of {
  readonly queueId: string
  readonly channel: string | undefined
}

/** Every queue with every channel: what is kept as things change is what a recount gives. */
export function expectRecounted(centre: CentreView): void {
  const queueIds = [...centre.directory.list('queue')].map(({ id }) => id)
  const own = [...centre.agents()].map(({ agentId }) => agentQueueId(agentId))
  const agents = [...centre.agents()]
  const places = [...centre.contacts()].map(contact => ({
    queueId: contact.queueId,
    channel: contact.channel,
    waits: contact.stage === 'queued' || contact.stage === 'offered',
  }))
  for (const queueId of [...queueIds, ...own]) {
    for (const channel of agentOfQueue(queueId) === undefined ? CHANNELS : [undefined]) {
      const of = { queueId, channel }
      const kept = measureAll(centre, of)
      const naive = {
        ...agentMetrics(centre, agents, of),
        CONTACTS_IN_QUEUE: places.filter(
          each => each.waits && each.queueId === queueId && isOn(each, of),
        ).length,
      }
      // Called after every step of many stories: only a difference is worth looking at closely.
      const isSame = Object.entries(naive).every(([name, value]) => kept[name] === value)
      if (!isSame) expect(kept, `${queueId} ${channel ?? 'all channels'}`).toEqual(naive)
    }
  }
}

function measureAll(centre: CentreView, { queueId, channel }: Of): Record<string, number> {
  const measure = new Measure(centre.metrics, {
    queueIds: [queueId],
    ...(channel && { channels: channelSet(channel) }),
  })
  const names = [...AGENT_METRIC_NAMES, 'CONTACTS_IN_QUEUE'] as const
  return Object.fromEntries(names.map(name => [name, measure.value(name, 0)]))
}

function isOn(contact: { readonly channel: string }, { channel }: Of): boolean {
  return channel === undefined || contact.channel === channel
}

function agentMetrics(
  centre: CentreView,
  agents: readonly AgentView[],
  of: Of,
): Record<AgentMetricName, number> {
  const crew = agents
    .map(agent => ({ agent, channels: servedChannels(centre, agent, of) }))
    .filter(({ channels }) => channels.length > 0)
  const count = (is: (agent: AgentView) => boolean) => crew.filter(({ agent }) => is(agent)).length
  const held = (is: (contact: AgentContactView) => boolean) =>
    crew.flatMap(({ agent }) => agent.contacts).filter(each => isOn(each, of) && is(each)).length
  const has = (agent: AgentView, is: (contact: AgentContactView) => boolean) =>
    agent.contacts.some(each => isOn(each, of) && is(each))
  const free = crew.map(({ agent, channels }) =>
    channels.reduce((sum, channel) => sum + (agent.freeSlots[channel] ?? 0), 0),
  )
  return {
    AGENTS_ONLINE: count(({ status }) => status.type !== 'OFFLINE'),
    AGENTS_STAFFED: count(({ status }) => status.type === 'ROUTABLE'),
    AGENTS_NON_PRODUCTIVE: count(({ status }) => status.type === 'CUSTOM'),
    AGENTS_AVAILABLE: free.filter(slots => slots > 0).length,
    AGENTS_ON_CONTACT: count(agent => has(agent, isWorkedOn)),
    AGENTS_ON_CALL: count(agent => has(agent, isWorkedOn)),
    AGENTS_AFTER_CONTACT_WORK: held(({ state }) => state === 'ENDED'),
    AGENTS_ERROR: count(agent =>
      has(agent, ({ state }) => ['MISSED', 'REJECTED', 'ERROR'].includes(state)),
    ),
    SLOTS_ACTIVE: held(isWorkedOn),
    SLOTS_AVAILABLE: free.reduce((sum, slots) => sum + slots, 0),
  }
}

/** The channels wanted on which the agent serves the queue; all of them when it is the agent's own. */
function servedChannels(centre: CentreView, agent: AgentView, { queueId, channel }: Of): string[] {
  if (agentOfQueue(queueId) !== undefined) {
    if (queueId !== agentQueueId(agent.agentId)) return []
    return channel === undefined ? ['VOICE', 'CHAT', 'TASK', 'EMAIL'] : [channel]
  }
  const profile = centre.directory.get('routing-profile', agent.routingProfileId)
  return (profile?.QueueConfigs ?? [])
    .filter(each => each.QueueId === queueId && (channel ?? each.Channel) === each.Channel)
    .map(each => each.Channel)
}

function isWorkedOn({ state, initiationMethod, until }: AgentContactView): boolean {
  if (state === 'CONNECTING') {
    const isCalled = initiationMethod === 'CALLBACK' && until === undefined
    return initiationMethod === 'OUTBOUND' || isCalled
  }
  return ['CONNECTED', 'CONNECTED_ONHOLD', 'PAUSED', 'ENDED'].includes(state)
}
