import { expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { TestCentre } from '../support/test-centre.ts'

const NUMBER = '+15550100'

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  next?: string,
  errors: Readonly<Record<string, string>> = {},
): JsonObject {
  const Errors = Object.entries(errors).map(([ErrorType, to]) => ({ NextAction: to, ErrorType }))
  return {
    Identifier,
    Type,
    Parameters,
    Transitions: { ...(next === undefined ? {} : { NextAction: next }), Errors },
  }
}

const hangUp = action('Bye', 'DisconnectParticipant', {})
const say = (id: string, Text: string) => action(id, 'MessageParticipant', { Text }, 'Bye')
const toQueue = (target: JsonObject, more: readonly JsonObject[] = []) => [
  ...more,
  action('Choose', 'UpdateContactTargetQueue', target, 'To queue', { NoMatchingError: 'Nobody' }),
  action('To queue', 'TransferContactToQueue', {}, undefined, {
    QueueAtCapacity: 'Full',
    NoMatchingError: 'Nobody',
  }),
  say('Full', 'Too many wait already.'),
  say('Nobody', 'There is nobody.'),
  hangUp,
]

async function open(flow: (centre: TestCentre) => readonly JsonObject[]): Promise<TestCentre> {
  const centre = await TestCentre.open()
  const ContactFlowId = centre.publish('inbound', flow(centre))
  centre.change('phone-number', centre.id('phone-number', NUMBER), { ContactFlowId })
  return centre
}

const toAgent1 = (centre: TestCentre) => toQueue({ AgentId: centre.user('agent1') })

function talk(centre: TestCentre, agent: string, caller: string): void {
  centre.does(agent, 'accept')
  centre.hearOut(centre.agentLeg(agent))
  centre.hearOut(caller)
}

test('a caller for one agent waits for that agent, while others are free', async () => {
  const centre = await open(toAgent1)
  centre.ready('agent2')
  const caller = centre.call()
  expect(centre.contacts[0]?.stage).toBe('queued')
  expect(centre.state('agent2')).toBe('Available')
  centre.clock.advance(minutes(2))
  centre.restart()
  centre.ready('agent1')
  talk(centre, 'agent1', caller)
  expect(centre.state('agent1')).toBe('CONNECTED')
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({
    Queue: { ARN: expect.stringContaining(`/queue/agent/${centre.user('agent1')}`), Duration: 120 },
    Agent: { Username: 'agent1' },
  })
})

