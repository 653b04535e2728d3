// Agents pass contacts on by quick connect.
import { beforeEach, expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import { factsOf } from '../simulation/routing-facts.ts'
import { action, hangUp, publish, publishInbound, say, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre
let basic: string
beforeEach(async () => {
  centre = await TestCentre.open()
  basic = centre.id('queue', 'BasicQueue')
  publishInbound(centre, ...toQueue(basic))
})

function quickConnect(id: string, QuickConnectConfig: JsonObject): void {
  const document = { Name: id, QuickConnectConfig }
  centre.tell({ type: 'config.put', kind: 'transfer-destination', id, document })
}

/** To a queue of its own that agent2 serves. */
function toSecondLevel(): void {
  const ContactFlowId = publish(
    centre,
    { name: 'to second level', type: 'QUEUE_TRANSFER' },
    say('Wait', 'One moment.', 'To queue'),
    ...toQueue('second').slice(1),
  )
  const queue = { Name: 'Second level', Status: 'ENABLED' }
  centre.tell({ type: 'config.put', kind: 'queue', id: 'second', document: queue })
  const profile = centre.id('routing-profile', 'Basic Routing Profile')
  const basicProfile = centre.centre.view.directory.get('routing-profile', profile)
  const QueueConfigs = [{ QueueId: 'second', Channel: 'VOICE', Priority: 1, Delay: 0 }]
  const document = { ...basicProfile, Name: 'Experts', QueueConfigs } as unknown as JsonObject
  centre.tell({ type: 'config.put', kind: 'routing-profile', id: 'experts', document })
  centre.change('agent', centre.user('agent2'), { RoutingProfileId: 'experts' })
  quickConnect('second level', {
    QuickConnectType: 'QUEUE',
    QueueConfig: { QueueId: 'second', ContactFlowId },
  })
}

function transfer(name: string, quickConnectId: string): Refusal | undefined {
  const contactId = centre.agent(name).contacts[0]?.contactId ?? 'none'
  const newContactId = `after-${contactId}`
  const agentId = centre.user(name)
  return centre.tell({ type: 'agent.transfer', agentId, contactId, quickConnectId, newContactId })
}

function talk(name: string, caller: string): void {
  centre.does(name, 'accept')
  centre.hearOut(centre.agentLeg(name))
  centre.hearOut(caller)
  expect(centre.state(name)).toBe('CONNECTED')
}

test('a call is passed on to a queue: the customer hears its flow, waits, and talks to somebody else', () => {
  toSecondLevel()
  centre.ready('agent1', 'agent2')
  const caller = centre.call()
  talk('agent1', caller)
  const first = centre.contacts[0]?.contactId ?? ''
  expect(transfer('agent1', 'second level')).toBeUndefined()
  expect(centre.state('agent1')).toBe('ENDED')
  expect(centre.says(caller)).toBe('One moment.')
  centre.promptOver(caller)
  expect(centre.state('agent2')).toBe('CONNECTING')
  talk('agent2', caller)
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({
    ContactId: first,
    NextContactId: `after-${first}`,
    DisconnectReason: 'AGENT_DISCONNECT',
  })
  const members = [...centre.mixes.values()].map(mix => mix.map(({ legId }) => legId))
  expect(members).toEqual([[caller, centre.agentLeg('agent2')]])
  centre.hangUp(caller)
  centre.does('agent2', 'clear')
  expect(centre.record(1)).toMatchObject({
    InitiationMethod: 'TRANSFER',
    PreviousContactId: first,
    InitialContactId: first,
    Queue: { Name: 'Second level' },
    Agent: { Username: 'agent2' },
  })
  expect([...centre.legs]).toEqual([])
  expect(factsOf(centre.events, 'queueStay').map(each => each.queueId)).toEqual([basic, 'second'])
})

test('a call is passed on to one agent, who need not serve its queue', () => {
  const ContactFlowId = centre.id('contact-flow', 'Default agent transfer')
  quickConnect('agent2', {
    QuickConnectType: 'USER',
    UserConfig: { UserId: centre.user('agent2'), ContactFlowId },
  })
  centre.ready('agent1')
  const caller = centre.call()
  talk('agent1', caller)
  centre.ready('agent2', 'supervisor')
  expect(transfer('agent1', 'agent2')).toBeUndefined()
  centre.hearOut(caller)
  expect(centre.state('agent2')).toBe('CONNECTING')
  expect(centre.state('supervisor')).toBe('Available')
})

test('what ends the old contact does not reach the customer, who is somebody else’s now', () => {
  toSecondLevel()
  centre.ready('agent1')
  const caller = centre.call()
  talk('agent1', caller)
  const contactId = centre.contacts[0]?.contactId ?? ''
  transfer('agent1', 'second level')
  centre.tell({ type: 'contact.stop', contactId })
  centre.does('agent1', 'clear')
  expect(centre.legs.has(caller)).toBe(true)
  centre.clock.advance(seconds(60))
  centre.hearOut(caller)
  centre.restart()
  centre.ready('agent2')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('a call on hold may be passed on; one that rings, or to a place that is gone, may not', () => {
  toSecondLevel()
  centre.ready('agent1')
  const caller = centre.call()
  expect(transfer('agent1', 'second level')?.refused).toBe('WrongState')
  talk('agent1', caller)
  expect(transfer('agent1', 'nowhere')?.refused).toBe('ResourceNotFound')
  expect(centre.state('agent1')).toBe('CONNECTED')
  centre.does('agent1', 'hold')
  expect(transfer('agent1', 'second level')).toBeUndefined()
  expect(centre.says(caller)).toBe('One moment.')
})

test('a call passed on while its customer is on hold is no customer lost on hold', () => {
  toSecondLevel()
  centre.ready('agent1')
  talk('agent1', centre.call())
  centre.does('agent1', 'hold')
  centre.clock.advance(seconds(5))
  expect(transfer('agent1', 'second level')).toBeUndefined()
  centre.does('agent1', 'clear')
  const [over] = factsOf(centre.events, 'contact')
  expect(over).toMatchObject({ transferredTo: 'internal', holdMs: 5000, leftOnHold: false })
})

test('callbacks that come of each other come to an end, also when agents pass them on', () => {
  const CUSTOMER = '+12065550101'
  const none = { InitialCallDelaySeconds: '0', RetryDelaySeconds: '0' }
  const ContactFlowId = publish(
    centre,
    { name: 'promises', type: 'QUEUE_TRANSFER' },
    action('Choose', 'UpdateContactTargetQueue', { QueueId: basic }, { next: 'Promise' }),
    action(
      'Promise',
      'CreateCallbackContact',
      { ...none, MaximumConnectionAttempts: '0' },
      { next: 'Bye', errors: { NoMatchingError: 'No' } },
    ),
    say('No', 'Not again.'),
    hangUp,
  )
  quickConnect('promise', { QuickConnectType: 'FLOW', FlowConfig: { ContactFlowId } })
  centre.ready('agent1')
  let caller = centre.call(CUSTOMER)
  talk('agent1', caller)
  let callbacks = 0
  for (let round = 0; round < 20; round++) {
    expect(transfer('agent1', 'promise')).toBeUndefined()
    if (centre.says(caller) === 'Not again.') break
    callbacks++
    centre.hearOut(caller)
    centre.does('agent1', 'clear')
    centre.does('agent1', 'accept')
    centre.hearOut(centre.agentLeg('agent1'))
    caller = centre.lift(CUSTOMER)
    centre.hearOut(caller)
    expect(centre.state('agent1')).toBe('CONNECTED')
  }
  expect(callbacks).toBe(12)
})
