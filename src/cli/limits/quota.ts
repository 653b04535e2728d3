// `parley limits quota` and `drop-quota`: how many there may be of something.
import { ASKING, ASKING_DETAILS, askCentre, oneOperand, tell } from '../ask-centre.ts'
import { type Command, UseError } from '../command.ts'
import { pathOf } from '../named-things.ts'
import { LIMITS } from './limits-path.ts'

export const quota: Command = {
  name: 'quota',
  usage: 'NAME NUMBER',
  about: 'say how many there may be; what there is already stays',
  details: ['names are in parley limits list', ...ASKING_DETAILS],
  options: ASKING,
  async run(given, terminal) {
    const [name, number, ...more] = given.operands
    if (name === undefined || number === undefined || more.length > 0) {
      throw new UseError('Give the name of a quota and a number.')
    }
    const path = pathOf(LIMITS, 'quotas', name)
    const body = { limit: Number(number) }
    const answer = await askCentre(given, terminal, { method: 'PUT', path, body })
    return tell(terminal, given, answer, `${name}: ${answer.limit}\n`)
  },
}

export const dropQuota: Command = {
  name: 'drop-quota',
  usage: 'NAME',
  about: 'the quota is again what it is when nobody sets it',
  details: ASKING_DETAILS,
  options: ASKING,
  async run(given, terminal) {
    const name = oneOperand(given, 'quota')
    const path = pathOf(LIMITS, 'quotas', name)
    const answer = await askCentre(given, terminal, { method: 'DELETE', path })
    return tell(terminal, given, answer, `${name}: ${answer.limit ?? 'any number'}\n`)
  },
}
