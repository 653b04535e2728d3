// `parley widget list` and `delete`.
import type { Command } from '../command.ts'
import { deleteOf, listOf, type NamedThings } from '../named-things.ts'
import { type ShownWidget, WIDGETS } from './ask-widgets.ts'

const widgets: NamedThings<ShownWidget> = {
  path: WIDGETS,
  member: 'widgets',
  by: 'id',
  columns: ({ id, name, origins, requiresToken }) => [
    id,
    name,
    requiresToken ? 'with token' : 'open',
    origins.join(' '),
  ],
}

export const list: Command = listOf(widgets, 'show the chat widgets')
export const remove: Command = deleteOf(
  widgets,
  'delete a chat widget; chats that go on are not touched',
)
