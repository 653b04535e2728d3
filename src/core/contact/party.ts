// Who is in a call beside its customer and its agent. Everything about a call of several is kept with
// one contact, its root: the one whose agent asked the others in.
import { findContact } from '../agent/availability.ts'
import type { MixMember } from '../effect.ts'
import type { Instant } from '../instant.ts'
import type { World } from '../world.ts'
import { type Contact, isVoice, type Party, type ThirdParty } from './contact.ts'
import { bargingIn, listenersOf, listeningMembers } from './listeners.ts'

/** The contact that has the customer: the one itself, or the one it asks somebody in for. */
export function rootOf(world: World, contact: Contact): Contact {
  const root = contact.asksFor === undefined ? undefined : world.contacts.get(contact.asksFor)
  return root ?? contact
}

/** The root of the call that the contact's agent talks in, or listens to. */
export function callOf(world: World, contact: Contact): Contact {
  const { monitors } = contact
  const watched = monitors && isVoice(contact) ? world.contacts.get(monitors.contactId) : undefined
  return rootOf(world, watched ?? contact)
}

/** Those who are in the call, or are being called into it. */
export function partiesOf({ parties = [] }: Contact): readonly Party[] {
  return parties.filter(({ leftAt }) => leftAt === undefined)
}

export function findParty(contact: Contact, partyId: string): Party | undefined {
  return partiesOf(contact).find(each => each.partyId === partyId)
}

/** The contact by which a party is asked in; none of a number. */
export function askingContact(world: World, { kind, partyId }: Party): Contact | undefined {
  return kind === 'number' ? undefined : world.contacts.get(partyId)
}

/** The contact whose flow plays something to the agent who asks somebody in. */
export function askingWhoPlays(world: World, contact: Contact, playId: string) {
  return allAsking(world, contact).find(({ customerRun }) => customerRun?.playId === playId)
}

/** The contact whose flow waits for keys of the agent who asks somebody in. */
export function askingWhoListens(world: World, contact: Contact): Contact | undefined {
  return allAsking(world, contact).find(({ customerRun }) => customerRun !== undefined)
}

function allAsking(world: World, contact: Contact): readonly Contact[] {
  return partiesOf(contact).flatMap(party => askingContact(world, party) ?? [])
}

/** The leg of somebody who has answered. */
export function legOfParty(world: World, party: Party): string | undefined {
  if (party.kind === 'number') return party.answeredAt === undefined ? undefined : party.partyId
  const asking = askingContact(world, party)
  return asking && legOfAgent(world, asking)
}

/** The leg of the agent who has a contact. */
export function legOfAgent(world: World, { stage, contactId }: Contact): string | undefined {
  if (stage.name !== 'connected') return undefined
  const agent = world.agents.get(stage.agentId)
  return agent && findContact(agent, contactId)?.legId
}

/** Who hears whom from now on, of whichever contact of a call. */
export function setMix(world: World, contact: Contact): void {
  if (!isVoice(contact)) return
  const root = rootOf(world, contact)
  const members = talkers(world, root)
  world.effect({
    type: 'mix.set',
    node: root.node,
    mixId: root.contactId,
    members: members.length < 2 ? [] : members,
  })
  // Their pages show who talks and who is on hold.
  for (const { monitor } of listenersOf(world, contactsOfCall(world, root))) {
    if ('agentId' in monitor.stage) world.agentChanged(monitor.stage.agentId)
  }
}

/** The contacts of a call: the root, and those by which others were asked in. */
export function contactsOfCall(world: World, root: Contact): readonly Contact[] {
  return [root, ...allAsking(world, root)]
}

function talkers(world: World, root: Contact): readonly MixMember[] {
  const { stage, customerLegId } = root
  const customer = { legId: customerLegId, muted: false }
  const others = partiesOf(root).flatMap(party => partyTalker(world, party))
  if (stage.name === 'connected') {
    const contacts = contactsOfCall(world, root)
    const listening = listeningMembers(world, contacts, each => legOfAgent(world, each))
    const talking = [...(stage.onHold ? [] : [customer]), ...agentTalker(world, root), ...others]
    return [...talking, ...listening]
  }
  const outside = outsideTalker(root)
  // A flow waits while they talk, or they are left to themselves.
  if (stage.name !== 'external' && outside.length === 0) return []
  return [customer, ...others, ...outside]
}

