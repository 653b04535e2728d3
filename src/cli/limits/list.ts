// `parley limits list`: everything that is limited, with what is used of it.
import type { Limits, ShownQuota, ShownRate } from '../../api/contract/limits-http.ts'
import { ASKING, ASKING_DETAILS, askCentre, tell } from '../ask-centre.ts'
import type { Command } from '../command.ts'
import { LIMITS } from './limits-path.ts'

export const list: Command = {
  name: 'list',
  usage: '',
  about: 'show all rates and quotas, and what is used of them',
  details: ASKING_DETAILS,
  options: ASKING,
  async run(given, terminal) {
    const answer = await askCentre(given, terminal, { method: 'GET', path: LIMITS })
    // The route's own shape.
    const { rates, quotas } = answer as unknown as Limits
    return tell(
      terminal,
      given,
      answer,
      [...rates.map(rateLine), ...quotas.map(quotaLine)].join(''),
    )
  },
}

function rateLine({ operation, caller, perSecond, burst, exception }: ShownRate): string {
  return `rate   ${operation} by ${caller}: ${perSecond} a second, ${burst} at once, else ${exception}\n`
}

function quotaLine({ name, used, limit, per }: ShownQuota): string {
  const of = per === undefined ? `${used ?? 0} of ` : ''
  return `quota  ${name}: ${of}${limit ?? 'any number'}${per ? ` for each ${per}` : ''}\n`
}
