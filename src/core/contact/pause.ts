// A task is put aside and taken up again. While paused it holds no slot of its agent, who may be
// given something else; one that waits in a queue keeps its place but is not offered.
import { updateIdle } from '../agent/availability.ts'
import type { EventHook } from '../flow/action-kind.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { holderOf, takeUp } from './pause-state.ts'
import { startRun } from './run.ts'

/** Answers false when the contact is no task that an agent has, or that waits in a queue. */
export function pause(world: World, contact: Contact, flowId?: string): boolean {
  const { task, stage } = contact
  if (!task || task.pausedAt !== undefined) return false
  const holder = holderOf(world, contact)
  if (holder) {
    holder.held.state = 'PAUSED'
    holder.held.since = world.now
    updateIdle(world, holder.agent)
    world.agentChanged(holder.agent.agentId)
  } else if (stage.name === 'queued') world.router.dequeue(contact.contactId)
  else return false
  task.pausedAt = world.now
  task.lastPausedAt = world.now
  task.pauseCount++
  contactEvent(world, contact, 'PAUSED')
  runEventFlow(world, contact, 'PauseContact', flowId)
  return true
}

/** Answers false when it is not paused, or its agent has no room for it. */
export function unpause(world: World, contact: Contact, flowId?: string): boolean {
  if (!takeUp(world, contact)) return false
  runEventFlow(world, contact, 'ResumeContact', flowId)
  return true
}

/** The flow that whoever asked has chosen for this moment, or else the contact's own flow. */
function runEventFlow(
  world: World,
  contact: Contact,
  hook: Extract<EventHook, 'PauseContact' | 'ResumeContact'>,
  asked: string | undefined,
): void {
  const { flowId: chosen, disabled } = contact.hooks[hook] ?? {}
  const flowId = asked ?? (disabled ? undefined : chosen)
  if (flowId === undefined) return
  startRun(world, contact, { role: 'customer', legId: '', flowId, isEvent: true })
}
