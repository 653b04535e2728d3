// `parley widget snippet`: the lines that put the chat on a page.
import { widgetSnippet } from '../../api/contract/widget-snippet.ts'
import { ASKING, ASKING_DETAILS, endpointOf, oneOperand, tell } from '../ask-centre.ts'
import type { Command } from '../command.ts'
import { askWidgets } from './ask-widgets.ts'

export const snippet: Command = {
  name: 'snippet',
  usage: 'ID',
  about: 'show what to put on your pages',
  details: ASKING_DETAILS,
  options: ASKING,
  async run(given, terminal) {
    const id = oneOperand(given, 'id')
    await askWidgets(given, terminal, { method: 'GET', id })
    const text = `${widgetSnippet({ origin: endpointOf(given, terminal.env), id })}\n`
    return tell(terminal, given, { id, snippet: text }, text)
  },
}
