// Contacts ask for agents who can do something, or for certain agents, for a while or for ever.
import { expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { factsOf } from '../simulation/routing-facts.ts'
import { action, publish, publishInbound, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

const speaks = (Value: string, ProficiencyLevel: number | string): JsonObject => ({
  AttributeCondition: {
    Name: 'Language',
    Value,
    ProficiencyLevel,
    ComparisonOperator: 'NumberGreaterOrEqualTo',
  },
})
const prefers = (...AgentIds: string[]): JsonObject => ({
  AttributeCondition: {
    ComparisonOperator: 'Match',
    MatchCriteria: { AgentsCriteria: { AgentIds } },
  },
})
const step = (Expression: JsonObject, DurationInSeconds?: number | string): JsonObject => ({
  Expression,
  ...(DurationInSeconds !== undefined && { Expiry: { DurationInSeconds } }),
})

class Desk {
  readonly centre: TestCentre
  constructor(centre: TestCentre) {
    this.centre = centre
  }

  static async open(): Promise<Desk> {
    return new Desk(await TestCentre.open())
  }

  /** Callers ask for these steps and wait in the basic queue. */
  asks(RoutingCriteria: JsonObject | string, ...before: readonly JsonObject[]): void {
    publishInbound(
      this.centre,
      ...before,
      action(
        'Criteria',
        'UpdateContactRoutingCriteria',
        { RoutingCriteria },
        { next: 'Choose', errors: { NoMatchingError: 'Bye' } },
      ),
      ...toQueue(this.centre.id('queue', 'BasicQueue')),
    )
  }

  can(name: string, levels: Readonly<Record<string, number>>): void {
    const Proficiencies = Object.entries(levels).map(([AttributeValue, Level]) => {
      return { AttributeName: 'Language', AttributeValue, Level }
    })
    this.centre.change('agent', this.centre.user(name), { Proficiencies })
  }

  /** What became of the steps of the only contact. */
  get statuses(): readonly string[] {
    const record = this.centre.contacts[0]?.record ?? this.centre.record()
    const { Steps } = record.RoutingCriteria as { Steps: readonly { Status: string }[] }
    return Steps.map(({ Status }) => Status)
  }
}

test('a caller waits for an agent who speaks French while others are free', async () => {
  const desk = await Desk.open()
  const { centre } = desk
  desk.asks({ Steps: [step(speaks('French', 3))] })
  desk.can('agent2', { French: 2 })
  centre.ready('agent1', 'agent2')
  centre.call()
  centre.clock.advance(seconds(3600))
  expect([centre.state('agent1'), centre.state('agent2')]).toEqual(['Available', 'Available'])
  expect(desk.statuses).toEqual(['ACTIVE'])
  desk.can('agent2', { French: 3, German: 5 })
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('steps expire one after the other, and after the last anybody is asked', async () => {
  const desk = await Desk.open()
  const { centre } = desk
  desk.asks({ Steps: [step(prefers('nobody'), '30'), step(speaks('French', '1'), 20)] })
  desk.can('agent2', { French: 1 })
  centre.ready('agent1')
  centre.call()
  centre.clock.advance(seconds(30) - 1)
  expect(desk.statuses).toEqual(['ACTIVE', 'INACTIVE'])
  centre.clock.advance(1)
  expect(desk.statuses).toEqual(['EXPIRED', 'ACTIVE'])
  centre.restart()
  centre.clock.advance(seconds(20) - 1)
  expect(centre.state('agent1')).toBe('Available')
  centre.clock.advance(1)
  expect(centre.state('agent1')).toBe('CONNECTING')
  expect(desk.statuses).toEqual(['EXPIRED', 'EXPIRED'])
})

test('history is told what became of every step', async () => {
  const desk = await Desk.open()
  const { centre } = desk
  desk.asks({ Steps: [step(prefers('nobody'), 30), step(speaks('French', 1), 20)] })
  const caller = centre.call()
  centre.clock.advance(seconds(35))
  centre.hangUp(caller)
  desk.can('agent2', { French: 1 })
  centre.ready('agent2')
  centre.call()
  centre.clock.advance(seconds(32))
  centre.does('agent2', 'accept')
  centre.promptOver(centre.agentLeg('agent2'))
  const told = factsOf(centre.events, 'routingStep').map(({ outcome, startedAt, endedAt }) => {
    return `${outcome} after ${(endedAt - startedAt) / 1000} s`
  })
  expect(told).toEqual([
    'expired after 30 s',
    'left after 5 s',
    'expired after 30 s',
    'joined after 2 s',
  ])
})

test('the record says which step the agent was found by', async () => {
  const desk = await Desk.open()
  const { centre } = desk
  desk.asks(
    { Steps: [step(prefers('nobody'), 10), step(prefers('$.Attributes.wanted'), 60)] },
    action(
      'Set',
      'UpdateContactAttributes',
      { Attributes: { wanted: centre.user('agent2') } },
      {
        next: 'Criteria',
      },
    ),
  )
  centre.ready('agent1', 'agent2')
  const caller = centre.call()
  centre.clock.advance(seconds(10))
  expect(centre.state('agent1')).toBe('Available')
  centre.does('agent2', 'accept')
  centre.hearOut(centre.agentLeg('agent2'))
  centre.hearOut(caller)
  expect(centre.state('agent2')).toBe('CONNECTED')
  centre.clock.advance(seconds(300))
  expect(desk.statuses).toEqual(['EXPIRED', 'JOINED'])
  centre.hangUp(caller)
  centre.does('agent2', 'clear')
  expect(desk.statuses).toEqual(['EXPIRED', 'JOINED'])
  expect(centre.record().RoutingCriteria).toMatchObject({
    Index: 0,
    Steps: [{ Expiry: { DurationInSeconds: 10 } }, { Expiry: { DurationInSeconds: 60 } }],
  })
})

test('an offer that comes to nothing goes on at the step that holds by then', async () => {
  const desk = await Desk.open()
  const { centre } = desk
  desk.asks({ Steps: [step(speaks('French', 1), 30)] })
  desk.can('agent2', { French: 5 })
  centre.ready('agent1', 'agent2')
  centre.call()
  expect(centre.state('agent2')).toBe('CONNECTING')
  centre.clock.advance(seconds(10))
  centre.does('agent2', 'reject')
  expect(centre.state('agent1')).toBe('Available')
  centre.clock.advance(seconds(20))
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('criteria of a queue flow take the place of those before, at once', async () => {
  const desk = await Desk.open()
  const { centre } = desk
  const { AttributeCondition } = speaks('French', 1)
  const RoutingCriteria = { Steps: [step({ NotAttributeCondition: AttributeCondition })] }
  publish(
    centre,
    { name: 'wait', type: 'CUSTOMER_QUEUE' },
    action('Wait', 'Wait', { TimeLimitSeconds: '10' }, { next: 'Other' }),
    action('Other', 'UpdateContactRoutingCriteria', { RoutingCriteria }, { next: 'Stay' }),
    action('Stay', 'MessageParticipantIteratively', { Messages: [{ Text: 'la' }] }),
  )
  const hook = { EventHooks: { CustomerQueue: 'wait' } }
  desk.asks(
    { Steps: [step(speaks('French', 1))] },
    action('Hook', 'UpdateContactEventHooks', hook, { next: 'Criteria' }),
  )
  centre.ready('agent1')
  centre.call()
  centre.clock.advance(seconds(9))
  expect(centre.state('agent1')).toBe('Available')
  centre.clock.advance(seconds(1))
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('criteria may come from a function as text', async () => {
  const desk = await Desk.open()
  const { centre } = desk
  const criteria = JSON.stringify({ Steps: [step(speaks('French', 4))] })
  desk.asks(
    '$.Attributes.criteria',
    action('Set', 'UpdateContactAttributes', { Attributes: { criteria } }, { next: 'Criteria' }),
  )
  desk.can('agent2', { French: 4 })
  centre.ready('agent1', 'agent2')
  centre.call()
  expect(centre.state('agent1')).toBe('Available')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test("a contact that waits for one agent's own queue asks for nothing more", async () => {
  const desk = await Desk.open()
  const { centre } = desk
  publishInbound(
    centre,
    action(
      'Criteria',
      'UpdateContactRoutingCriteria',
      { RoutingCriteria: { Steps: [step(speaks('French', 5))] } },
      { next: 'Agent' },
    ),
    action(
      'Agent',
      'UpdateContactTargetQueue',
      { AgentId: centre.user('agent1') },
      { next: 'To queue' },
    ),
    ...toQueue('unused'),
  )
  centre.ready('agent1')
  centre.call()
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('a replay offers the same contacts to the same agents', async () => {
  const desk = await Desk.open()
  const { centre } = desk
  desk.asks({ Steps: [step(speaks('French', 1), 15)] })
  desk.can('agent2', { French: 5 })
  centre.ready('agent1', 'agent2')
  centre.call()
  centre.call('+15557002')
  centre.clock.advance(seconds(30))
  expect(centre.replayed().save()).toEqual(centre.centre.save())
})
