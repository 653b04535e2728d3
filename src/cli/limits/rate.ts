// `parley limits rate` and `drop-rate`: how often programs may call an operation.
import { ASKING, ASKING_DETAILS, askCentre, oneOperand, tell } from '../ask-centre.ts'
import { type Command, type Given, textOption, UseError } from '../command.ts'
import { pathOf } from '../named-things.ts'
import { LIMITS } from './limits-path.ts'

const CALLER = {
  options: { ...ASKING, caller: { type: 'string' } },
  details: ['--caller     the user or program it is for (each by itself)'],
} as const

export const rate: Command = {
  name: 'rate',
  usage: 'OPERATION PER-SECOND [--burst N]',
  about: 'say how often an operation may be called; * is each operation by itself',
  details: [
    ...CALLER.details,
    '--burst      so many at once after a pause (as many as a second has)',
    '--exception  TooManyRequestsException, or ThrottlingException',
    ...ASKING_DETAILS,
  ],
  options: { ...CALLER.options, burst: { type: 'string' }, exception: { type: 'string' } },
  async run(given, terminal) {
    const [operation, perSecond, ...more] = given.operands
    if (operation === undefined || perSecond === undefined || more.length > 0) {
      throw new UseError('Give an operation, for example DescribeContact, and a number.')
    }
    const burst = textOption(given, 'burst')
    const exception = textOption(given, 'exception')
    const body = {
      perSecond: Number(perSecond),
      ...(burst !== undefined && { burst: Number(burst) }),
      ...(exception !== undefined && { exception }),
    }
    const path = pathTo(operation, given)
    const answer = await askCentre(given, terminal, { method: 'PUT', path, body })
    const { PerSecond, Burst } = answer
    const text = `${operation}: ${PerSecond} a second, ${Burst} at once\n`
    return tell(terminal, given, answer, text)
  },
}

export const dropRate: Command = {
  name: 'drop-rate',
  usage: 'OPERATION',
  about: 'the operation may be called as often as one likes again',
  details: [...CALLER.details, ...ASKING_DETAILS],
  options: CALLER.options,
  async run(given, terminal) {
    const operation = oneOperand(given, 'operation')
    const path = pathTo(operation, given)
    const answer = await askCentre(given, terminal, { method: 'DELETE', path })
    return tell(terminal, given, answer, `${operation}: no limit\n`)
  },
}

function pathTo(operation: string, given: Given): string {
  return pathOf(LIMITS, 'rates', operation, textOption(given, 'caller') ?? '*')
}
