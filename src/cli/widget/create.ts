// `parley widget create` and `change`: a chat widget for pages of a site, and what is to be put on them.
import { widgetSnippet } from '../../api/contract/widget-snippet.ts'
import { ASKING, ASKING_DETAILS, endpointOf, oneOperand, tell } from '../ask-centre.ts'
import type { Command, Given, Terminal } from '../command.ts'
import { askWidgets, type ShownWidget } from './ask-widgets.ts'
import { SETTINGS, SETTINGS_DETAILS, settingsOf } from './widget-settings-options.ts'

const SAMPLE_FLOW = 'Sample chat flow'
const options = { ...ASKING, ...SETTINGS }
const details = [...SETTINGS_DETAILS, ...ASKING_DETAILS]

export const create: Command = {
  name: 'create',
  usage: 'NAME [--flow FLOW] --origin ORIGIN… [--require-token]',
  about: 'make a chat widget and show what to put on your pages',
  details,
  options,
  async run(given, terminal) {
    const body = { flow: SAMPLE_FLOW, name: oneOperand(given, 'name'), ...settingsOf(given) }
    const answer = await askWidgets(given, terminal, { method: 'POST', body })
    return told(given, terminal, answer as unknown as ShownWidget)
  },
}

export const change: Command = {
  name: 'change',
  usage: 'ID [--flow FLOW] [--origin ORIGIN…] [--new-secret]',
  about: 'change a chat widget; what is not said stays',
  details,
  options,
  async run(given, terminal) {
    const id = oneOperand(given, 'id')
    const answer = await askWidgets(given, terminal, { method: 'PUT', id, body: settingsOf(given) })
    return told(given, terminal, answer as unknown as ShownWidget)
  },
}

function told(given: Given, terminal: Terminal, widget: ShownWidget): number {
  const { id, name, secret } = widget
  const shownOnce = secret === undefined ? '' : `Its secret, which is shown only now: ${secret}\n`
  const snippet = `${widgetSnippet({ origin: endpointOf(given, terminal.env), id })}\n`
  const text = `${name} is ${id}.\n${shownOnce}Put this on your pages:\n\n${snippet}`
  return tell(terminal, given, widget, text)
}
