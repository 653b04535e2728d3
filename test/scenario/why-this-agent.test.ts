// Why an agent got a contact, and why others did not.
import { beforeEach, expect, test } from 'vitest'
import type { OfferReason, ReasonedOffer } from '../../src/core/contact/offer-reason.ts'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { plainValues, readRoutingSteps } from '../../src/core/routing/routing-criteria.ts'
import { factsOf } from '../simulation/routing-facts.ts'
import { publishInbound, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre
let basic: string
beforeEach(async () => {
  centre = await TestCentre.open()
  basic = centre.id('queue', 'BasicQueue')
  publishInbound(centre, ...toQueue(basic))
})

function offers(index = 0): readonly ReasonedOffer[] {
  const { contactId = '' } = centre.contacts[index] ?? {}
  return centre.centre.view.offers(contactId)
}

/** Agents by name, as readers know them. */
function named({ candidates, others }: OfferReason): JsonObject {
  const name = (id: string) => centre.centre.view.agent(id)?.username ?? id
  return {
    candidates: candidates.map(({ agentId, idleMs }) => `${name(agentId)} ${idleMs / 1000}`),
    others: others.map(({ agentId, why }) => `${name(agentId)} ${why}`),
  }
}

function onlyOffer(): ReasonedOffer {
  const [offer, ...more] = offers()
  if (!offer || more.length > 0) throw new Error('There is not one offer.')
  return offer
}

test('among several agents the one idle longest is asked, and the others stand behind in order', () => {
  for (const name of ['agent2', 'agent1', 'supervisor']) {
    centre.ready(name)
    centre.clock.advance(seconds(10))
  }
  centre.call()
  const { reason, agentId } = onlyOffer()
  expect(agentId).toBe(centre.user('agent2'))
  expect(reason.rules).toEqual(['R4'])
  expect(named(reason)).toMatchObject({
    candidates: ['agent2 30', 'agent1 20', 'supervisor 10'],
  })
})

test('whoever was not asked has a reason: busy, tidying up, a missed call, a break, no phone', () => {
  centre.ready('agent1')
  centre.call('+15551')
  centre.does('agent1', 'accept')
  centre.ready('supervisor')
  centre.call('+15552')
  centre.does('supervisor', 'reject')
  centre.ready('qa')
  centre.tell({
    type: 'agent.reachable',
    agentId: centre.user('qa'),
    reachable: false,
    because: 'noPage',
  })
  centre.ready('agent2')
  const offer = offers(1).at(-1)
  expect(offer?.reason.rules).toEqual(['onlyAgent'])
  expect(offer && named(offer.reason)).toEqual({
    candidates: ['agent2 0'],
    others: ['admin status', 'supervisor missed', 'qa unreachable', 'agent1 busy'],
  })
  expect(offers(1).map(({ outcome }) => outcome)).toEqual(['rejected', 'failed', undefined])
})

test('among several contacts it is said which rule chose, and who was next', () => {
  centre.call('+15551')
  centre.clock.advance(seconds(5))
  centre.call('+15552')
  centre.ready('agent1')
  const { reason } = onlyOffer()
  expect(reason).toMatchObject({
    rules: ['R2', 'onlyAgent'],
    waitedMs: 5000,
    runnerUp: { contactId: centre.contacts[1]?.contactId, queueId: basic },
  })
})

test('a contact that asks for French says so, and whom it passed over', () => {
  const French = { AttributeName: 'Language', AttributeValue: 'French', Level: 3 }
  centre.change('agent', centre.user('agent2'), { Proficiencies: [French] })
  centre.call()
  const Expression = {
    AttributeCondition: {
      Name: 'Language',
      Value: 'French',
      ProficiencyLevel: 3,
      ComparisonOperator: 'NumberGreaterOrEqualTo',
    },
  }
  const read = readRoutingSteps({ Steps: [{ Expression }] }, plainValues)
  const { contactId = '' } = centre.contacts[0] ?? {}
  const steps = 'steps' in read ? read.steps : []
  centre.tell({ type: 'contact.updateRouting', contactId, behavior: { steps } })
  centre.ready('agent1')
  centre.ready('agent2')
  const { reason, agentId } = onlyOffer()
  expect(agentId).toBe(centre.user('agent2'))
  expect(reason).toMatchObject({ rules: ['R6', 'onlyAgent'], step: 0 })
  expect(named(reason).others).toContain('agent1 skills')
})

test('the reason outlives the contact: it is written down with the offer', () => {
  centre.ready('agent1')
  const caller = centre.call()
  centre.restart()
  centre.hangUp(caller)
  const [fact] = factsOf(centre.events, 'offer')
  expect(fact?.outcome).toBe('withdrawn')
  expect(fact?.reason).toMatchObject({
    rules: ['onlyAgent'],
    candidates: [{ agentId: centre.user('agent1') }],
  })
})

test('of very many offers the last ten are kept', () => {
  centre.ready('agent1')
  centre.call()
  for (let each = 0; each < 14; each++) {
    centre.does('agent1', 'reject')
    centre.does('agent1', 'clear')
  }
  expect(offers()).toHaveLength(10)
  expect(factsOf(centre.events, 'offer')).toHaveLength(14)
})
