import { expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import { TestCentre } from '../support/test-centre.ts'

/** A caller who has pressed 1 and waits in BasicQueue. */
async function oneWaiting() {
  const centre = await TestCentre.open()
  const caller = centre.call()
  centre.choose(caller, '1')
  return { centre, caller }
}

/** Customer and agent1 talk. */
async function talking() {
  const { centre, caller } = await oneWaiting()
  centre.ready('agent1')
  centre.does('agent1', 'accept')
  centre.hearOut(centre.agentLeg('agent1'))
  centre.hearOut(caller)
  return { centre, caller }
}

test('a caller is greeted, presses 1, waits, and talks to the agent who accepts', async () => {
  const centre = await TestCentre.open()
  const caller = centre.call()
  expect(centre.says(caller)).toMatch(/thank you for calling/)
  centre.choose(caller, '1')
  expect(centre.contacts[0]?.stage).toBe('queued')

  centre.ready('agent1')
  expect(centre.state('agent1')).toBe('CONNECTING')
  centre.does('agent1', 'accept')
  expect(centre.says(centre.agentLeg('agent1'))).toContain('BasicQueue')
  centre.hearOut(centre.agentLeg('agent1'))
  centre.hearOut(caller)
  expect(centre.state('agent1')).toBe('CONNECTED')
  const contactId = centre.contacts[0]?.contactId ?? ''
  expect(centre.mixes.get(contactId)).toEqual([
    { legId: caller, muted: false },
    { legId: centre.agentLeg('agent1'), muted: false },
  ])
})

test('the record tells every stage of the call, once, with its recording', async () => {
  const { centre, caller } = await talking()
  centre.clock.advance(seconds(10))
  centre.does('agent1', 'hold')
  centre.clock.advance(seconds(5))
  centre.does('agent1', 'resume')
  centre.clock.advance(seconds(20))
  centre.hangUp(caller)
  expect(centre.state('agent1')).toBe('ENDED')
  expect(centre.finals).toEqual([])

  centre.clock.advance(seconds(7))
  centre.does('agent1', 'clear')
  expect(centre.finals).toHaveLength(1)
  expect(centre.record()).toMatchObject({
    Channel: 'VOICE',
    InitiationMethod: 'INBOUND',
    DisconnectReason: 'CUSTOMER_DISCONNECT',
    CustomerEndpoint: { Address: '+15557001', Type: 'TELEPHONE_NUMBER' },
    SystemEndpoint: { Address: '+15550100', Type: 'TELEPHONE_NUMBER' },
    Queue: { Name: 'BasicQueue' },
    Agent: {
      Username: 'agent1',
      NumberOfHolds: 1,
      CustomerHoldDuration: 5,
      LongestHoldDuration: 5,
      AgentInteractionDuration: 30,
      AfterContactWorkDuration: 7,
    },
    Recording: { Status: 'AVAILABLE', Type: 'AUDIO' },
  })
  expect(centre.state('agent1')).toBe('Available')
  expect(centre.contacts).toEqual([])
})

test('a number without a flow is not in service', async () => {
  const centre = await TestCentre.open()
  centre.call('+15557001', '+15559999')
  expect(centre.effects.at(-1)).toMatchObject({ type: 'leg.reject', status: 404 })
  expect(centre.contacts).toEqual([])
})

test('an offer nobody answers goes back to its place after 20 s, and the agent is not rung again', async () => {
  const { centre } = await oneWaiting()
  centre.clock.advance(1)
  const second = centre.call('+15557002')
  centre.choose(second, '1')
  centre.ready('agent1')
  const [first] = centre.contacts
  expect(centre.agent('agent1').contacts[0]?.contactId).toBe(first?.contactId)

  centre.clock.advance(seconds(19))
  expect(centre.state('agent1')).toBe('CONNECTING')
  centre.clock.advance(seconds(1))
  expect(centre.state('agent1')).toBe('MISSED')
  expect(centre.contacts.map(({ stage }) => stage)).toEqual(['queued', 'queued'])

  centre.ready('agent2')
  expect(centre.agent('agent2').contacts[0]?.contactId).toBe(first?.contactId)
})

test('a missed contact is put away by choosing a status', async () => {
  const { centre } = await oneWaiting()
  centre.ready('agent1')
  centre.clock.advance(seconds(20))
  centre.setStatus('agent1', 'Available')
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('a rejected contact goes to the next agent', async () => {
  const { centre } = await oneWaiting()
  centre.ready('agent1', 'agent2')
  centre.does('agent1', 'reject')
  expect(centre.state('agent1')).toBe('REJECTED')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('an agent whose softphone does not answer is passed over and told so', async () => {
  const { centre } = await oneWaiting()
  centre.deafAgents.add(centre.user('agent1'))
  centre.ready('agent1', 'agent2')
  expect(centre.state('agent1')).toBe('ERROR')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('a caller who hangs up while an agent is rung leaves the agent free, with the same place in line', async () => {
  const { centre, caller } = await oneWaiting()
  centre.ready('agent1')
  centre.clock.advance(seconds(2))
  centre.ready('agent2')
  centre.hangUp(caller)
  expect(centre.state('agent1')).toBe('Available')
  expect(centre.record()).toMatchObject({ DisconnectReason: 'CUSTOMER_DISCONNECT', Agent: null })
  const next = centre.call('+15557009')
  centre.choose(next, '1')
  expect(centre.state('agent1')).toBe('CONNECTING')
  expect(centre.state('agent2')).toBe('Available')
})

test('the agent who has been idle longest is rung first', async () => {
  const centre = await TestCentre.open()
  centre.ready('agent2')
  centre.clock.advance(seconds(1))
  centre.ready('agent1')
  const caller = centre.call()
  centre.choose(caller, '1')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('an agent who hangs up during the whisper sends the caller back to the queue', async () => {
  const { centre } = await oneWaiting()
  centre.ready('agent1')
  centre.does('agent1', 'accept')
  centre.does('agent1', 'hangUp')
  expect(centre.state('agent1')).toBe('REJECTED')
  expect(centre.contacts[0]?.stage).toBe('queued')
  centre.ready('agent2')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('an agent who hangs up ends the call for the caller too', async () => {
  const { centre, caller } = await talking()
  centre.does('agent1', 'hangUp')
  expect(centre.legs.has(caller)).toBe(false)
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({ DisconnectReason: 'AGENT_DISCONNECT' })
})

test('on hold the two do not hear each other, and the recording hears nobody', async () => {
  const { centre, caller } = await talking()
  const contactId = centre.contacts[0]?.contactId ?? ''
  centre.does('agent1', 'hold')
  expect(centre.mixes.has(contactId)).toBe(false)
  expect(centre.recordings.get(contactId)).toEqual({ left: [], right: [] })
  expect(centre.says(caller)).not.toBe('')
  centre.does('agent1', 'resume')
  expect(centre.mixes.get(contactId)).toHaveLength(2)
  expect(centre.says(caller)).toBe('')
})

test('a muted agent is neither heard nor recorded', async () => {
  const { centre, caller } = await talking()
  const contactId = centre.contacts[0]?.contactId ?? ''
  centre.tell({ type: 'agent.mute', agentId: centre.user('agent1'), contactId, muted: true })
  expect(centre.mixes.get(contactId)?.map(({ muted }) => muted)).toEqual([false, true])
  expect(centre.recordings.get(contactId)).toEqual({ left: [caller], right: [] })
})

test('after-contact work ends by itself at its limit', async () => {
  const centre = await TestCentre.open()
  const user = centre.user('agent1')
  centre.change('agent', user, {
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 30 },
  })
  centre.ready('agent1')
  const caller = centre.call()
  centre.choose(caller, '1')
  centre.does('agent1', 'accept')
  centre.hearOut(centre.agentLeg('agent1'))
  centre.hearOut(caller)
  centre.hangUp(caller)
  centre.clock.advance(seconds(29))
  expect(centre.state('agent1')).toBe('ENDED')
  centre.clock.advance(seconds(1))
  expect(centre.state('agent1')).toBe('Available')
  expect(centre.finals).toHaveLength(1)
})

test('a status chosen during a call begins when the call is put away', async () => {
  const { centre, caller } = await talking()
  centre.setStatus('agent1', 'Offline')
  expect(centre.agent('agent1').status.name).toBe('Available')
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  expect(centre.state('agent1')).toBe('Offline')
})

test('auto-accept connects without a click', async () => {
  const centre = await TestCentre.open()
  centre.change('agent', centre.user('agent1'), {
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true },
  })
  centre.ready('agent1')
  const caller = centre.call()
  centre.choose(caller, '1')
  centre.hearOut(centre.agentLeg('agent1'))
  centre.hearOut(caller)
  expect(centre.state('agent1')).toBe('CONNECTED')
})

test('a full queue says so and lets the caller go', async () => {
  const { centre } = await oneWaiting()
  centre.change('queue', centre.id('queue', 'BasicQueue'), { MaxContacts: 1 })
  const second = centre.call('+15557002')
  centre.press(second, '1')
  expect(centre.hearOut(second).join(' ')).toMatch(/lines are taken/)
  expect(centre.legs.has(second)).toBe(false)
  expect(centre.contacts).toHaveLength(1)
})

test('a restart in the middle changes nothing: the queue, its ages, the talk and the deadlines go on', async () => {
  const { centre } = await talking()
  const second = centre.call('+15557002')
  centre.choose(second, '1')
  const before = centre.contacts
  centre.clock.advance(seconds(30))
  centre.restart()
  expect(centre.contacts).toEqual(before)
  centre.ready('agent2')
  expect(centre.agent('agent2').contacts[0]?.contactId).toBe(before[1]?.contactId)
  centre.clock.advance(seconds(20))
  expect(centre.state('agent2')).toBe('MISSED')
})

test('replaying the inputs makes the same centre, ids included', async () => {
  const { centre, caller } = await talking()
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  const next = centre.call('+15557002')
  centre.press(next, '2')
  expect(centre.replayed().save()).toEqual(centre.centre.save())
})

test('the death of a voice node ends its calls with a reason and frees the agents', async () => {
  const { centre } = await talking()
  const waiting = centre.call('+15557002')
  centre.choose(waiting, '1')
  centre.ready('agent2')
  centre.report({ type: 'voice.lost' })
  expect(centre.state('agent1')).toBe('ENDED')
  expect(centre.state('agent2')).toBe('Available')
  centre.does('agent1', 'clear')
  centre.clock.advance(minutes(3))
  expect(centre.finals.map(({ record }) => record.DisconnectReason)).toEqual([
    'TELECOM_PROBLEM',
    'TELECOM_PROBLEM',
  ])
  expect(centre.contacts).toEqual([])
})

test('what a voice node says twice happens once', async () => {
  const centre = await TestCentre.open()
  const report = {
    type: 'leg.offered',
    node: 'voice-1',
    seq: 50,
    legId: 'x',
    from: '+15557001',
    to: '+15550100',
    trunkId: 't',
  } as const
  centre.tell(report)
  centre.tell(report)
  expect(centre.contacts).toHaveLength(1)
})

test('stopping a contact by the API hangs up on the caller', async () => {
  const { centre, caller } = await oneWaiting()
  const contactId = centre.contacts[0]?.contactId ?? ''
  expect(centre.tell({ type: 'contact.stop', contactId })).toBeUndefined()
  expect(centre.legs.has(caller)).toBe(false)
  expect(centre.record()).toMatchObject({ DisconnectReason: 'API' })
  expect(centre.tell({ type: 'contact.stop', contactId })).toMatchObject({
    refused: 'ContactNotFound',
  })
})
