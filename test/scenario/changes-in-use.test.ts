import { expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { TestCentre } from '../support/test-centre.ts'

/** A caller who has pressed 1 and waits in BasicQueue. */
function waiting(centre: TestCentre, from = '+15557001'): string {
  const caller = centre.call(from)
  centre.choose(caller, '1')
  return caller
}

/** The agent, who has just been offered a contact, talks to its customer. */
function talk(centre: TestCentre, name: string, caller: string): void {
  centre.does(name, 'accept')
  centre.hearOut(centre.agentLeg(name))
  centre.hearOut(caller)
}

function remove(centre: TestCentre, kind: 'agent' | 'queue' | 'routing-profile', name: string) {
  centre.tell({ type: 'config.delete', kind, id: centre.id(kind, name) })
}

test('deleting a user who once missed a call does not end it for whoever has it now', async () => {
  const centre = await TestCentre.open()
  const caller = waiting(centre)
  centre.ready('agent1')
  centre.clock.advance(seconds(20))
  expect(centre.state('agent1')).toBe('MISSED')
  centre.ready('agent2')
  talk(centre, 'agent2', caller)
  remove(centre, 'agent', 'agent1')
  expect(centre.state('agent2')).toBe('CONNECTED')
  expect(centre.legs.has(caller)).toBe(true)
})

test('deleting a user who talks ends the call, and the record still says who it was', async () => {
  const centre = await TestCentre.open()
  const caller = waiting(centre)
  centre.ready('agent1')
  talk(centre, 'agent1', caller)
  remove(centre, 'agent', 'agent1')
  expect([...centre.legs]).toEqual([])
  expect(centre.contacts).toEqual([])
  expect(centre.record()).toMatchObject({ Agent: { Username: 'agent1' } })
})

test('deleting a user who is rung sends the call to the next', async () => {
  const centre = await TestCentre.open()
  waiting(centre)
  centre.ready('agent1', 'agent2')
  remove(centre, 'agent', 'agent1')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('deleting a user who hears the whisper sends the call to the next', async () => {
  const centre = await TestCentre.open()
  waiting(centre)
  centre.ready('agent1', 'agent2')
  centre.does('agent1', 'accept')
  remove(centre, 'agent', 'agent1')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('a queue that is deleted while its caller talks does not disturb the talk', async () => {
  const centre = await TestCentre.open()
  const caller = waiting(centre)
  centre.ready('agent1')
  talk(centre, 'agent1', caller)
  remove(centre, 'queue', 'BasicQueue')
  expect(centre.state('agent1')).toBe('CONNECTED')
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  expect(centre.finals).toHaveLength(1)
})

test('a routing profile that is deleted gives its agents nothing, until they have another', async () => {
  const centre = await TestCentre.open()
  centre.ready('agent1')
  const profile = centre.centre.view.directory.get(
    'routing-profile',
    centre.id('routing-profile', 'Basic Routing Profile'),
  )
  remove(centre, 'routing-profile', 'Basic Routing Profile')
  waiting(centre)
  expect(centre.state('agent1')).toBe('Available')
  centre.tell({
    type: 'config.put',
    kind: 'routing-profile',
    id: 'other',
    document: { ...(profile as unknown as JsonObject), Name: 'Other' },
  })
  centre.change('agent', centre.user('agent1'), { RoutingProfileId: 'other' })
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('a flow that is archived goes on for those who are in it, and takes nobody new', async () => {
  const centre = await TestCentre.open()
  const caller = centre.call()
  centre.change('contact-flow', centre.id('contact-flow', 'Sample inbound flow'), {
    State: 'ARCHIVED',
  })
  centre.choose(caller, '1')
  expect(centre.contacts[0]?.stage).toBe('queued')
  centre.call('+15557002')
  expect(centre.effects.at(-1)).toMatchObject({ type: 'leg.reject', status: 404 })
})

test('a flow that is deleted goes on for those who are in it, after a restart too', async () => {
  const centre = await TestCentre.open()
  const caller = centre.call()
  const id = centre.id('contact-flow', 'Sample inbound flow')
  centre.tell({ type: 'config.delete', kind: 'contact-flow', id })
  centre.restart()
  centre.choose(caller, '1')
  expect(centre.contacts[0]?.stage).toBe('queued')
})

test('a number that is released while its call is being answered lets the caller go', async () => {
  const centre = await TestCentre.open()
  centre.silent = true
  const caller = centre.call()
  const id = centre.id('phone-number', '+15550100')
  centre.tell({ type: 'config.delete', kind: 'phone-number', id })
  centre.report({ type: 'leg.answered', legId: caller })
  expect(centre.contacts).toEqual([])
  expect(centre.finals).toHaveLength(1)
})

test('agents in a status that becomes one for breaks are offered nothing more', async () => {
  const centre = await TestCentre.open()
  centre.ready('agent1')
  centre.change('agent-state', centre.id('agent-state', 'Available'), { Type: 'CUSTOM' })
  waiting(centre)
  expect(centre.agent('agent1').contacts).toEqual([])
})

test('agents in a status that is taken away are offered nothing more', async () => {
  const centre = await TestCentre.open()
  centre.ready('agent1')
  const id = centre.id('agent-state', 'Available')
  centre.tell({ type: 'config.delete', kind: 'agent-state', id })
  waiting(centre)
  expect(centre.agent('agent1').contacts).toEqual([])
})

test('every agent hears of a new status to choose', async () => {
  const centre = await TestCentre.open()
  const { effects } = centre.centre.handle(
    {
      type: 'config.put',
      kind: 'agent-state',
      id: 'lunch',
      document: { Name: 'Lunch', Type: 'CUSTOM', State: 'ENABLED' },
    },
    centre.clock.now(),
  )
  expect(effects).toContainEqual({ type: 'agent.changed', agentId: centre.user('agent1') })
})

test('a limit that is lowered below what waits sends nobody away, but takes nobody new', async () => {
  const centre = await TestCentre.open()
  waiting(centre, '+15557001')
  waiting(centre, '+15557002')
  centre.change('queue', centre.id('queue', 'BasicQueue'), { MaxContacts: 1 })
  waiting(centre, '+15557003')
  expect(centre.contacts.map(({ stage }) => stage)).toEqual(['queued', 'queued'])
})

test('a queue that is disabled serves who waits already, and takes nobody new', async () => {
  const centre = await TestCentre.open()
  waiting(centre, '+15557001')
  centre.change('queue', centre.id('queue', 'BasicQueue'), { Status: 'DISABLED' })
  const second = waiting(centre, '+15557002')
  expect(centre.legs.has(second)).toBe(false)
  centre.ready('agent1')
  expect(centre.agent('agent1').contacts[0]?.customerAddress).toBe('+15557001')
})

test('Offline, chosen while a call rings, begins when the call is put away, however it ends', async () => {
  const centre = await TestCentre.open()
  waiting(centre)
  centre.ready('agent1')
  centre.setStatus('agent1', 'Offline')
  expect(centre.state('agent1')).toBe('CONNECTING')
  centre.clock.advance(seconds(20))
  expect(centre.state('agent1')).toBe('MISSED')
  centre.restart()
  centre.does('agent1', 'clear')
  expect(centre.state('agent1')).toBe('Offline')
})

test('Offline, chosen while a call rings, begins at once when the caller hangs up', async () => {
  const centre = await TestCentre.open()
  const caller = waiting(centre)
  centre.ready('agent1')
  centre.setStatus('agent1', 'Offline')
  centre.hangUp(caller)
  expect(centre.state('agent1')).toBe('Offline')
})

test.each([
  ['busy', 'REJECTED'],
  ['rejected', 'REJECTED'],
  ['noAnswer', 'MISSED'],
  ['unreachable', 'ERROR'],
] as const)(
  'a desk phone that is %s makes the contact %s, and the next agent is rung',
  async (why, state) => {
    const centre = await TestCentre.open()
    centre.giveDeskPhone('agent1')
    waiting(centre)
    centre.ready('agent1', 'agent2')
    centre.hangUp(centre.agentLeg('agent1'), why)
    expect(centre.state('agent1')).toBe(state)
    expect(centre.state('agent2')).toBe('CONNECTING')
  },
)

test('a desk phone that is lifted has accepted; laid down, it has hung up', async () => {
  const centre = await TestCentre.open()
  centre.giveDeskPhone('agent1')
  const caller = waiting(centre)
  centre.ready('agent1')
  const phone = centre.agentLeg('agent1')
  centre.report({ type: 'leg.answered', legId: phone })
  centre.hearOut(phone)
  centre.hearOut(caller)
  expect(centre.state('agent1')).toBe('CONNECTED')
  centre.hangUp(phone)
  expect(centre.state('agent1')).toBe('ENDED')
  expect(centre.legs.has(caller)).toBe(false)
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({ DisconnectReason: 'AGENT_DISCONNECT' })
})

test('a caller who hangs up while a desk phone rings lets it stop ringing, also when it is lifted just then', async () => {
  const centre = await TestCentre.open()
  centre.giveDeskPhone('agent1')
  const caller = waiting(centre)
  centre.ready('agent1')
  const phone = centre.agentLeg('agent1')
  centre.hangUp(caller)
  expect(centre.legs.has(phone)).toBe(false)
  centre.report({ type: 'leg.answered', legId: phone })
  expect(centre.state('agent1')).toBe('Available')
  expect(centre.finals).toHaveLength(1)
})

test('a recording that never arrives does not keep the contact open for ever, a restart in between or not', async () => {
  const centre = await TestCentre.open()
  centre.losesRecordings = true
  const caller = waiting(centre)
  centre.ready('agent1')
  talk(centre, 'agent1', caller)
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  expect(centre.finals).toEqual([])
  centre.restart()
  centre.clock.advance(seconds(121))
  expect(centre.finals).toHaveLength(1)
  expect(centre.contacts).toEqual([])
})

test('a recording that failed is said to have failed, and the contact is closed', async () => {
  const centre = await TestCentre.open()
  centre.losesRecordings = true
  const caller = waiting(centre)
  centre.ready('agent1')
  talk(centre, 'agent1', caller)
  const recordingId = centre.contacts[0]?.contactId ?? ''
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  centre.report({ type: 'recording.failed', recordingId, reason: 'disk full' })
  expect(centre.finals).toHaveLength(1)
  expect(centre.record()).toMatchObject({ Recording: { Location: null, Status: null } })
})
