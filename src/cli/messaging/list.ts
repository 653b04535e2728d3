// `parley messaging list`, `show` and `delete`.
import type { Command } from '../command.ts'
import { deleteOf, listOf, type NamedThings, showOf } from '../named-things.ts'
import { MESSAGING, type ShownChannel } from './shown-channel.ts'

const channels: NamedThings<ShownChannel> = {
  path: MESSAGING,
  member: 'channels',
  by: 'name',
  columns: ({ name, provider, addresses }) => [name, provider, addresses.join(' ')],
}

export const list: Command = listOf(channels, 'show the channels')
export const show: Command = showOf(
  channels,
  'show a channel, and the last messages that could not be sent',
)
export const remove: Command = deleteOf(
  channels,
  'delete a channel; what its chats say then goes nowhere',
)
