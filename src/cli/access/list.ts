// `parley access list`, `show` and `delete`.
import { ASKING, ASKING_DETAILS, askCentre, oneOperand, tell } from '../ask-centre.ts'
import type { Command } from '../command.ts'
import { pathOf, type ShownIdentity } from './path-of.ts'

const asking = { details: ASKING_DETAILS, options: ASKING }

export const list: Command = {
  name: 'list',
  usage: '',
  about: 'show the users and roles of programs',
  ...asking,
  async run(given, terminal) {
    const answer = await askCentre(given, terminal, { method: 'GET', path: pathOf() })
    const identities = answer.identities as readonly ShownIdentity[]
    const lines = identities.map(({ name, type, policies }) =>
      [name, type, policies.join(' ')].join('  '),
    )
    return tell(terminal, given, answer, lines.map(line => `${line}\n`).join(''))
  },
}

export const show: Command = {
  name: 'show',
  usage: 'NAME',
  about: 'show a user or role with its policies and the ids of its keys',
  ...asking,
  async run(given, terminal) {
    const path = pathOf(oneOperand(given, 'name'))
    const answer = await askCentre(given, terminal, { method: 'GET', path })
    return tell(terminal, given, answer, `${JSON.stringify(answer, undefined, 2)}\n`)
  },
}

export const remove: Command = {
  name: 'delete',
  usage: 'NAME',
  about: 'delete a user or role, with its keys',
  ...asking,
  async run(given, terminal) {
    const name = oneOperand(given, 'name')
    const answer = await askCentre(given, terminal, { method: 'DELETE', path: pathOf(name) })
    return tell(terminal, given, answer, `${name} is deleted.\n`)
  },
}
