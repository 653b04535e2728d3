// A call comes in: which number, which flow, and the first steps.

import type { VoiceInput } from '../input.ts'
import { seconds } from '../instant.ts'
import { runningFlow } from '../running-version.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { contactEvent } from './contact-event.ts'
import { disconnect, endContact } from './ending.ts'
import { freshContact } from './new-contact.ts'
import { enterNumber } from './notice.ts'

/** A caller whose media does not come up in this time is given up. */
export const ANSWER_TIMEOUT_MS = seconds(30)

type LegOffered = Extract<VoiceInput, { type: 'leg.offered' }>

/** Takes the call if the number has a flow, else refuses it with 404 (RFC 3261 §21.4.5). */
export function legOffered(world: World, input: LegOffered): void {
  if (world.legs.has(input.legId)) return
  const number = world.directory.named('phone-number', input.to)
  const flowId = number?.document.ContactFlowId
  if (!number || flowId === undefined || !runningFlow(world, flowId)) {
    world.counters.contacts_refused++
    world.effect({ type: 'leg.reject', node: input.node, legId: input.legId, status: 404 })
    return
  }
  const contact = newContact(world, input)
  world.contacts.set(contact.contactId, contact)
  world.legs.set(input.legId, { contactId: contact.contactId, role: 'customer' })
  world.counters.contacts_initiated++
  world.wakeContact(contact.contactId, world.now + ANSWER_TIMEOUT_MS)
  world.effect({ type: 'leg.answer', node: input.node, legId: input.legId })
  contactEvent(world, contact, 'INITIATED')
}

/** Media is up: the number's flow begins. */
export function customerAnswered(world: World, contact: Contact): void {
  if (contact.stage.name !== 'answering') return
  contact.connectedToSystemAt = world.now
  contact.stage = { name: 'flow' }
  contactEvent(world, contact, 'CONNECTED_TO_SYSTEM')
  const number = world.directory.named('phone-number', contact.systemAddress)
  const flowId = number?.document.ContactFlowId
  const began = flowId !== undefined && enterNumber(world, contact, flowId)
  if (!began) disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
}

/** Ends a call that was answered but never came up. */
export function answerDue(world: World, contact: Contact): void {
  if (contact.stage.name !== 'answering') return
  if (contact.initiatedAt + ANSWER_TIMEOUT_MS > world.now) return
  disconnect(world, contact, 'TELECOM_PROBLEM')
  endContact(world, contact, 'TELECOM_PROBLEM')
}

function newContact(world: World, input: LegOffered): Contact {
  return freshContact(world, {
    contactId: world.chance.uuid(),
    channel: 'VOICE',
    initiationMethod: 'INBOUND',
    node: input.node,
    customerLegId: input.legId,
    customerAddress: input.from,
    ...(input.displayName === undefined ? {} : { customerName: input.displayName }),
    systemAddress: input.to,
    headers: input.headers ?? {},
    stage: { name: 'answering' },
  })
}
