// Goes on with what parts of the core have finished: the signals of one input, until nothing is left.
import { assertNever } from './assert.ts'
import { callbackCreated } from './contact/callback.ts'
import type { Contact, DisconnectReason } from './contact/contact.ts'
import { disconnect, endContact } from './contact/ending.ts'
import { startGuide } from './contact/guide.ts'
import { handToAgent } from './contact/hand-to-agent.ts'
import { holdPrevious } from './contact/hold-previous.ts'
import { whisperEnded } from './contact/joining.ts'
import { leaveMonitoring } from './contact/monitor.ts'
import { listenerGone } from './contact/monitor-call.ts'
import { afterNotice, enterFlow, toldBeforeQueue } from './contact/notice.ts'
import { leaveQueue } from './contact/offering.ts'
import { askingWhoPlays, rootOf } from './contact/party.ts'
import { askedPartyGone } from './contact/party-legs.ts'
import { contactToQueue } from './contact/queue-again.ts'
import { enqueue } from './contact/queueing.ts'
import { callForbidden, flowBeforeCallEnded } from './contact/reaching.ts'
import { resumeRun, stopRun } from './contact/run.ts'
import type { VoiceInput } from './input.ts'
import type { Signal, World } from './world.ts'

/** How often a contact may be passed from flow to flow, or back to a queue, within one input. */
const HANDOVERS_MAX = 100
/** Flows whose contacts make more and more contacts come to an end as well. */
const SIGNALS_MAX = 10_000

export function settle(world: World): void {
  const { signals } = world
  let count = 0
  for (let round = 0; signals.length > 0; round++) {
    // What comes of these is the next round: many contacts at once are no circle.
    for (const signal of signals.splice(0)) {
      const contact = world.contacts.get(signal.contactId)
      const isTooMuch = round >= HANDOVERS_MAX || ++count > SIGNALS_MAX
      if (contact && !isTooMuch) goOn(world, contact, signal)
      // Flows that send a contact round and round without ever waiting end it.
      else if (contact) disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
    }
  }
}

/** A prompt is over: the run that played it goes on. */
export function promptEnded(
  world: World,
  contact: Contact,
  role: 'customer' | 'agent',
  { playId, outcome }: Pick<Extract<VoiceInput, { type: 'prompt.ended' }>, 'playId' | 'outcome'>,
): void {
  const asking = role === 'agent' ? askingWhoPlays(world, contact, playId) : undefined
  const listener = asking ?? contact
  const run = asking || role === 'customer' ? listener.customerRun : contact.agentRun
  // A play of an earlier moment may end late; only the run's own counts.
  if (!run || run.playId !== playId) return
  run.playId = undefined
  resumeRun(world, listener, run.role, { type: 'promptEnded', outcome })
}

function goOn(world: World, contact: Contact, signal: Signal): void {
  switch (signal.type) {
    case 'run.ended':
      return runEnded(world, contact, signal)
    case 'guide.due':
      return startGuide(world, contact, signal.hook)
    case 'callback.created':
      return callbackCreated(world, contact)
    case 'call.forbidden':
      return callForbidden(world, contact)
    case 'previous.hold':
      return holdPrevious(world, contact, signal.onHold)
    case 'asking.over':
      return endContact(world, contact, whyOver(world, contact))
    case 'watched.over':
      leaveMonitoring(world, contact)
      return
    case 'listener.gone':
      return listenerGone(world, contact, signal.wasHeard)
    case 'party.gone':
      return askedPartyGone(world, contact, signal.partyId)
    case 'play.unheard':
      return promptEnded(world, contact, 'customer', { ...signal, outcome: 'failed' })
    default:
      return assertNever(signal)
  }
}

/** As the call ended that somebody was asked into, or because that one is not needed any more. */
function whyOver(world: World, contact: Contact): DisconnectReason {
  return rootOf(world, contact).disconnectReason ?? 'AGENT_DISCONNECT'
}

function runEnded(
  world: World,
  contact: Contact,
  { run, handover: passedOn }: Extract<Signal, { type: 'run.ended' }>,
): void {
  if (contact.stage.name === 'ended') return
  const handover = afterNotice(contact, run) ?? passedOn
  if (handover?.to === 'nobody') {
    disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
  } else if (contact.chat?.isGuide && (handover?.to === 'queue' || handover?.to === 'agent')) {
    // Nobody waits for an agent who is with one already.
    disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
  } else if (handover?.to === 'queue') {
    moveToQueue(world, contact, handover.queueId)
  } else if (handover?.to === 'agent') {
    if (!handToAgent(world, contact, handover.agentId)) {
      disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
    }
  } else if (handover?.to === 'flow') {
    const { role, legId, flowId: previousFlowId } = run
    const { flowId } = handover
    const went = enterFlow(world, contact, { role, legId, flowId, previousFlowId })
    if (!went) disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
  } else if (contact.stage.name === 'joining') {
    whisperEnded(world, contact)
  } else if (contact.stage.name === 'reaching') {
    flowBeforeCallEnded(world, contact)
  } else if (contact.stage.name === 'flow') {
    // FLOW_LANGUAGE §5: the end of an inbound or disconnect flow hangs up.
    disconnect(world, contact, 'CONTACT_FLOW_DISCONNECT')
  }
}

/** From a flow into a queue, or from one queue into another with nothing of the first. */
function moveToQueue(world: World, contact: Contact, queueId: string): void {
  const { name } = contact.stage
  if (name !== 'flow' && name !== 'queued' && name !== 'offered') return
  leaveQueue(world, contact)
  stopRun(world, contact, 'customer')
  if (toldBeforeQueue(world, contact, queueId)) return
  if (contact.digitBuffer !== undefined) contact.digitBuffer = ''
  enqueue(world, contactToQueue(world, contact), queueId)
}
