// Counts of the agents of one routing profile, kept as agents change. An agent's share is a list of the
// counts it stands in, once for each time it counts there; so what an agent adds can be taken out again.
import { type Agent, type AgentContact, isFailed } from '../agent/agent.ts'
import { freeSlots } from '../agent/availability.ts'
import type { World } from '../world.ts'
import { CHANNELS, type ChannelSet, channelIndex, channelSet, SETS } from './channel-set.ts'

/** Counts that stand alone. */
const SINGLE = [
  'agents',
  'online',
  'staffed',
  'nonProductive',
  'talking',
  'wrapping',
  'missed',
] as const
/** Counts with one number for each channel. */
const PER_CHANNEL = ['wrapped', 'activeSlots', 'freeSlots'] as const
/** Counts of agents with one number for each set of channels: every agent stands in one set. */
const PER_SET = ['available', 'onContact', 'failed'] as const

type Single = (typeof SINGLE)[number]
type PerChannel = (typeof PER_CHANNEL)[number]
type PerSet = (typeof PER_SET)[number]

const SETS_AT = SINGLE.length + PER_CHANNEL.length * CHANNELS.length
const SIZE = SETS_AT + PER_SET.length * SETS

/** The places of the counts an agent stands in. */
export type Share = readonly number[]

export class Tally {
  readonly #counts = new Int32Array(SIZE)
  /** Of the live metrics' version: when it last became another. */
  changedAt = 0

  add(share: Share, times: 1 | -1): void {
    const counts = this.#counts
    for (const place of share) counts[place] = (counts[place] ?? 0) + times
  }

  count(of: Single): number {
    return this.#at(singlePlace(of))
  }

  /** Over the channels. */
  sum(of: PerChannel, channels: ChannelSet): number {
    let total = 0
    for (let index = 0; index < CHANNELS.length; index++) {
      if (channels & (1 << index)) total += this.#at(channelPlace(of, index))
    }
    return total
  }

  /** Agents of whom it is true on at least one of the channels. */
  agents(of: PerSet, channels: ChannelSet): number {
    let total = 0
    for (let set = 1; set < SETS; set++) if (set & channels) total += this.#at(setPlace(of, set))
    return total
  }

  #at(place: number): number {
    return this.#counts[place] ?? 0
  }
}

function singlePlace(of: Single): number {
  return SINGLE.indexOf(of)
}

function channelPlace(of: PerChannel, index: number): number {
  return SINGLE.length + PER_CHANNEL.indexOf(of) * CHANNELS.length + index
}

function setPlace(of: PerSet, set: ChannelSet): number {
  return SETS_AT + PER_SET.indexOf(of) * SETS + set
}

/** What an agent adds to the counts now. */
export function shareOf(world: World, agent: Agent): Share {
  const type = world.directory.get('agent-state', agent.statusId)?.Type ?? 'OFFLINE'
  const share = [singlePlace('agents')]
  if (type !== 'OFFLINE') share.push(singlePlace('online'))
  if (type === 'ROUTABLE') share.push(singlePlace('staffed'))
  if (type === 'CUSTOM') share.push(singlePlace('nonProductive'))
  addContacts(share, agent)
  addFreeSlots(share, freeSlots(world, agent))
  return share
}

function addContacts(share: number[], { contacts }: Agent): void {
  if (contacts.length === 0) return
  let onContact = 0
  let failed = 0
  for (const held of contacts) {
    const index = channelIndex(held.channel)
    if (isFailed(held)) failed |= channelSet(held.channel)
    if (held.state === 'ENDED') share.push(channelPlace('wrapped', index))
    if (!isWorkedOn(held)) continue
    onContact |= channelSet(held.channel)
    share.push(channelPlace('activeSlots', index))
  }
  share.push(setPlace('onContact', onContact), setPlace('failed', failed))
  const has = (...states: readonly string[]) => contacts.some(({ state }) => states.includes(state))
  if (has('CONNECTED', 'CONNECTED_ONHOLD')) share.push(singlePlace('talking'))
  if (has('ENDED')) share.push(singlePlace('wrapping'))
  if (has('MISSED')) share.push(singlePlace('missed'))
}

/** Connected, on hold, put aside, in after-contact work, or a customer who is being called. */
function isWorkedOn({ state, initiationMethod, until }: AgentContact): boolean {
  if (state === 'CONNECTING') {
    // What lapses is still an offer.
    return (
      initiationMethod === 'OUTBOUND' || (initiationMethod === 'CALLBACK' && until === undefined)
    )
  }
  return state !== 'MISSED' && state !== 'REJECTED' && state !== 'ERROR'
}

function addFreeSlots(share: number[], free: Readonly<Record<string, number>>): void {
  let available = 0
  for (const channel of CHANNELS) {
    const slots = free[channel] ?? 0
    if (slots > 0) available |= channelSet(channel)
    for (let slot = 0; slot < slots; slot++) {
      share.push(channelPlace('freeSlots', channelIndex(channel)))
    }
  }
  share.push(setPlace('available', available))
}
