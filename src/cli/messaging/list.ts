// `parley messaging list`, `show` and `delete`.
import { ASKING, ASKING_DETAILS, oneOperand, tell } from '../ask-centre.ts'
import type { Command } from '../command.ts'
import { askMessaging, type ShownChannel } from './ask-messaging.ts'

const asking = { details: ASKING_DETAILS, options: ASKING }

export const list: Command = {
  name: 'list',
  usage: '',
  about: 'show the channels',
  ...asking,
  async run(given, terminal) {
    const answer = await askMessaging(given, terminal, { method: 'GET' })
    const channels = answer.channels as readonly ShownChannel[]
    const lines = channels.map(({ name, provider, addresses }) =>
      [name, provider, addresses.join(' ')].join('  '),
    )
    return tell(terminal, given, answer, lines.map(line => `${line}\n`).join(''))
  },
}

export const show: Command = {
  name: 'show',
  usage: 'NAME',
  about: 'show a channel, and the last messages that could not be sent',
  ...asking,
  async run(given, terminal) {
    const name = oneOperand(given, 'name')
    const answer = await askMessaging(given, terminal, { method: 'GET', name })
    return tell(terminal, given, answer, `${JSON.stringify(answer, undefined, 2)}\n`)
  },
}

export const remove: Command = {
  name: 'delete',
  usage: 'NAME',
  about: 'delete a channel; what its chats say then goes nowhere',
  ...asking,
  async run(given, terminal) {
    const name = oneOperand(given, 'name')
    const answer = await askMessaging(given, terminal, { method: 'DELETE', name })
    return tell(terminal, given, answer, `${name} is deleted.\n`)
  },
}
