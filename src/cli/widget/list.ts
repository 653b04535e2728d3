// `parley widget list` and `delete`.
import { ASKING, ASKING_DETAILS, oneOperand, tell } from '../ask-centre.ts'
import type { Command } from '../command.ts'
import { askWidgets, type ShownWidget } from './ask-widgets.ts'

export const list: Command = {
  name: 'list',
  usage: '',
  about: 'show the chat widgets',
  details: ASKING_DETAILS,
  options: ASKING,
  async run(given, terminal) {
    const answer = await askWidgets(given, terminal, { method: 'GET' })
    const widgets = answer.widgets as readonly ShownWidget[]
    const lines = widgets.map(({ id, name, origins, requiresToken }) =>
      [id, name, requiresToken ? 'with token' : 'open', origins.join(' ')].join('  ').trimEnd(),
    )
    return tell(terminal, given, answer, lines.map(line => `${line}\n`).join(''))
  },
}

export const remove: Command = {
  name: 'delete',
  usage: 'ID',
  about: 'delete a chat widget; chats that go on are not touched',
  details: ASKING_DETAILS,
  options: ASKING,
  async run(given, terminal) {
    const id = oneOperand(given, 'id')
    const answer = await askWidgets(given, terminal, { method: 'DELETE', id })
    return tell(terminal, given, answer, `${id} is deleted.\n`)
  },
}
