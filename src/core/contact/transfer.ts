// A chat or a task goes on as a new contact: the old one is over, its agent has after-contact work,
// and the customer of a chat stays where they are.
import type { ContactInput } from '../input.ts'
import type { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { beginFlow } from './begin-flow.ts'
import { writeEvent } from './chat.ts'
import type { Contact } from './contact.ts'
import { endContact } from './ending.ts'
import { lookOnIn } from './monitor.ts'
import { addContact } from './new-contact.ts'

type Transfer = Extract<ContactInput, { type: 'contact.transfer' }>

/** So many contacts, each going on in the next, are one after the other: the first and eleven transfers. */
export const CHAIN_MAX = 12

/** Answers false for what cannot be handed on. */
export function transfer(world: World, from: Contact, input: Transfer): Refusal | boolean {
  const { chat, task, stage } = from
  if (!(chat || task) || stage.name === 'ended' || stage.name === 'scheduled') return false
  const chainLength = (from.chainLength ?? 0) + 1
  if (chainLength >= CHAIN_MAX) {
    const message = `The contact has been handed on ${CHAIN_MAX - 1} times already.`
    return { refused: 'LimitExceeded', message }
  }
  const { newContactId, flowId, queueId } = input
  from.nextContactId = newContactId
  if (chat) writeEvent(world, from, 'transfer.succeeded')
  const to = addContact(world, {
    contactId: newContactId,
    initialContactId: from.initialContactId,
    previousContactId: from.contactId,
    chainLength,
    ...(from.relatedContactId !== undefined && { relatedContactId: from.relatedContactId }),
    channel: from.channel,
    initiationMethod: 'TRANSFER',
    stage: { name: 'flow' },
    ...(from.customerName !== undefined && { customerName: from.customerName }),
    attributes: from.attributes,
    data: { ...from.data },
    tags: { ...from.tags },
    ...(from.references && { references: { ...from.references } }),
    ...(from.segmentAttributes && { segmentAttributes: { ...from.segmentAttributes } }),
    ...(from.expiresAt !== undefined && { expiresAt: from.expiresAt }),
    ...(queueId !== undefined && { targetQueueId: queueId }),
    ...(chat && {
      chat: {
        ...chat,
        participants: chat.participants
          .filter(({ role, leftAt }) => role !== 'AGENT' && leftAt === undefined)
          .map(each => ({ ...each })),
        // The limits apply for the life of the chat.
        timers: { limits: chat.timers?.limits ?? [], quiet: {} },
      },
    }),
    ...(task && {
      task: { flowId, generation: task.generation, pauseCount: 0, pausedMs: 0 },
    }),
  })
  if (chat) lookOnIn(world, chat, newContactId)
  handOn(world, from)
  beginFlow(world, to, flowId)
  return true
}

/** The old contact ends without its chat ending for those who take part. */
function handOn(world: World, from: Contact): void {
  const reason = from.channel === 'TASK' ? 'AGENT_COMPLETED' : 'AGENT_DISCONNECT'
  endContact(world, from, from.stage.name === 'connected' ? reason : 'API')
}