test('the ARN of an agent’s own queue is a queue like any other', async () => {
  const centre = await open(each =>
    toQueue({
      QueueId: `arn:aws:connect:us-east-1:000000000000:instance/x/queue/agent/${each.user('agent1')}`,
    }),
  )
  centre.ready('agent1')
  centre.call()
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('who waits longest for an agent is first, and priority comes before age', async () => {
  const centre = await open(toAgent1)
  const first = centre.call('+12065550101')
  centre.clock.advance(seconds(1))
  centre.call('+12065550102')
  centre.ready('agent1')
  expect(centre.agent('agent1').contacts[0]?.customerAddress).toBe('+12065550101')
  centre.hangUp(first)
  expect(centre.agent('agent1').contacts[0]?.customerAddress).toBe('+12065550102')
})

test('an agent’s own callers come before those whom anybody may serve', async () => {
  const centre = await open(toAgent1)
  const other = centre.publish('other', toQueue({ QueueId: centre.id('queue', 'BasicQueue') }))
  const number = centre.id('phone-number', NUMBER)
  const inbound = centre.id('contact-flow', 'inbound')
  centre.change('phone-number', number, { ContactFlowId: other })
  centre.call('+12065550101')
  centre.change('phone-number', number, { ContactFlowId: inbound })
  centre.clock.advance(seconds(30))
  centre.call('+12065550102')
  centre.ready('agent1')
  expect(centre.agent('agent1').contacts[0]?.customerAddress).toBe('+12065550102')
})

test('an agent who misses the call can be reached again', async () => {
  const centre = await open(toAgent1)
  centre.ready('agent1')
  centre.call()
  centre.clock.advance(seconds(20))
  expect(centre.state('agent1')).toBe('MISSED')
  centre.does('agent1', 'clear')
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('ten may wait for one agent, and no more', async () => {
  const centre = await open(toAgent1)
  for (let count = 0; count < 10; count++) centre.call(`+1206555010${count}`)
  expect(centre.says(centre.call('+12065550177'))).toBe('Too many wait already.')
})

test('nobody waits for an agent who is not there', async () => {
  const centre = await open(() => toQueue({ AgentId: 'nobody' }))
  expect(centre.says(centre.call())).toBe('There is nobody.')
})

test('who waits for an agent who is deleted goes on waiting, and may hang up', async () => {
  const centre = await open(toAgent1)
  const caller = centre.call()
  centre.tell({ type: 'config.delete', kind: 'agent', id: centre.user('agent1') })
  centre.clock.advance(minutes(1))
  centre.hangUp(caller)
  expect(centre.contacts).toEqual([])
  expect(centre.finals).toHaveLength(1)
})

function inQueue(centre: TestCentre, ...queueFlow: readonly JsonObject[]) {
  const CustomerQueue = centre.publish('queue flow', queueFlow, 'CUSTOMER_QUEUE')
  return toQueue({ QueueId: centre.id('queue', 'BasicQueue') }, [
    action('Hook', 'UpdateContactEventHooks', { EventHooks: { CustomerQueue } }, 'Choose'),
  ])
}

const wait = (TimeLimitSeconds: string) => action('Wait', 'Wait', { TimeLimitSeconds }, 'Move')

test('a waiting caller is moved to another queue, with nothing of the first', async () => {
  const centre = await open(each =>
    inQueue(
      each,
      wait('30'),
      action('Move', 'DequeueContactAndTransferToQueue', { QueueId: 'second' }, undefined, {
        QueueAtCapacity: 'Full',
        NoMatchingError: 'Nobody',
      }),
      say('Full', 'Full.'),
      say('Nobody', 'Nobody.'),
      hangUp,
    ),
  )
  centre.tell({
    type: 'config.put',
    kind: 'queue',
    id: 'second',
    document: { Name: 'second', Status: 'ENABLED' },
  })
  const caller = centre.call()
  centre.clock.advance(seconds(30))
  const { view } = centre.centre
  expect(view.waitingIn(centre.id('queue', 'BasicQueue'))).toEqual([])
  expect(view.waitingIn('second')).toMatchObject([{ enqueuedAt: centre.clock.now() }])
  centre.ready('agent1')
  expect(centre.state('agent1'), 'nobody serves the second queue').toBe('Available')
  centre.hangUp(caller)
  expect(centre.record()).toMatchObject({ Queue: { Name: 'second', Duration: 0 } })
})

test('a caller who is being offered to somebody is moved to an agent all the same', async () => {
  const centre = await open(each =>
    inQueue(
      each,
      wait('5'),
      action('Move', 'DequeueContactAndTransferToQueue', { AgentId: each.user('agent2') }),
    ),
  )
  centre.ready('agent1')
  centre.call()
  expect(centre.state('agent1')).toBe('CONNECTING')
  centre.clock.advance(seconds(5))
  expect(centre.state('agent1'), 'the offer is withdrawn').toBe('Available')
  centre.ready('agent2')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('a full queue, or one that is not there, lets nobody in', async () => {
  for (const [queueId, said] of [
    ['full', 'Full.'],
    ['none', 'Nobody.'],
  ] as const) {
    const centre = await open(each =>
      inQueue(
        each,
        wait('5'),
        action('Move', 'DequeueContactAndTransferToQueue', { QueueId: queueId }, undefined, {
          QueueAtCapacity: 'Full',
          NoMatchingError: 'Nobody',
        }),
        say('Full', 'Full.'),
        say('Nobody', 'Nobody.'),
        hangUp,
      ),
    )
    const document = { Name: 'full', Status: 'ENABLED', MaxContacts: 1 }
    centre.tell({ type: 'config.put', kind: 'queue', id: 'full', document })
    const filler = centre.publish('filler', toQueue({ QueueId: 'full' }))
    const inbound = centre.id('contact-flow', 'inbound')
    const number = centre.id('phone-number', NUMBER)
    centre.change('phone-number', number, { ContactFlowId: filler })
    centre.call('+12065550102')
    centre.change('phone-number', number, { ContactFlowId: inbound })
    const caller = centre.call()
    centre.clock.advance(seconds(5))
    expect(centre.says(caller)).toBe(said)
    expect(
      centre.contacts.find(each => each.stage === 'queued'),
      'still in line',
    ).toBeDefined()
  }
})

const handOver = (centre: TestCentre) => [
  action('Choose', 'UpdateContactTargetQueue', { AgentId: centre.user('agent1') }, 'Give'),
  action('Give', 'TransferContactToAgent', {}),
]

test('a caller is handed to an agent, whose after-contact work that ends', async () => {
  const centre = await open(handOver)
  centre.ready('agent1')
  const first = centre.call('+12065550101')
  talk(centre, 'agent1', first)
  centre.hangUp(first)
  expect(centre.state('agent1')).toBe('ENDED')
  centre.call('+12065550102')
  expect(centre.agent('agent1').contacts.map(each => each.state)).toEqual(['CONNECTING'])
  expect(centre.finals.map(each => each.customerAddress)).toEqual(['+12065550101'])
})

test('a caller is not handed to an agent who talks: the call ends', async () => {
  const centre = await open(handOver)
  centre.ready('agent1')
  talk(centre, 'agent1', centre.call('+12065550101'))
  const second = centre.call('+12065550102')
  expect(centre.legs.has(second)).toBe(false)
  expect(centre.record()).toMatchObject({ DisconnectReason: 'CONTACT_FLOW_DISCONNECT' })
  expect(centre.state('agent1')).toBe('CONNECTED')
})

test.each([
  ['who has gone', (centre: TestCentre) => centre.setStatus('agent1', 'Offline')],
  [
    'whose phone is off',
    (centre: TestCentre) =>
      centre.tell({
        type: 'agent.reachable',
        agentId: centre.user('agent1'),
        reachable: false,
      }),
  ],
])('a caller is not left waiting for an agent %s: the call ends', async (_, goes) => {
  const centre = await open(handOver)
  centre.ready('agent1')
  goes(centre)
  expect(centre.legs.has(centre.call('+12065550102'))).toBe(false)
  expect(centre.record()).toMatchObject({ DisconnectReason: 'CONTACT_FLOW_DISCONNECT' })
})
