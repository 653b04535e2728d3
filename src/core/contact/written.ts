// What happens to chats and tasks, each by its contact.
import type { ChatInput, TaskInput } from '../input.ts'
import { notGoingOn, type Refusal, wrongState } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { finish } from './ending.ts'
import { pause, unpause } from './pause.ts'
import { chatHappens, chatStarted } from './start-chat.ts'
import { reschedule, taskStarted } from './start-task.ts'
import { transcriptSealed } from './transcript.ts'

type Started = Extract<ChatInput | TaskInput, { type: 'chat.started' | 'task.started' }>

export function writtenHappens(world: World, input: ChatInput | TaskInput): Refusal | undefined {
  if (input.type === 'chat.started' || input.type === 'task.started') return started(world, input)
  const contact = world.contacts.get(input.contactId)
  if (input.type === 'chat.sealed') {
    if (!contact || !transcriptSealed(contact, input)) return notGoingOn
    finish(world, contact)
    return undefined
  }
  if (!contact || contact.stage.name === 'ended') return notGoingOn
  const outcome = goesOn(world, contact, input)
  if (typeof outcome === 'object') return outcome
  return outcome ? undefined : wrongState(contact.stage.name)
}

function started(world: World, input: Started): Refusal | undefined {
  if (world.contacts.has(input.contactId)) {
    return { refused: 'AlreadyThere', message: 'There is a contact of this id.' }
  }
  if (input.type === 'chat.started') chatStarted(world, input)
  else taskStarted(world, input)
  return undefined
}

/** False when the contact's state does not allow it. */
function goesOn(
  world: World,
  contact: Contact,
  input: Exclude<ChatInput | TaskInput, Started | { type: 'chat.sealed' }>,
): Refusal | boolean {
  switch (input.type) {
    case 'task.schedule':
      return reschedule(world, contact, input.at)
    case 'task.pause':
      return pause(world, contact, input.flowId)
    case 'task.resume':
      return unpause(world, contact, input.flowId)
    default:
      return chatHappens(world, contact, input)
  }
}