/** Whom a flow has called, while they talk. */
function outsideTalker({ thirdParty }: Contact): readonly MixMember[] {
  const talks = thirdParty?.answeredAt !== undefined && thirdParty.leftAt === undefined
  return talks ? [{ legId: thirdParty.legId, muted: false }] : []
}

function agentTalker(world: World, { stage, contactId }: Contact) {
  const agent = stage.name === 'connected' ? world.agents.get(stage.agentId) : undefined
  const held = agent && findContact(agent, contactId)
  return held ? [{ legId: held.legId, muted: held.muted }] : []
}

function partyTalker(world: World, party: Party): readonly MixMember[] {
  if (party.onHold) return []
  const asking = askingContact(world, party)
  if (asking) {
    // An agent who was asked in and holds the call has gone aside; the others go on.
    const isAside = asking.stage.name !== 'connected' || asking.stage.onHold
    // Whom a transfer flow has called talks where the agent does who asks: nobody is in two talks.
    return [...(isAside ? [] : agentTalker(world, asking)), ...outsideTalker(asking)]
  }
  return party.answeredAt === undefined ? [] : [{ legId: party.partyId, muted: false }]
}

/** Legs of parties that are recorded with the agent: all whom everybody hears. */
export function heardParties(world: World, root: Contact): readonly string[] {
  const parties = partiesOf(root).flatMap(party => partyTalker(world, party))
  const supervisors = bargingIn(world, contactsOfCall(world, root)).map(({ held }) => held)
  return [...parties, ...supervisors].flatMap(({ legId, muted }) => (muted ? [] : [legId]))
}

/** Legs of the customer and of numbers outside that are not on hold. */
export function legsOutside(root: Contact): readonly string[] {
  const { stage, customerLegId } = root
  const customer = stage.name === 'connected' && !stage.onHold ? [customerLegId] : []
  const numbers = partiesOf(root).filter(({ kind, onHold, answeredAt }) => {
    return kind === 'number' && !onHold && answeredAt !== undefined
  })
  return [...customer, ...numbers.map(({ partyId }) => partyId)]
}

/** An agent who was asked into a call has come. */
export function noteJoined(world: World, contact: Contact): void {
  if (contact.asksFor === undefined) return
  const root = rootOf(world, contact)
  const party = findParty(root, contact.contactId)
  if (party) party.answeredAt = world.now
  callChanged(world, root)
}

/** Tells the pages of all agents in a call that something about it is another. */
export function callChanged(world: World, root: Contact): void {
  for (const each of [root, ...partiesOf(root).map(party => askingContact(world, party))]) {
    if (each && 'agentId' in each.stage) world.agentChanged(each.stage.agentId)
  }
}

interface OutsideTalk {
  readonly address: string
  readonly since: Instant
  readonly ms: number
}

/** What people outside had of a call: the first of them, since when, and how long all of them together. */
export function outsideTalk({
  thirdParty,
  parties = [],
  disconnectedAt,
}: Contact): OutsideTalk | undefined {
  const numbers = parties.filter(({ kind }) => kind === 'number')
  const all: readonly (ThirdParty | Party)[] = thirdParty ? [thirdParty, ...numbers] : numbers
  const talked = all.flatMap(party => talkOf(party, disconnectedAt))
  const [first] = talked
  return first && { ...first, ms: talked.reduce((sum, { ms }) => sum + ms, 0) }
}

function talkOf(
  { address = '', answeredAt: since, leftAt }: ThirdParty | Party,
  disconnectedAt: Instant | undefined,
): readonly OutsideTalk[] {
  if (since === undefined) return []
  return [{ address, since, ms: (leftAt ?? disconnectedAt ?? since) - since }]
}

/** How long those talked whom agents have called in; undefined when nobody came. */
export function consultedMs({ parties = [], disconnectedAt }: Contact): number | undefined {
  const talked = parties.flatMap(party => talkOf(party, disconnectedAt))
  return talked.length === 0 ? undefined : talked.reduce((sum, { ms }) => sum + ms, 0)
}

/** The contact that an agent asked somebody in by, the last that was answered. */
export function consultContactId({ parties = [] }: Contact): string | undefined {
  return parties.findLast(each => each.kind !== 'number' && each.answeredAt !== undefined)?.partyId
}

/** Who outside was left with the customer, by a flow or an agent. */
export function passedOutTo(contact: Contact): OutsideTalk | undefined {
  const isPassedOut = contact.isPassedOut || contact.thirdParty !== undefined
  return isPassedOut ? outsideTalk(contact) : undefined
}
