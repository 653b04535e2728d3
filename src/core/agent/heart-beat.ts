// Whoever follows the agent event stream hears of every agent who is signed in at least every two
// minutes ("Agent event streams data model": HEART_BEAT).
import { type Instant, seconds } from '../instant.ts'
import type { World } from '../world.ts'
import type { Agent } from './agent.ts'
import { heartBeat } from './agent-event.ts'

const EVERY_MS = seconds(120)
/** Many agents share a moment, so that the centre is not woken for each. */
const GRID_MS = seconds(10)

/** Sees to it that the agent is heard of, from the first event on until the agent signs out. */
export function keepBeating(world: World, agent: Agent): void {
  if (agent.beatAt !== undefined || !isSignedIn(world, agent)) return
  arm(world, agent)
}

/** The agent's time has come: says something if nothing has been said meanwhile. */
export function beatDue(world: World, agent: Agent): void {
  if (agent.beatAt === undefined || agent.beatAt > world.now) return
  agent.beatAt = undefined
  if (!isSignedIn(world, agent)) return
  if (next(world, agent) <= world.now) heartBeat(world, agent)
  arm(world, agent)
}

function arm(world: World, agent: Agent): void {
  agent.beatAt = next(world, agent)
  world.wakeAgent(agent.agentId, agent.beatAt)
}

/** Two minutes after the last event, or a little before. */
function next(world: World, { toldAt = world.now }: Agent): Instant {
  const latest = toldAt + EVERY_MS
  return latest - (latest % GRID_MS)
}

function isSignedIn(world: World, { statusId }: Agent): boolean {
  const type = world.directory.get('agent-state', statusId)?.Type
  return type !== undefined && type !== 'OFFLINE'
}
