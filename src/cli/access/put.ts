// `parley access user` and `role`: makes one; its policies and keys come afterwards.
import { ASKING, ASKING_DETAILS, askCentre, oneOperand, tell } from '../ask-centre.ts'
import type { Command } from '../command.ts'
import { pathOf } from '../named-things.ts'
import { ACCESS } from './access-path.ts'

export const user: Command = making(
  'user',
  'make a user for a program, with policies and keys of its own',
)
export const role: Command = making(
  'role',
  'make a role that programs assume for a while (sts:AssumeRole)',
)

function making(type: 'user' | 'role', about: string): Command {
  return {
    name: type,
    usage: 'NAME',
    about,
    details: ASKING_DETAILS,
    options: ASKING,
    async run(given, terminal) {
      const path = pathOf(ACCESS, oneOperand(given, 'name'))
      const answer = await askCentre(given, terminal, { method: 'PUT', path, body: { type } })
      return tell(terminal, given, answer, `${answer.arn}\n`)
    },
  }
}
