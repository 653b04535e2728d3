// Somebody of the centre looks on while an agent and a customer write: by a contact of its own, so that it
// is on that one's page, and as a silent participant of the chat. Who may barge in can take part.
import type { Agent } from '../agent/agent.ts'
import { updateIdle } from '../agent/availability.ts'
import type { AgentInput, ContactInput } from '../input.ts'
import { notGoingOn, type Refusal, wrongState } from '../refusal.ts'
import type { World } from '../world.ts'
import {
  addParticipant,
  type Chat,
  type ChatParticipant,
  participantLeaves,
  present,
  writeEvent,
} from './chat.ts'
import { type Contact, type DisconnectReason, isVoice } from './contact.ts'
import { endContact } from './ending.ts'
import { listenIn } from './monitor-call.ts'
import { addContact } from './new-contact.ts'
import { LISTENERS_MAX, PARTICIPANTS_MAX } from './participant-limit.ts'

const SUBTYPE = { 'connect:Subtype': { ValueString: 'connect:Chat' } }

type Monitor = Extract<ContactInput, { type: 'contact.monitor' }>

export function startMonitoring(
  world: World,
  contact: Contact,
  input: Monitor,
): Refusal | undefined {
  const agent = world.agents.get(input.agentId)
  if (!agent) return { refused: 'AgentNotFound', message: 'There is no such agent.' }
  if (isVoice(contact)) return listenIn(world, contact, agent, input)
  const refused = whyNotMonitor(world, contact, agent, input)
  if (refused) return refused
  const { monitorId, participantId, mayBarge } = input
  const queueId = contact.targetQueueId ?? ''
  addContact(world, {
    contactId: monitorId,
    channel: contact.channel,
    initiationMethod: 'MONITOR',
    stage: { name: 'connected', queueId, agentId: agent.agentId, onHold: false },
    initialContactId: contact.initialContactId,
    previousContactId: contact.contactId,
    ...(contact.customerName !== undefined && { customerName: contact.customerName }),
    attributes: contact.attributes,
    segmentAttributes: SUBTYPE,
    customerPresent: false,
    monitors: { contactId: contact.contactId, mayBarge },
  })
  takeInHand(world, contact, agent, { monitorId, queueId })
  const user = world.directory.get('agent', agent.agentId)
  if (!contact.chat) return undefined
  addParticipant(world, contact.chat, {
    participantId,
    role: 'SUPERVISOR',
    agentId: agent.agentId,
    monitorId,
    displayName: user?.IdentityInfo?.FirstName ?? user?.Username ?? '',
    isSilent: true,
  })
  return undefined
}

function whyNotMonitor(
  world: World,
  contact: Contact,
  agent: Agent,
  { monitorId, participantId }: Monitor,
): Refusal | undefined {
  const { chat, stage } = contact
  if (!chat || stage.name !== 'connected') return wrongState(stage.name)
  if (world.contacts.has(monitorId)) {
    return { refused: 'AlreadyThere', message: 'There is a contact of this id.' }
  }
  const there = chat.participants.filter(({ leftAt }) => leftAt === undefined)
  if (there.some(each => each.agentId === agent.agentId || each.participantId === participantId)) {
    return { refused: 'WrongState', message: 'The user takes part in the chat already.' }
  }
  if (there.filter(({ role }) => role === 'SUPERVISOR').length >= LISTENERS_MAX) {
    return { refused: 'LimitExceeded', message: `${LISTENERS_MAX} users look on already.` }
  }
  return undefined
}

function takeInHand(
  world: World,
  contact: Contact,
  agent: Agent,
  { monitorId, queueId }: { readonly monitorId: string; readonly queueId: string },
): void {
  agent.contacts.push({
    contactId: monitorId,
    channel: contact.channel,
    initiationMethod: 'MONITOR',
    queueId,
    legId: '',
    state: 'CONNECTED',
    since: world.now,
    connectedAt: world.now,
    accepted: true,
    legReady: true,
    muted: false,
    idleSince: agent.idle[contact.channel] ?? world.now,
    customerAddress: contact.customerAddress || (contact.customerName ?? ''),
  })
  updateIdle(world, agent)
  world.agentChanged(agent.agentId)
}

/** Who looks on takes part from now on, or only looks on again. */
export function setBarging(
  world: World,
  monitor: Contact,
  { barges }: Extract<AgentInput, { type: 'agent.monitor' }>,
): Refusal | undefined {
  const { monitors } = monitor
  const watched = monitors && world.contacts.get(monitors.contactId)
  const who = watched && participantOf(watched, monitor)
  if (!monitors || !watched?.chat || !who) return notGoingOn
  if (barges === !who.isSilent) return undefined
  if (!barges) {
    writeEvent(world, watched, 'participant.left', who)
    who.isSilent = true
  } else {
    if (!monitors.mayBarge) {
      return { refused: 'WrongState', message: 'Who looks on here may not take part.' }
    }
    if (present(watched.chat).length >= PARTICIPANTS_MAX) {
      const message = `There are ${PARTICIPANTS_MAX} in the chat already.`
      return { refused: 'LimitExceeded', message }
    }
    delete who.isSilent
    writeEvent(world, watched, 'participant.joined', who)
  }
  if ('agentId' in monitor.stage) world.agentChanged(monitor.stage.agentId)
  return undefined
}

/** The chat goes on in another contact, and so does the looking on. */
export function lookOnIn(world: World, { participants }: Chat, contactId: string): void {
  for (const { monitorId = '' } of participants) {
    const { monitors } = world.contacts.get(monitorId) ?? {}
    if (monitors) monitors.contactId = contactId
  }
}

/** One who looks on leaves. */
export function stopLookingOn(world: World, watched: Contact, who: ChatParticipant): void {
  const monitor = world.contacts.get(who.monitorId ?? '')
  if (monitor) endContact(world, monitor, 'AGENT_DISCONNECT')
  else participantLeaves(world, watched, who)
}

/** The agent puts the monitoring down. Answers false for every other contact. */
export function leaveMonitoring(
  world: World,
  contact: Contact,
  reason: DisconnectReason = 'AGENT_DISCONNECT',
): boolean {
  if (!contact.monitors) return false
  endContact(world, contact, reason)
  return true
}

function participantOf(watched: Contact, { contactId }: Contact): ChatParticipant | undefined {
  return watched.chat?.participants.find(
    ({ monitorId, leftAt }) => monitorId === contactId && leftAt === undefined,
  )
}
