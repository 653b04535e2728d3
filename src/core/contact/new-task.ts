// Makes task contacts. Their flows are begun elsewhere, when their time has come.
import type { NewTask } from '../flow/action-kind.ts'
import type { TaskInput } from '../input.ts'
import type { Instant } from '../instant.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { addContact, given } from './new-contact.ts'

export type TaskStarted = Extract<TaskInput, { type: 'task.started' }>

/** So many tasks may lead from one to the next by their flows. */
export const TASK_GENERATIONS_MAX = 12

const SUBTYPE = { 'connect:Subtype': { ValueString: 'connect:Task' } }

/**
 * A flow makes a task. It begins a moment later and not at once: a flow that makes tasks which run
 * the same flow would never let anybody else do anything.
 */
export function taskMade(world: World, maker: Contact, task: NewTask): string {
  const contactId = world.chance.uuid()
  const at = Math.max(task.scheduledAt ?? 0, world.now + 1)
  const relatedContactId = maker.contactId
  const generation = (maker.task?.generation ?? 0) + 1
  addTask(world, { type: 'task.started', contactId, relatedContactId, ...task }, at, generation)
  return contactId
}

/** @param at when its flow is to begin. */
export function addTask(world: World, input: TaskStarted, at: Instant, generation = 0): Contact {
  const { flowId, templateId, previousContactId, contactId, queueId } = input
  const contact = addContact(world, {
    contactId,
    channel: 'TASK',
    initiationMethod: generation > 0 ? 'FLOW' : 'API',
    stage: at > world.now ? { name: 'scheduled', until: at } : { name: 'flow' },
    ...(input.scheduledAt !== undefined && { scheduledAt: input.scheduledAt }),
    ...given(input),
    ...(previousContactId === undefined ? {} : previousOf(world, previousContactId)),
    ...(input.chainLength !== undefined && { chainLength: input.chainLength }),
    ...(queueId !== undefined && { targetQueueId: queueId }),
    segmentAttributes: { ...SUBTYPE, ...input.segmentAttributes },
    task: {
      flowId,
      ...(templateId !== undefined && { templateId }),
      generation,
      pauseCount: 0,
      pausedMs: 0,
    },
  })
  if (at > world.now) world.wakeContact(contactId, at)
  return contact
}

function previousOf(world: World, previousContactId: string): Partial<Contact> {
  const initialContactId = world.contacts.get(previousContactId)?.initialContactId
  return { previousContactId, initialContactId: initialContactId ?? previousContactId }
}
