// `parley access policy` and `drop-policy`: what a user or role may do.
import { ASKING, ASKING_DETAILS, askCentre, tell } from '../ask-centre.ts'
import { type Command, type Given, UseError } from '../command.ts'
import { jsonObjectIn } from '../json-object-in.ts'
import { pathOf } from '../named-things.ts'
import { ACCESS } from './access-path.ts'

export const policy: Command = {
  name: 'policy',
  usage: 'NAME POLICY FILE',
  about:
    'give a user or role a policy: a JSON file in the language of AWS IAM, or - for what is written to it',
  details: ASKING_DETAILS,
  options: ASKING,
  async run(given, terminal) {
    const [name, called, file] = operands(given, 3, 'Give a name, the policy’s name and one file.')
    const body = await jsonObjectIn(file)
    const path = pathOf(ACCESS, name, 'policies', called)
    const answer = await askCentre(given, terminal, { method: 'PUT', path, body })
    return tell(terminal, given, answer, `${name} has the policy ${called}.\n`)
  },
}

export const dropPolicy: Command = {
  name: 'drop-policy',
  usage: 'NAME POLICY',
  about: 'take a policy away',
  details: ASKING_DETAILS,
  options: ASKING,
  async run(given, terminal) {
    const [name, called] = operands(given, 2, 'Give a name and the policy’s name.')
    const path = pathOf(ACCESS, name, 'policies', called)
    const answer = await askCentre(given, terminal, { method: 'DELETE', path })
    return tell(terminal, given, answer, `${name} has the policy ${called} no more.\n`)
  },
}

function operands(given: Given, count: number, sentence: string): [string, string, string] {
  if (given.operands.length !== count) throw new UseError(sentence)
  const [first = '', second = '', third = ''] = given.operands
  return [first, second, third]
}
