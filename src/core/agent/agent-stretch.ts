// How an agent's time is written down for history: stretches that touch, in each of which status,
// activity and routing profile stay the same. Whoever is not offline has a long one cut at every full
// hour, so that history is never further behind.
import { type Instant, minutes } from '../instant.ts'
import type { FactOf } from '../metrics/fact.ts'
import type { World } from '../world.ts'
import { type Agent, isFailed } from './agent.ts'

/** The stretch that goes on: an agent state that has no end yet. */
export type Stretch = Omit<FactOf<'agentState'>, 'kind' | 'agentId' | 'until'>

const HOUR_MS = minutes(60)
const LATE_MS = 24 * HOUR_MS

/** Begins another stretch if anything is different now. */
export function noteStretch(world: World, agent: Agent): void {
  const { stretch, statusId } = agent
  const activity = activityOf(agent)
  const profileId = world.directory.get('agent', agent.agentId)?.RoutingProfileId
  const isSame =
    stretch?.statusId === statusId &&
    stretch.activity === activity &&
    stretch.routingProfileId === profileId
  if (isSame) return
  endStretch(world, agent)
  const status = world.directory.get('agent-state', statusId)
  agent.stretch = {
    routingProfileId: profileId,
    statusId,
    statusName: status?.Name ?? '',
    statusType: status?.Type ?? 'OFFLINE',
    activity,
    from: world.now,
  }
}

/** Writes down the stretch that goes on, which ends now. */
export function endStretch(world: World, agent: Agent): void {
  if (agent.stretch) write(world, agent.agentId, agent.stretch, world.now)
  agent.stretch = undefined
}

/** Call it before anything else of an input: cuts long stretches if an hour has begun since the last. */
export function cutStretches(world: World, last: Instant): void {
  const hour = world.now - (world.now % HOUR_MS)
  if (last >= hour) return
  for (const agent of world.agents.values()) {
    const { stretch } = agent
    if (!stretch || stretch.statusType === 'OFFLINE') continue
    // Nobody may have told us anything for hours; after days, as when the machine was off, it is one.
    const isLate = hour - stretch.from > LATE_MS
    for (let from = stretch.from; from < hour; ) {
      const until = isLate ? hour : from - (from % HOUR_MS) + HOUR_MS
      write(world, agent.agentId, { ...stretch, from }, until)
      from = until
    }
    agent.stretch = { ...stretch, from: Math.max(stretch.from, hour) }
  }
}

function write(world: World, agentId: string, stretch: Stretch, until: Instant): void {
  if (stretch.from === until) return
  const { routingProfileId, statusId, statusName, statusType, activity, from } = stretch
  world.event({
    type: 'fact',
    fact: {
      kind: 'agentState',
      agentId,
      routingProfileId,
      statusId,
      statusName,
      statusType,
      activity,
      from,
      until,
    },
  })
}

/** The most pressing of what is in hand. A task put aside asks nothing of its agent. */
function activityOf(agent: Agent): 'idle' | 'connecting' | 'contact' | 'error' {
  let activity: 'idle' | 'connecting' | 'error' = 'idle'
  for (const held of agent.contacts) {
    if (held.state === 'CONNECTING') activity = 'connecting'
    else if (isFailed(held)) activity = activity === 'connecting' ? activity : 'error'
    else if (held.state !== 'PAUSED') return 'contact'
  }
  return activity
}
