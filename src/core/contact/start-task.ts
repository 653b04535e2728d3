// A task begins: at once, or when its time has come.
import type { Instant } from '../instant.ts'
import type { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { beginFlow } from './begin-flow.ts'
import type { Contact } from './contact.ts'
import { addTask, type TaskStarted } from './new-task.ts'

export function taskStarted(world: World, input: TaskStarted): void {
  const contact = addTask(world, input, input.scheduledAt ?? world.now)
  if (contact.stage.name === 'flow') beginFlow(world, contact, input.flowId)
}

/** So often a task may get another time. */
const RESCHEDULES_MAX = 20

/** A task that waits for its time gets another one. */
export function reschedule(world: World, contact: Contact, at: Instant): Refusal | boolean {
  const { stage, task } = contact
  if (stage.name !== 'scheduled' || !task) return false
  const count = (task.rescheduled ?? 0) + 1
  if (count > RESCHEDULES_MAX) {
    const message = `The task has been put to another time ${RESCHEDULES_MAX} times already.`
    return { refused: 'LimitExceeded', message }
  }
  task.rescheduled = count
  const { until } = stage
  contact.stage = { name: 'scheduled', until: at }
  contact.scheduledAt = at
  world.wakeContact(contact.contactId, at)
  if (contact.expiresAt !== undefined) contact.expiresAt += at - until
  return true
}

/** Its time has come. */
export function taskDue(world: World, contact: Contact): void {
  const { stage, task } = contact
  if (!task || stage.name !== 'scheduled' || stage.until > world.now) return
  beginFlow(world, contact, task.flowId)
}
