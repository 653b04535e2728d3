// `parley access key` and `drop-key`: what a program signs its calls with.
import { ASKING, ASKING_DETAILS, askCentre, oneOperand, tell } from '../ask-centre.ts'
import { type Command, UseError } from '../command.ts'
import { pathOf } from '../named-things.ts'
import { ACCESS } from './access-path.ts'

export const key: Command = {
  name: 'key',
  usage: 'NAME',
  about: 'make an access key of a user; its secret is shown only now',
  details: ASKING_DETAILS,
  options: ASKING,
  async run(given, terminal) {
    const path = pathOf(ACCESS, oneOperand(given, 'name'), 'keys')
    const answer = await askCentre(given, terminal, { method: 'POST', path })
    const text = `AWS_ACCESS_KEY_ID=${answer.accessKeyId}\nAWS_SECRET_ACCESS_KEY=${answer.secretAccessKey}\n`
    return tell(terminal, given, answer, text)
  },
}

export const dropKey: Command = {
  name: 'drop-key',
  usage: 'NAME KEY',
  about: 'delete an access key; what it signs is refused from then on',
  details: ASKING_DETAILS,
  options: ASKING,
  async run(given, terminal) {
    const [name, id, ...more] = given.operands
    if (name === undefined || id === undefined || more.length > 0) {
      throw new UseError('Give a name and the id of one of its keys.')
    }
    const path = pathOf(ACCESS, name, 'keys', id)
    const answer = await askCentre(given, terminal, { method: 'DELETE', path })
    return tell(terminal, given, answer, `${id} is deleted.\n`)
  },
}
