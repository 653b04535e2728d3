// `parley widget snippet`: the lines that put the chat on a page.
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
    const text = snippetText(endpointOf(given, terminal.env), id)
    return tell(terminal, given, { id, snippet: text }, text)
  },
}

export function snippetText(endpoint: string, id: string): string {
  return `<script>
(function (w, d, x, id) {
  var s = d.createElement('script')
  s.src = '${endpoint}/connectwidget/static/amazon-connect-chat-interface-client.js'
  s.async = 1
  s.id = id
  d.head.appendChild(s)
  w[x] = w[x] || function () { (w[x].ac = w[x].ac || []).push(arguments) }
})(window, document, 'amazon_connect', '${id}')
</script>
`
}
