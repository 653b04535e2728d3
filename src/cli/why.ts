// `parley why`: why agents were offered a contact, and why others were not.
import { resolve } from 'node:path'
import { agentNames, isContactId, type PastOffer, pastOffers } from '../analytics/offer-history.ts'
import type { DecidingRule, PassedOver } from '../core/contact/offer-reason.ts'
import { type Command, textOption, UseError } from './command.ts'
import { withAnalytics } from './sql.ts'

const RULES: Readonly<Record<DecidingRule, string>> = {
  R1: 'its queue came first in the agent’s routing profile',
  R2: 'its priority, then its age, came first among the contacts the agent could have had',
  R3: 'it had waited as long as the agent’s routing profile wants',
  R4: 'the agent had been idle longest',
  R6: 'the agent meets what it asks for',
  onlyAgent: 'nobody else could have it',
  ownQueue: 'it waited for this agent',
  assigned: 'somebody gave it to this agent',
}

const WHY_NOT: Readonly<Record<PassedOver, string>> = {
  idleForLess: 'idle for less time',
  skills: 'does not meet what it asks for',
  delay: 'it had not waited long enough for the routing profile',
  busy: 'busy',
  afterContactWork: 'in after-contact work',
  missed: 'had missed, rejected or lost a contact and not put it away',
  status: 'in a status in which contacts are not taken',
  nextStatus: 'had chosen another status for afterwards',
  unreachable: 'the phone could not be reached',
}

export const why: Command = {
  name: 'why',
  usage: 'CONTACT [--data FOLDER]',
  about: 'say why agents were offered a contact, and others were not',
  details: [
    'Offers that are over, oldest first. The rules R1 to R6 are told in docs/guide/routing.md.',
    '--data  the data folder of the centre, which must be running (PARLEY_DATA or ./data)',
  ],
  options: { data: { type: 'string' } },
  async run(given, terminal) {
    const [contactId, ...more] = given.operands
    if (contactId === undefined || more.length > 0 || !isContactId(contactId)) {
      throw new UseError('Give the id of one contact.')
    }
    const data = resolve(textOption(given, 'data') ?? terminal.env.PARLEY_DATA ?? './data')
    const { offers, names } = await withAnalytics(data, async client => {
      const past = await pastOffers(client, contactId)
      return { offers: past, names: await agentNames(client, agentsOf(past)) }
    })
    if (given.json) {
      terminal.out(`${JSON.stringify({ contactId, offers, agents: Object.fromEntries(names) })}\n`)
    } else if (offers.length === 0) {
      terminal.out('The contact has not been offered to anybody.\n')
    } else terminal.out(offers.map(each => told(each, names)).join('\n'))
    return 0
  },
}

function agentsOf(offers: readonly PastOffer[]): string[] {
  const ids = offers.flatMap(({ agentId, reason }) => [
    agentId,
    ...(reason?.candidates ?? []).map(each => each.agentId),
    ...(reason?.others ?? []).map(each => each.agentId),
  ])
  return [...new Set(ids)]
}

/** One offer in words. */
export function told(offer: PastOffer, names: ReadonlyMap<string, string>): string {
  const name = (id: string) => names.get(id) ?? id
  const { agentId, offeredAt, endedAt, outcome, reason } = offer
  const at = new Date(offeredAt).toISOString()
  const head = `${at}  offered to ${name(agentId)}: ${outcome} after ${span(endedAt - offeredAt)}`
  if (!reason) return `${head}\n`
  const { rules, waitedMs, priority, step, candidates, others, runnerUp } = reason
  const criteria = step === undefined ? '' : `, step ${step + 1} of its routing criteria`
  return [
    head,
    `  waited   ${span(waitedMs)}, priority ${priority}${criteria}`,
    ...rules.map(rule => `  because  ${RULES[rule]} (${rule})`),
    ...candidates.map(({ agentId: id, idleMs }, index) => {
      return `  ${index === 0 ? 'in line  ' : '         '}${name(id)}, idle ${span(idleMs)}`
    }),
    ...others.map(each => `  not      ${name(each.agentId)}: ${WHY_NOT[each.why]}`),
    ...(runnerUp ? [`  instead  the agent would have been given ${runnerUp.contactId}`] : []),
    '',
  ].join('\n')
}

function span(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 6000) / 10} min`
}
