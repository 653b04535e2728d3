// What is recorded of a contact: the customer on the left, the agent on the right, each only when
// the flow asked for it, and nobody who is on hold or muted. What the customer says to flows, and to
// third parties whom they call, is a recording of its own.

import { findContact } from '../agent/availability.ts'
import type { VoiceInput } from '../input.ts'
import { minutes } from '../instant.ts'
import type { World } from '../world.ts'
import { type Contact, isVoice, type Recording } from './contact.ts'
import { heardParties } from './party.ts'

/** A recording that has not arrived by then is given up, so that the contact's record can be closed. */
export const RECORDING_GRACE_MS = minutes(2)

/** Begins the recording when the talk begins, if the flow asked for one. */
export function startRecording(world: World, contact: Contact): void {
  const { agent, customer } = contact.recordingBehavior
  // Who is asked in is recorded in the contact that asks, until that one's agent has left.
  if (!isVoice(contact) || contact.asksFor !== undefined) return
  if (isGoingOn(contact.recording) && contact.recording?.isAutomated) stopRecording(world, contact)
  if (!(agent || customer) || isGoingOn(contact.recording)) return
  const former = allRecordings(contact)
  const talk = former.filter(each => !each.isAutomated).length + 1
  begin(world, contact, talk === 1 ? contact.contactId : `${contact.contactId}_${talk}`)
}

/** Begins or ends the recording of what a flow and its customer say, as the flow wants it now. */
export function recordAutomated(world: World, contact: Contact): void {
  const { recording, recordingBehavior, stage, asksFor } = contact
  // The leg of who asks somebody in is an agent's, and no customer's.
  if (!isVoice(contact) || !contact.customerPresent || asksFor !== undefined) return
  if (isGoingOn(recording)) {
    if (recording?.isAutomated && !recordingBehavior.ivr) stopRecording(world, contact)
    return
  }
  const isAlone = stage.name === 'flow' || stage.name === 'queued' || stage.name === 'offered'
  if (!recordingBehavior.ivr || !isAlone) return
  const count = allRecordings(contact).filter(each => each.isAutomated).length + 1
  const id = `${contact.contactId}_ivr${count === 1 ? '' : count}`
  begin(world, contact, id, { isAutomated: true })
}

function begin(
  world: World,
  contact: Contact,
  recordingId: string,
  more: Pick<Recording, 'isAutomated'> = {},
): void {
  contact.formerRecordings = allRecordings(contact)
  contact.recording = { recordingId, startedAt: world.now, ...more }
  updateRecording(world, contact)
}

function isGoingOn(recording: Recording | undefined): boolean {
  return recording !== undefined && recording.stoppedAt === undefined
}

/** In the order in which they began. */
export function allRecordings({ formerRecordings = [], recording }: Contact): readonly Recording[] {
  return recording ? [...formerRecordings, recording] : formerRecordings
}

/** Says anew whom the recording hears. */
export function updateRecording(world: World, contact: Contact): void {
  const { recording, stage, handling } = contact
  if (!recording || recording.stoppedAt !== undefined) return
  if (recording.suspended) return hearNobody(world, contact, recording)
  if (recording.isAutomated) return hearAutomated(world, contact, recording)
  const talking = stage.name === 'connected' && !stage.onHold
  const { agent, customer } = contact.recordingBehavior
  const holder = handling && world.agents.get(handling.agentId)
  const muted = holder ? findContact(holder, contact.contactId)?.muted : true
  const others = heardParties(world, contact)
  world.effect({
    type: 'recording.set',
    node: contact.node,
    recordingId: recording.recordingId,
    contactId: contact.contactId,
    left: talking && customer ? [contact.customerLegId] : [],
    right: talking && agent && handling ? [...(muted ? [] : [handling.legId]), ...others] : [],
  })
}

function hearNobody(world: World, contact: Contact, { recordingId }: Recording): void {
  const { contactId, node } = contact
  world.effect({ type: 'recording.set', node, recordingId, contactId, left: [], right: [] })
}

/** The customer on the left; what flows say, and whom they have called in, on the right. */
function hearAutomated(world: World, contact: Contact, { recordingId }: Recording): void {
  const { thirdParty, customerLegId, contactId, node } = contact
  const isTalking = thirdParty?.answeredAt !== undefined && thirdParty.leftAt === undefined
  world.effect({
    type: 'recording.set',
    node,
    recordingId,
    contactId,
    left: [customerLegId],
    right: isTalking ? [thirdParty.legId] : [],
    rightPrompts: [customerLegId],
  })
}

export function stopRecording(world: World, contact: Contact): void {
  const { recording } = contact
  if (!recording || recording.stoppedAt !== undefined) return
  recording.stoppedAt = world.now
  world.wakeContact(contact.contactId, world.now + RECORDING_GRACE_MS)
  world.effect({
    type: 'recording.finish',
    node: contact.node,
    recordingId: recording.recordingId,
  })
}

/** The voice node has put a recording away, or could not. Recordings are named after their contact. */
export function recordingArrived(
  world: World,
  input: Extract<VoiceInput, { type: 'recording.finished' | 'recording.failed' }>,
): Contact | undefined {
  const contact = world.contacts.get(input.recordingId.split('_')[0] ?? '')
  const recording =
    contact && allRecordings(contact).find(each => each.recordingId === input.recordingId)
  if (!recording) return undefined
  recording.stoppedAt ??= world.now
  if (input.type === 'recording.finished') {
    recording.location = input.location
    recording.durationMs = input.durationMs
    delete recording.failed
  } else recording.failed = input.reason
  return contact
}

/** Nothing more will come of it. */
export function recordingSettled(world: World, contact: Contact): boolean {
  return allRecordings(contact).every(each => isSettled(world, each))
}

function isSettled(world: World, recording: Recording): boolean {
  if (recording.location !== undefined || recording.failed !== undefined) return true
  if (recording.stoppedAt === undefined) return false
  if (world.now < recording.stoppedAt + RECORDING_GRACE_MS) return false
  recording.failed = 'The recording did not arrive.'
  return true
}
