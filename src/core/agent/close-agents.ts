// What is said of agents once an input is done, once each, however often they changed.
import type { Effect } from '../effect.ts'
import type { World } from '../world.ts'
import { agentEvent } from './agent-event.ts'
import { noteStretch } from './agent-stretch.ts'
import { keepBeating } from './heart-beat.ts'

/** The effects of the input, those about the same agent as one. */
export function closeAgents(world: World): readonly Effect[] {
  const changed = new Set<string>()
  const effects: Effect[] = []
  for (const effect of world.effects) {
    if (effect.type === 'agent.changed') changed.add(effect.agentId)
    else effects.push(effect)
  }
  for (const agentId of changed) {
    const agent = world.agents.get(agentId)
    if (agent && world.keepsHistory) {
      noteStretch(world, agent)
      agentEvent(world, agent)
      keepBeating(world, agent)
    }
    effects.push({ type: 'agent.changed', agentId })
  }
  return effects
}
