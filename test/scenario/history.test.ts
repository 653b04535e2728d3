// What history is told, and when.
import { expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import { factsOf } from '../simulation/routing-facts.ts'
import { TestCentre } from '../support/test-centre.ts'

/** Length and activity of each stretch of an agent, but for those while offline. */
function stretches(centre: TestCentre, name = 'agent1'): (readonly [number, string])[] {
  const agentId = centre.user(name)
  return factsOf(centre.events, 'agentState')
    .filter(fact => fact.agentId === agentId && fact.statusType !== 'OFFLINE')
    .map(fact => [fact.until - fact.from, fact.activity])
}

async function openAtFullHour(): Promise<TestCentre> {
  const centre = await TestCentre.open()
  centre.clock.advance(minutes(60) - (centre.clock.now() % minutes(60)))
  return centre
}

test("a long stretch of an agent's time is cut at every full hour", async () => {
  const centre = await openAtFullHour()
  centre.clock.advance(minutes(50))
  centre.ready('agent1')
  centre.clock.advance(minutes(9))
  expect(stretches(centre)).toEqual([])
  centre.clock.advance(minutes(136))
  expect(stretches(centre)).toEqual([
    [minutes(10), 'idle'],
    [minutes(60), 'idle'],
    [minutes(60), 'idle'],
  ])
  centre.setStatus('agent1', 'Offline')
  expect(stretches(centre).at(-1)).toEqual([minutes(15), 'idle'])
})

test('a centre that was off for days does not cut them into hours', async () => {
  const centre = await openAtFullHour()
  centre.ready('agent1')
  const month = minutes(60 * 24 * 30)
  const { events } = centre.centre.handle({ type: 'time.passed' }, centre.clock.now() + month)
  centre.events.push(...events)
  expect(stretches(centre)).toEqual([[month, 'idle']])
})

test('an agent who rings, talks and works after the call has a stretch for each, through a restart', async () => {
  const centre = await openAtFullHour()
  centre.ready('agent1')
  centre.clock.advance(seconds(30))
  const caller = centre.call()
  centre.choose(caller, '1')
  centre.clock.advance(seconds(5))
  centre.does('agent1', 'accept')
  centre.promptOver(centre.agentLeg('agent1'))
  centre.clock.advance(seconds(20))
  centre.restart()
  centre.hangUp(caller)
  centre.clock.advance(seconds(7))
  centre.does('agent1', 'clear')
  centre.clock.advance(seconds(9))
  centre.setStatus('agent1', 'Offline')
  expect(stretches(centre)).toEqual([
    [seconds(30), 'idle'],
    [seconds(5), 'connecting'],
    [seconds(27), 'contact'],
    [seconds(9), 'idle'],
  ])
})

test('the time of an agent who is deleted is not forgotten', async () => {
  const centre = await openAtFullHour()
  centre.ready('agent1')
  const agentId = centre.user('agent1')
  centre.clock.advance(seconds(40))
  centre.tell({ type: 'config.delete', kind: 'agent', id: agentId })
  const last = factsOf(centre.events, 'agentState').findLast(fact => fact.agentId === agentId)
  expect(last).toMatchObject({ activity: 'idle', statusName: 'Available' })
  expect((last?.until ?? 0) - (last?.from ?? 0)).toBe(seconds(40))
})

test('a contact is written down when its after-contact work is done, and not before', async () => {
  const centre = await openAtFullHour()
  centre.ready('agent1')
  const caller = centre.call('+12065550123')
  centre.choose(caller, '1')
  centre.does('agent1', 'accept')
  centre.promptOver(centre.agentLeg('agent1'))
  centre.does('agent1', 'hold')
  centre.clock.advance(seconds(12))
  centre.hangUp(caller)
  expect(factsOf(centre.events, 'contact')).toEqual([])
  centre.clock.advance(seconds(8))
  centre.does('agent1', 'clear')
  const [fact, ...more] = factsOf(centre.events, 'contact')
  expect(more).toEqual([])
  expect(fact).toMatchObject({
    channel: 'VOICE',
    subtype: 'connect:Telephony',
    customerAddress: '+12065550123',
    queueId: centre.id('queue', 'BasicQueue'),
    agentId: centre.user('agent1'),
    disconnectReason: 'CUSTOMER_DISCONNECT',
    holdMs: seconds(12),
    holdCount: 1,
    leftOnHold: true,
    abandoned: false,
  })
  expect((fact?.afterContactWorkEndedAt ?? 0) - (fact?.agentLeftAt ?? 0)).toBe(seconds(8))
})

test('every run of a flow says what followed it', async () => {
  const centre = await openAtFullHour()
  const second = centre.publish('Second', [
    { Identifier: 'a', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
  ])
  const first = centre.publish('First', [
    {
      Identifier: 'a',
      Type: 'TransferToFlow',
      Parameters: { ContactFlowId: second },
      Transitions: { NextAction: 'a', Errors: [] },
    },
  ])
  centre.task(first)
  const runs = factsOf(centre.events, 'flow').map(
    ({ flowId, outcome, previousFlowId, nextFlowId }) => {
      return { flowId, outcome, previousFlowId, nextFlowId }
    },
  )
  expect(runs).toEqual([
    {
      flowId: first,
      outcome: 'TRANSFERRED_TO_FLOW',
      previousFlowId: undefined,
      nextFlowId: second,
    },
    {
      flowId: second,
      outcome: 'DISCONNECTED_PARTICIPANT',
      previousFlowId: first,
      nextFlowId: undefined,
    },
  ])
})

test('who hangs up in the middle of a flow has dropped out of it', async () => {
  const centre = await openAtFullHour()
  const caller = centre.call()
  centre.clock.advance(seconds(3))
  centre.hangUp(caller)
  const [run] = factsOf(centre.events, 'flow')
  expect(run).toMatchObject({ outcome: 'DROPPED', flowType: 'CONTACT_FLOW' })
  expect(factsOf(centre.events, 'contact')[0]).toMatchObject({ flowMs: seconds(3) })
})
