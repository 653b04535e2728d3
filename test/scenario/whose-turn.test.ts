// Whose turn it is: agents who come and go, break, call somebody themselves, or cannot be reached.
import { beforeEach, describe, expect, test } from 'vitest'
import type { MediaConcurrency, RoutingProfileDocument } from '../../src/core/directory/document.ts'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { publish, publishInbound, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre
let basic: string
beforeEach(async () => {
  centre = await TestCentre.open()
  basic = centre.id('queue', 'BasicQueue')
  publishInbound(centre, ...toQueue(basic))
})

function changeProfile(members: Partial<RoutingProfileDocument>): void {
  const id = centre.id('routing-profile', 'Basic Routing Profile')
  centre.change('routing-profile', id, members as JsonObject)
}

function serve(...MediaConcurrencies: MediaConcurrency[]): void {
  const QueueConfigs = ['VOICE', 'CHAT', 'TASK'].map(Channel => {
    return { QueueId: basic, Channel, Priority: 1, Delay: 0 }
  })
  changeProfile({ MediaConcurrencies, QueueConfigs })
}

const chatFlow = () => publish(centre, { name: 'chat to queue' }, ...toQueue(basic))

/** A call that the agent takes, talks on for a minute, and tidies up after. */
function handleCall(name: string): void {
  const caller = centre.call()
  centre.does(name, 'accept')
  centre.hearOut(centre.agentLeg(name))
  centre.hearOut(caller)
  expect(centre.state(name)).toBe('CONNECTED')
  centre.clock.advance(seconds(60))
  centre.hangUp(caller)
  centre.does(name, 'clear')
}

/** A call of the agent's own that nobody answers. */
function dialInVain(name: string): void {
  const contactId = `dial-${name}`
  centre.tell({ type: 'agent.dial', agentId: centre.user(name), contactId, number: '+12065550199' })
  centre.hangUp(centre.legTo('+12065550199'), 'busy')
  centre.does(name, 'clear', contactId)
  expect(centre.state(name)).toBe('Available')
}

describe('the agent availability timer', () => {
  test('by last activity: whoever calls somebody goes to the end of the line', () => {
    centre.ready('agent1')
    centre.clock.advance(seconds(1))
    centre.ready('agent2')
    centre.clock.advance(seconds(1))
    dialInVain('agent1')
    centre.call()
    expect(centre.state('agent2')).toBe('CONNECTING')
  })

  test('by last inbound contact: calls of their own and breaks cost agents nothing', () => {
    changeProfile({ AgentAvailabilityTimer: 'TIME_SINCE_LAST_INBOUND' })
    centre.ready('agent1')
    handleCall('agent1')
    centre.ready('agent2')
    centre.setStatus('agent1', 'Offline')
    centre.setStatus('agent2', 'Offline')
    centre.clock.advance(seconds(1))
    centre.setStatus('agent2', 'Available')
    handleCall('agent2')
    centre.setStatus('agent1', 'Available')
    handleCall('agent1')
    // agent2's last call was before agent1's, so a call made and a restart change nothing.
    dialInVain('agent2')
    centre.restart()
    centre.call()
    expect([centre.state('agent1'), centre.state('agent2')]).toEqual(['Available', 'CONNECTING'])
  })

  test('a change of the timer holds at once for agents who wait', () => {
    centre.ready('agent1')
    handleCall('agent1')
    centre.ready('agent2')
    centre.clock.advance(seconds(1))
    dialInVain('agent1')
    centre.clock.advance(seconds(1))
    changeProfile({ AgentAvailabilityTimer: 'TIME_SINCE_LAST_INBOUND' })
    centre.call()
    // agent1's last inbound contact was before agent2's shift began.
    expect(centre.state('agent1')).toBe('CONNECTING')
  })

  test('an offer the customer gives up costs the agent nothing, with room for more as well', () => {
    for (const timer of ['TIME_SINCE_LAST_ACTIVITY', 'TIME_SINCE_LAST_INBOUND'] as const) {
      changeProfile({ AgentAvailabilityTimer: timer })
      serve({ Channel: 'CHAT', Concurrency: 2 })
      for (const name of ['agent1', 'agent2']) centre.setStatus(name, 'Offline')
      centre.ready('agent1')
      centre.clock.advance(seconds(1))
      centre.ready('agent2')
      centre.clock.advance(seconds(1))
      const chat = centre.chat(chatFlow())
      expect(centre.state('agent1'), timer).toBe('CONNECTING')
      centre.tell({ type: 'chat.left', contactId: chat, participantId: `c-${chat}` })
      const next = centre.chat(chatFlow())
      expect(centre.state('agent1'), timer).toBe('CONNECTING')
      centre.tell({ type: 'chat.left', contactId: next, participantId: `c-${next}` })
    }
  })
})

describe('an agent who cannot be reached', () => {
  test('is not asked any more, and the caller is offered to somebody else at once, with the age it has', () => {
    centre.ready('agent1')
    const first = centre.call()
    const agentId = centre.user('agent1')
    centre.clock.advance(seconds(3))
    centre.ready('agent2')
    centre.call()
    expect(centre.agent('agent2').contacts).toHaveLength(1)
    centre.does('agent2', 'reject')
    centre.does('agent2', 'clear')
    centre.does('agent2', 'reject')
    centre.tell({ type: 'agent.reachable', agentId, reachable: false, because: 'noAudio' })
    expect(centre.agent('agent1')).toMatchObject({ contacts: [], unreachableBecause: 'noAudio' })
    centre.does('agent2', 'clear')
    const { contactId } = centre.agent('agent2').contacts[0] ?? { contactId: '' }
    expect(centre.centre.view.contact(contactId)?.record).toMatchObject({
      InitiationTimestamp: centre.contacts[0]?.record.InitiationTimestamp,
    })
    expect(centre.legs.has(first)).toBe(true)
  })

  test('by phone is still offered chats while at the page, and loses only the call that rang', () => {
    serve({ Channel: 'VOICE', Concurrency: 1 }, { Channel: 'CHAT', Concurrency: 2 })
    centre.ready('agent1')
    const agentId = centre.user('agent1')
    centre.call()
    const noAudio = { type: 'agent.reachable', agentId, reachable: false } as const
    centre.tell({ ...noAudio, because: 'noAudio', atPage: true })
    expect(centre.agent('agent1').contacts).toEqual([])
    const chat = centre.chat(chatFlow())
    expect(centre.agent('agent1').contacts).toMatchObject([{ contactId: chat }])
    expect(centre.agent('agent1').freeSlots).toEqual({ VOICE: 0, CHAT: 1 })

    centre.tell({ ...noAudio, because: 'noPage' })
    expect(centre.agent('agent1').contacts).toEqual([])
    centre.restart()
    centre.tell({ ...noAudio, because: 'noAudio', atPage: true })
    expect(centre.agent('agent1').contacts).toMatchObject([{ contactId: chat }])
  })

  test('has nothing to put away, and takes contacts as soon as the phone is there again', () => {
    centre.ready('agent1')
    centre.call()
    const agentId = centre.user('agent1')
    centre.tell({ type: 'agent.reachable', agentId, reachable: false, because: 'noPage' })
    expect(centre.state('agent1')).toBe('Available')
    centre.clock.advance(seconds(60))
    expect(centre.contacts.map(({ stage }) => stage)).toEqual(['queued'])
    centre.tell({ type: 'agent.reachable', agentId, reachable: true })
    expect(centre.state('agent1')).toBe('CONNECTING')
    expect(centre.agent('agent1').unreachableBecause).toBeUndefined()
  })

  test('goes on talking: only what is to come goes elsewhere', () => {
    centre.ready('agent1')
    const caller = centre.call()
    centre.does('agent1', 'accept')
    centre.hearOut(centre.agentLeg('agent1'))
    centre.hearOut(caller)
    const agentId = centre.user('agent1')
    centre.tell({ type: 'agent.reachable', agentId, reachable: false, because: 'noPage' })
    expect(centre.state('agent1')).toBe('CONNECTED')
  })
})

describe('with several channels', () => {
  const both: MediaConcurrency['CrossChannelBehavior'] = { BehaviorType: 'ROUTE_ANY_CHANNEL' }

  test('nothing else comes while a contact of a channel of its own is in hand', () => {
    serve({ Channel: 'VOICE', Concurrency: 1 }, { Channel: 'CHAT', Concurrency: 2 })
    centre.ready('agent1')
    centre.chat(chatFlow())
    centre.call()
    expect(centre.agent('agent1').contacts.map(({ channel }) => channel)).toEqual(['CHAT'])
    centre.chat(chatFlow())
    expect(centre.agent('agent1').contacts.map(({ channel }) => channel)).toEqual(['CHAT', 'CHAT'])
  })

  test('calls come beside chats when chats share the agent, and no chat beside a call that does not', () => {
    serve(
      { Channel: 'VOICE', Concurrency: 1 },
      { Channel: 'CHAT', Concurrency: 2, CrossChannelBehavior: both },
    )
    centre.ready('agent1')
    centre.chat(chatFlow())
    centre.call()
    centre.chat(chatFlow())
    expect(centre.agent('agent1').contacts.map(({ channel }) => channel)).toEqual(['CHAT', 'VOICE'])
  })
})

test('a contact that becomes more urgent, or older, while it waits overtakes the others', () => {
  const contactOf = (number: string) =>
    centre.contacts.find(({ record }) => {
      return (record.CustomerEndpoint as { Address: string }).Address === number
    })?.contactId ?? ''
  for (const number of ['+15551', '+15552', '+15553']) {
    centre.call(number)
    centre.clock.advance(seconds(10))
  }
  const update = (number: string, behavior: { priority?: number; ageAdjustmentMs?: number }) =>
    centre.tell({ type: 'contact.updateRouting', contactId: contactOf(number), behavior })
  update('+15553', { priority: 1 })
  update('+15552', { ageAdjustmentMs: seconds(60) })
  const order: string[] = []
  centre.ready('agent1')
  for (let each = 0; each < 3; each++) {
    order.push(centre.agent('agent1').contacts[0]?.customerAddress ?? '')
    const { contactId } = centre.agent('agent1').contacts[0] ?? { contactId: '' }
    centre.tell({ type: 'contact.stop', contactId })
  }
  expect(order).toEqual(['+15553', '+15552', '+15551'])
})

test('a queue that is closed lets nobody in, and serves whoever waits there already', () => {
  centre.call()
  centre.change('queue', basic, { Status: 'DISABLED' })
  const late = centre.call()
  expect(centre.legs.has(late)).toBe(false)
  centre.ready('agent1')
  expect(centre.state('agent1')).toBe('CONNECTING')
})
