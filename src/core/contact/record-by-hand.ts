// A recording begun, put aside, gone on with or ended by the API, whatever the flow said ("StartContactRecording"
// and its neighbours of the service).
import type { ContactInput } from '../input.ts'
import { type Refusal, wrongState } from '../refusal.ts'
import type { World } from '../world.ts'
import { type Contact, isVoice } from './contact.ts'
import { recordAutomated, startRecording, stopRecording, updateRecording } from './recording.ts'

type ByHand = Extract<ContactInput, { type: 'contact.record' }>

export function recordByHand(world: World, contact: Contact, input: ByHand): Refusal | undefined {
  if (!isVoice(contact) || contact.stage.name === 'ended') return wrongState(contact.stage.name)
  if (contact.monitors) return wrongState('listened to')
  if (input.what === 'start') return begin(world, contact, input)
  const recording = goingOn(contact, input.part)
  if (input.what === 'stop') {
    const { recordingBehavior } = contact
    contact.recordingBehavior =
      input.part === 'automated'
        ? { ...recordingBehavior, ivr: false }
        : { ...recordingBehavior, agent: false, customer: false }
    if (recording) stopRecording(world, contact)
    if (input.part === 'talk') contact.recordingStopped = true
    return undefined
  }
  if (!recording) return NOT_RECORDED
  if (input.what === 'suspend') recording.suspended = true
  else delete recording.suspended
  updateRecording(world, contact)
  return undefined
}

/** At once when somebody talks, otherwise when the agent joins. */
function begin(
  world: World,
  contact: Contact,
  { hears }: Extract<ByHand, { what: 'start' }>,
): Refusal | undefined {
  // As the service has it: who wants to go on suspends and resumes instead.
  if (contact.recordingStopped) return STOPPED_FOR_GOOD
  if (goingOn(contact, 'talk')) return RECORDED_ALREADY
  contact.recordingBehavior = { ...contact.recordingBehavior, ...hears }
  if (contact.stage.name === 'connected') startRecording(world, contact)
  else recordAutomated(world, contact)
  return undefined
}

function goingOn({ recording }: Contact, part: 'talk' | 'automated') {
  if (!recording || recording.stoppedAt !== undefined) return undefined
  return (recording.isAutomated === true) === (part === 'automated') ? recording : undefined
}

const NOT_RECORDED: Refusal = {
  refused: 'WrongState',
  message: 'The contact is not being recorded.',
}
const RECORDED_ALREADY: Refusal = {
  refused: 'WrongState',
  message: 'The contact is being recorded already.',
}
const STOPPED_FOR_GOOD: Refusal = {
  refused: 'WrongState',
  message: 'The recording was stopped, and a contact is recorded once; suspend and resume instead.',
}
