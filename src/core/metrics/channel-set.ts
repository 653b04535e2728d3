// Sets of channels as small numbers, one bit for each.
import type { Channel } from '../contact/contact.ts'

export const CHANNELS = ['VOICE', 'CHAT', 'TASK', 'EMAIL'] as const satisfies readonly Channel[]

/** Sums of the bits of channels: 0 is none of them. */
export type ChannelSet = number

export const ALL_CHANNELS: ChannelSet = (1 << CHANNELS.length) - 1

/** How many sets there are. */
export const SETS = ALL_CHANNELS + 1

/** Where a channel stands in the list; -1 when it is none of ours. */
export function channelIndex(channel: string): number {
  return CHANNELS.indexOf(channel as Channel)
}

/** The set of one channel; empty when it is none of ours. */
export function channelSet(channel: string): ChannelSet {
  const index = channelIndex(channel)
  return index < 0 ? 0 : 1 << index
}

export function channelSetOf(channels: Iterable<string>): ChannelSet {
  let set = 0
  for (const channel of channels) set |= channelSet(channel)
  return set
}

export function channelsIn(set: ChannelSet): Channel[] {
  return CHANNELS.filter(channel => set & channelSet(channel))
}
