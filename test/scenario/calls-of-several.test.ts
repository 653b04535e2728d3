// Agents call others into a call: other agents and numbers outside.
import { beforeEach, expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import { factsOf } from '../simulation/routing-facts.ts'
import { action, publish, publishInbound, say, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

const EXPERT = '+12065550188'
const OTHER = '+12065550189'

let centre: TestCentre
let caller: string
beforeEach(async () => {
  centre = await TestCentre.open()
  publishInbound(centre, ...toQueue(centre.id('queue', 'BasicQueue')))
  quickConnect('outside', {
    QuickConnectType: 'PHONE_NUMBER',
    PhoneConfig: { PhoneNumber: EXPERT },
  })
  const toAgent = publish(
    centre,
    { name: 'to agent2', type: 'AGENT_TRANSFER' },
    say('Wait', 'I call your colleague.', 'To queue'),
    ...toQueue('').slice(1),
  )
  quickConnect('agent2', {
    QuickConnectType: 'USER',
    UserConfig: { UserId: centre.user('agent2'), ContactFlowId: toAgent },
  })
  quickConnect('supervisor', {
    QuickConnectType: 'USER',
    UserConfig: { UserId: centre.user('supervisor'), ContactFlowId: toAgent },
  })
  centre.ready('agent1')
  caller = centre.call()
  talk('agent1', caller)
})

function quickConnect(id: string, QuickConnectConfig: JsonObject): void {
  const document = { Name: id, QuickConnectConfig }
  centre.tell({ type: 'config.put', kind: 'transfer-destination', id, document })
}

function talk(name: string, customer?: string): void {
  centre.does(name, 'accept')
  centre.hearOut(centre.agentLeg(name))
  if (customer !== undefined) centre.hearOut(customer)
  expect(centre.state(name)).toBe('CONNECTED')
}

const contactOf = (name: string) => centre.agent(name).contacts[0]?.contactId ?? 'none'

function add(
  partyId: string,
  to: { readonly quickConnectId: string } | { readonly number: string },
  name = 'agent1',
): Refusal | undefined {
  const contactId = contactOf(name)
  return centre.tell({
    type: 'agent.addParty',
    agentId: centre.user(name),
    contactId,
    partyId,
    ...to,
  })
}

function party(
  does: 'drop' | 'hold' | 'resume',
  partyId: string,
  name = 'agent1',
): Refusal | undefined {
  const contactId = contactOf(name)
  return centre.tell({ type: 'agent.party', agentId: centre.user(name), contactId, partyId, does })
}

function all(what: 'swap' | 'conference', name = 'agent1'): Refusal | undefined {
  const contactId = contactOf(name)
  return centre.tell({ type: `agent.${what}`, agentId: centre.user(name), contactId })
}

/** Who hears whom, by name. */
function talking(): string[][] {
  const names = new Map([
    [caller, 'customer'],
    [centre.agentLeg('agent1'), 'agent1'],
    [centre.agentLeg('agent2'), 'agent2'],
    [centre.agentLeg('supervisor'), 'supervisor'],
    ['expert', 'expert'],
    ['other', 'other'],
  ])
  return [...centre.mixes.values()].map(mix =>
    mix.map(({ legId }) => names.get(legId) ?? legId).sort(),
  )
}

function expertComes(): void {
  expect(add('expert', { quickConnectId: 'outside' })).toBeUndefined()
  centre.lift(EXPERT)
}

function agent2Comes(): void {
  centre.ready('agent2')
  expect(add('asked', { quickConnectId: 'agent2' })).toBeUndefined()
  centre.hearOut(centre.agentLeg('agent1'))
  talk('agent2')
}

test('an agent asks an expert outside while the customer is on hold, then all three talk', () => {
  expect(add('expert', { quickConnectId: 'outside' })).toBeUndefined()
  expect(centre.state('agent1')).toBe('CONNECTED_ONHOLD')
  expect(centre.hearing.get(centre.agentLeg('agent1'))?.sources).toEqual([{ type: 'ringback' }])
  expect(centre.hearing.has(caller)).toBe(true)
  expect(talking()).toEqual([])
  centre.lift(EXPERT)
  expect(centre.hearing.has(centre.agentLeg('agent1'))).toBe(false)
  expect(talking()).toEqual([['agent1', 'expert']])
  expect(all('conference')).toBeUndefined()
  expect(centre.state('agent1')).toBe('CONNECTED')
  expect(centre.hearing.has(caller)).toBe(false)
  expect(talking()).toEqual([['agent1', 'customer', 'expert']])
})

test('customer and expert change places on hold, as often as the agent likes', () => {
  expertComes()
  expect(all('swap')).toBeUndefined()
  expect(talking()).toEqual([['agent1', 'customer']])
  expect(centre.hearing.get('expert')?.loop).toBe(true)
  expect(all('swap')).toBeUndefined()
  expect(talking()).toEqual([['agent1', 'expert']])
  expect(centre.hearing.has('expert')).toBe(false)
  expect(party('hold', 'expert')).toBeUndefined()
  expect(talking()).toEqual([])
  // Nobody is there to talk to: the agent is told so.
  expect(centre.says(centre.agentLeg('agent1'))).toContain('on hold')
  expect(party('resume', 'customer')).toBeUndefined()
  expect(talking()).toEqual([['agent1', 'customer']])
})

test('an expert who does not answer leaves the customer on hold and the agent as before', () => {
  add('expert', { quickConnectId: 'outside' })
  centre.hangUp(centre.legTo(EXPERT), 'busy')
  expect(centre.state('agent1')).toBe('CONNECTED_ONHOLD')
  expect(centre.says(centre.agentLeg('agent1'))).toContain('on hold')
  centre.does('agent1', 'resume')
  expect(talking()).toEqual([['agent1', 'customer']])
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  expect(centre.record().TransferredToEndpoint).toBeNull()
  expect([...centre.legs]).toEqual([])
})

test('the agent leaves: customer and expert go on until one of them hangs up', () => {
  expertComes()
  centre.clock.advance(seconds(10))
  centre.does('agent1', 'hangUp')
  expect(centre.state('agent1')).toBe('ENDED')
  expect(talking()).toEqual([['customer', 'expert']])
  centre.does('agent1', 'clear')
  expect(centre.state('agent1')).toBe('Available')
  centre.clock.advance(seconds(20))
  centre.hangUp('expert')
  expect([...centre.legs]).toEqual([])
  expect(centre.record()).toMatchObject({
    DisconnectReason: 'THIRD_PARTY_DISCONNECT',
    TransferredToEndpoint: { Address: EXPERT },
    ExternalThirdParty: { ExternalThirdPartyInteractionDuration: 30 },
    Agent: { CustomerHoldDuration: 10 },
  })
  expect(factsOf(centre.events, 'contact')[0]).toMatchObject({
    transferredTo: 'external',
    thirdPartyMs: 30_000,
    leftOnHold: false,
  })
})

test('a call is passed on to a number without a word: the customer hears it ring and talks', () => {
  const agentId = centre.user('agent1')
  const to = { newContactId: 'expert', quickConnectId: 'outside' }
  const contactId = contactOf('agent1')
  expect(centre.tell({ type: 'agent.transfer', agentId, contactId, ...to })).toBeUndefined()
  expect(centre.state('agent1')).toBe('ENDED')
  expect(centre.hearing.get(caller)?.sources).toEqual([{ type: 'ringback' }])
  centre.lift(EXPERT)
  expect(centre.hearing.has(caller)).toBe(false)
  expect(talking()).toEqual([['customer', 'expert']])
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({ DisconnectReason: 'CUSTOMER_DISCONNECT' })
  expect([...centre.legs]).toEqual([])
  expect(talking()).toEqual([])
})

test('a call passed on to a number that does not answer ends, and nobody hears it ring for ever', () => {
  const agentId = centre.user('agent1')
  const contactId = contactOf('agent1')
  const to = { newContactId: 'expert', number: EXPERT }
  expect(centre.tell({ type: 'agent.transfer', agentId, contactId, ...to })).toBeUndefined()
  centre.does('agent1', 'clear')
  centre.hangUp('expert', 'noAnswer')
  expect(centre.record().DisconnectReason).toBe('THIRD_PARTY_DISCONNECT')
  expect(centre.contacts).toEqual([])
  expect([...centre.legs]).toEqual([])
})

test('numbers that may not be called are not called in', () => {
  expect(add('expert', { number: '+4930901820' })?.refused).toBe('DestinationNotAllowed')
  expect(add('expert', { number: 'my mother' })?.refused).toBe('DestinationNotAllowed')
  expect(centre.state('agent1')).toBe('CONNECTED')
  expect(add('expert', { number: EXPERT })).toBeUndefined()
  const dial = centre.effects.findLast(effect => effect.type === 'leg.dial')
  expect(dial).toMatchObject({ callerId: '+15550100', to: { number: EXPERT } })
})

test('another agent is asked in: the first hears the flow, the two talk, the customer waits', () => {
  centre.ready('agent2')
  expect(add('asked', { quickConnectId: 'agent2' })).toBeUndefined()
  expect(centre.says(centre.agentLeg('agent1'))).toBe('I call your colleague.')
  expect(centre.state('agent2')).toBe('Available')
  centre.promptOver(centre.agentLeg('agent1'))
  expect(centre.state('agent2')).toBe('CONNECTING')
  expect(centre.agent('agent2').contacts[0]?.customerAddress).toBe('+15557001')
  talk('agent2')
  expect(talking()).toEqual([['agent1', 'agent2']])
  all('conference')
  expect(talking()).toEqual([['agent1', 'agent2', 'customer']])
})

test('the first agent leaves: the customer talks to the second, in the contact that asked', () => {
  agent2Comes()
  const first = contactOf('agent1')
  centre.does('agent1', 'hangUp')
  expect(talking()).toEqual([['agent2', 'customer']])
  expect(centre.hearing.has(caller)).toBe(false)
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({ ContactId: first, NextContactId: 'asked' })
  expect(factsOf(centre.events, 'contact')[0]).toMatchObject({
    transferredTo: 'internal',
    leftOnHold: false,
  })
  centre.does('agent2', 'hold')
  expect(centre.hearing.has(caller)).toBe(true)
  centre.does('agent2', 'resume')
  centre.hangUp(caller)
  centre.does('agent2', 'clear')
  expect(centre.record(1)).toMatchObject({
    ContactId: 'asked',
    PreviousContactId: first,
    InitialContactId: first,
    InitiationMethod: 'TRANSFER',
    Agent: { Username: 'agent2' },
  })
  expect([...centre.legs]).toEqual([])
  expect(centre.state('agent2')).toBe('Available')
})

test('the second agent leaves: the first still has the customer', () => {
  agent2Comes()
  centre.does('agent2', 'hangUp')
  expect(centre.state('agent2')).toBe('ENDED')
  expect(centre.legs.has(centre.agentLeg('agent1'))).toBe(true)
  expect(centre.state('agent1')).toBe('CONNECTED_ONHOLD')
  centre.does('agent1', 'resume')
  expect(talking()).toEqual([['agent1', 'customer']])
  centre.does('agent2', 'clear')
  expect(centre.record()).toMatchObject({
    ContactId: 'asked',
    DisconnectReason: 'AGENT_DISCONNECT',
  })
  centre.clock.advance(seconds(5))
  centre.hangUp(caller)
  expect(centre.state('agent1')).toBe('ENDED')
  centre.does('agent1', 'clear')
  // The two records are linked, and nothing was transferred.
  const { contactId } = centre.finals[1] ?? {}
  expect(centre.record()).toMatchObject({ PreviousContactId: contactId })
  expect(centre.record(1)).toMatchObject({
    NextContactId: 'asked',
    TransferCompletedTimestamp: null,
  })
  const [asked, first] = factsOf(centre.events, 'contact')
  expect(first).toMatchObject({ contactId, consultedMs: 0 })
  expect(first?.transferredTo).toBeUndefined()
  expect(asked?.consultedMs).toBeUndefined()
})

test('the customer hangs up: everybody who was called in is let go', () => {
  agent2Comes()
  add('expert', { number: EXPERT })
  centre.lift(EXPERT)
  centre.hangUp(caller)
  expect([...centre.legs]).toEqual([])
  expect([centre.state('agent1'), centre.state('agent2')]).toEqual(['ENDED', 'ENDED'])
  centre.does('agent1', 'clear')
  centre.does('agent2', 'clear')
  expect(centre.contacts).toEqual([])
  expect(centre.finals.map(({ record }) => record.DisconnectReason)).toEqual([
    'CUSTOMER_DISCONNECT',
    'CUSTOMER_DISCONNECT',
  ])
})

test('an agent who leaves before the other has come leaves the customer in that line', () => {
  expect(add('asked', { quickConnectId: 'agent2' })).toBeUndefined()
  const agentLeg = centre.agentLeg('agent1')
  centre.hearOut(agentLeg)
  const music = centre.hearing.get(agentLeg)
  expect(music?.loop).toBe(true)
  centre.does('agent1', 'hangUp')
  expect(centre.hearing.get(caller)).toEqual(music)
  centre.ready('agent2')
  talk('agent2', caller)
  expect(talking()).toEqual([['agent2', 'customer']])
})

test('an agent who leaves while the transfer flow speaks lets the customer hear it', () => {
  add('asked', { quickConnectId: 'agent2' })
  centre.does('agent1', 'hangUp')
  expect(centre.says(caller)).toBe('I call your colleague.')
  centre.promptOver(caller)
  centre.ready('agent2')
  expect(centre.state('agent2')).toBe('CONNECTING')
})

test('an agent gives up asking: whoever was rung is free, and has missed nothing', () => {
  centre.ready('agent2')
  add('asked', { quickConnectId: 'agent2' })
  centre.hearOut(centre.agentLeg('agent1'))
  expect(centre.state('agent2')).toBe('CONNECTING')
  expect(party('drop', 'asked')).toBeUndefined()
  expect(centre.state('agent2')).toBe('Available')
  expect(centre.says(centre.agentLeg('agent1'))).toContain('on hold')
  expect(centre.finals.map(({ contactId }) => contactId)).toEqual(['asked'])
})

test('six may be in a call, each can be let go, and the last agent leaves the others to themselves', () => {
  const numbers = ['+12065550181', '+12065550182', '+12065550183', '+12065550184']
  for (const number of numbers) {
    expect(add(`to ${number}`, { number })).toBeUndefined()
    centre.lift(number)
  }
  expect(add('one too many', { number: EXPERT })?.refused).toBe('WrongState')
  all('conference')
  expect(talking()[0]).toHaveLength(6)
  expect(party('drop', `to ${numbers[0]}`)).toBeUndefined()
  expect(centre.legs.has(`to ${numbers[0]}`)).toBe(false)
  expect(talking()[0]).toHaveLength(5)
  centre.does('agent1', 'hangUp')
  expect(talking()[0]).toHaveLength(4)
  for (const number of numbers.slice(1)) centre.hangUp(`to ${number}`)
  expect([...centre.legs]).toEqual([])
})

test('agents and numbers in one call: whoever is left goes on with all the others', () => {
  agent2Comes()
  add('expert', { number: EXPERT })
  centre.lift(EXPERT)
  all('conference')
  expect(talking()).toEqual([['agent1', 'agent2', 'customer', 'expert']])
  // Only who has the customer says who is in the call.
  expect(add('other', { number: OTHER }, 'agent2')?.refused).toBe('WrongState')
  centre.does('agent1', 'hangUp')
  expect(talking()).toEqual([['agent2', 'customer', 'expert']])
  expect(add('other', { number: OTHER }, 'agent2')).toBeUndefined()
  centre.lift(OTHER)
  expect(talking()).toEqual([['agent2', 'other']])
  all('conference', 'agent2')
  centre.does('agent2', 'hangUp')
  expect(talking()).toEqual([['customer', 'expert', 'other']])
})

test('two agents are asked in, and the first to come goes on with both', () => {
  agent2Comes()
  centre.ready('supervisor')
  add('second', { quickConnectId: 'supervisor' })
  centre.hearOut(centre.agentLeg('agent1'))
  talk('supervisor')
  centre.does('agent1', 'hangUp')
  expect(talking()).toEqual([['agent2', 'customer', 'supervisor']])
  centre.does('agent2', 'hangUp')
  expect(talking()).toEqual([['customer', 'supervisor']])
  centre.hangUp(caller)
  for (const name of ['agent1', 'agent2', 'supervisor']) centre.does(name, 'clear')
  expect(centre.contacts).toEqual([])
})

test('an agent whose phone is lost has not taken the customer along', () => {
  agent2Comes()
  centre.hangUp(centre.agentLeg('agent1'), 'mediaTimeout')
  expect(talking()).toEqual([['agent2', 'customer']])
})

test('whoever was asked in may go aside alone', () => {
  agent2Comes()
  all('conference')
  centre.does('agent2', 'hold')
  expect(talking()).toEqual([['agent1', 'customer']])
  expect(centre.hearing.has(caller)).toBe(false)
  centre.does('agent2', 'resume')
  expect(talking()).toEqual([['agent1', 'agent2', 'customer']])
})

test('keys go to whoever hears the agent', () => {
  expertComes()
  const agentId = centre.user('agent1')
  const contactId = contactOf('agent1')
  centre.tell({ type: 'agent.digits', agentId, contactId, digits: '42' })
  const sent = () =>
    centre.effects.flatMap(each => (each.type === 'leg.sendDigits' ? each.legId : []))
  expect(sent()).toEqual(['expert'])
  all('conference')
  centre.tell({ type: 'agent.digits', agentId, contactId, digits: '1' })
  expect(sent()).toEqual(['expert', caller, 'expert'])
})

/** Another call, which is recorded. */
function recorded(): void {
  const behavior = { RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'] } }
  publishInbound(
    centre,
    action('Record', 'UpdateContactRecordingBehavior', behavior, { next: 'Choose' }),
    ...toQueue(centre.id('queue', 'BasicQueue')),
  )
  centre.does('agent1', 'hangUp')
  centre.does('agent1', 'clear')
  caller = centre.call()
  talk('agent1', caller)
}

test('who was on hold and is left with the customer hears music no more', () => {
  agent2Comes()
  all('swap')
  expect(centre.hearing.get(centre.agentLeg('agent2'))?.loop).toBe(true)
  centre.does('agent1', 'hangUp')
  expect(talking()).toEqual([['agent2', 'customer']])
  expect(centre.hearing.has(centre.agentLeg('agent2'))).toBe(false)
})

test('whoever was asked in is recorded from the first word on, and not while aside', () => {
  recorded()
  const contactId = contactOf('agent1')
  const heard = () => {
    const { left = [], right = [] } = centre.recordings.get(contactId) ?? {}
    return [...left, ...right]
  }
  centre.ready('agent2')
  add('asked', { quickConnectId: 'agent2' })
  centre.hearOut(centre.agentLeg('agent1'))
  centre.does('agent1', 'resume')
  talk('agent2')
  const [first, second] = [centre.agentLeg('agent1'), centre.agentLeg('agent2')]
  expect(heard()).toEqual([caller, first, second])
  centre.does('agent2', 'hold')
  expect(heard()).toEqual([caller, first])
  centre.does('agent2', 'resume')
  expect(heard()).toEqual([caller, first, second])
})

test('a recording that was ended by hand does not begin again with the agent who goes on', () => {
  recorded()
  agent2Comes()
  const contactId = contactOf('agent1')
  all('conference')
  expect(centre.recordings.size).toBe(1)
  centre.tell({ type: 'contact.record', contactId, what: 'stop', part: 'talk' })
  centre.does('agent1', 'hangUp')
  expect(talking()).toEqual([['agent2', 'customer']])
  expect(centre.recordings.size).toBe(0)
})

test('an agent who hears a transfer flow is not recorded as if that were the customer', () => {
  const behavior = {
    RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: 'Enabled' },
  }
  publish(
    centre,
    { name: 'to agent2', type: 'AGENT_TRANSFER' },
    action('Record', 'UpdateContactRecordingBehavior', behavior, { next: 'Wait' }),
    say('Wait', 'I call your colleague.', 'To queue'),
    ...toQueue('').slice(1),
  )
  centre.ready('agent2')
  add('asked', { quickConnectId: 'agent2' })
  centre.tell({
    type: 'contact.record',
    contactId: 'asked',
    what: 'start',
    hears: { agent: true, customer: true, ivr: true },
  })
  expect([...centre.recordings.keys()]).toEqual([])
  centre.hearOut(centre.agentLeg('agent1'))
  talk('agent2')
  expect([...centre.recordings.keys()]).toEqual([])
  // What is asked of the colleague's part holds from when that one has the customer.
  centre.does('agent1', 'hangUp')
  const { left, right } = centre.recordings.get('asked') ?? {}
  expect([left, right]).toEqual([[caller], [centre.agentLeg('agent2')]])
})

/** The flow by which agents ask agent2 calls somebody outside instead. */
function flowCallsOutside(): void {
  const next = 'Bye'
  publish(
    centre,
    { name: 'to agent2', type: 'AGENT_TRANSFER' },
    action(
      'Call',
      'TransferParticipantToThirdParty',
      {
        ThirdPartyPhoneNumber: OTHER,
        ThirdPartyConnectionTimeLimitSeconds: '30',
        ContinueFlowExecution: 'True',
      },
      {
        next,
        errors: { NoMatchingError: next, CallFailed: next, ConnectionTimeLimitExceeded: next },
      },
    ),
    action('Bye', 'DisconnectParticipant', {}),
  )
}

test('the customer is left with whom the transfer flow has called, and hears them', () => {
  flowCallsOutside()
  add('asked', { quickConnectId: 'agent2' })
  const leg = centre.lift(OTHER)
  centre.does('agent1', 'hangUp')
  expect([...centre.mixes.values()].map(mix => mix.map(({ legId }) => legId))).toEqual([
    [caller, leg],
  ])
  centre.hangUp(leg)
  centre.does('agent1', 'clear')
  expect([...centre.legs]).toEqual([])
  expect(centre.contacts).toEqual([])
})

test('a call of several is the same after a restart', () => {
  agent2Comes()
  add('expert', { number: EXPERT })
  centre.restart()
  centre.lift(EXPERT)
  all('conference')
  expect(talking()).toEqual([['agent1', 'agent2', 'customer', 'expert']])
})

test('agents see who is in the call', () => {
  expertComes()
  all('swap')
  expect(centre.agent('agent1').contacts[0]?.parties).toEqual([
    { partyId: 'customer', kind: 'customer', name: '+15557001', state: 'connected' },
    { partyId: 'expert', kind: 'number', name: 'outside', state: 'onHold' },
  ])
  centre.hangUp('expert')
  expect(centre.agent('agent1').contacts[0]?.parties).toEqual([])
})

test('a call to which as many have come as may is not passed out to one more', () => {
  for (let nth = 0; nth < 50; nth++) {
    expect(add(`expert ${nth}`, { quickConnectId: 'outside' })).toBeUndefined()
    centre.lift(EXPERT)
    party('drop', `expert ${nth}`)
  }
  const refused = centre.tell({
    type: 'agent.transfer',
    agentId: centre.user('agent1'),
    contactId: contactOf('agent1'),
    newContactId: 'one more',
    quickConnectId: 'outside',
  })
  expect(refused?.message).toContain('50')
})

test('an agent who confers with whom a transfer flow has called is in one talk, not in two', () => {
  flowCallsOutside()
  expertComes()
  add('asked', { quickConnectId: 'agent2' })
  const leg = centre.lift(OTHER)
  const here = () => talking().map(mix => mix.map(each => (each === leg ? 'other' : each)).sort())
  expect(here()).toEqual([['agent1', 'other']])
  party('resume', 'expert')
  expect(here()).toEqual([['agent1', 'expert', 'other']])
  expect(all('conference')).toBeUndefined()
  expect(here()).toEqual([['agent1', 'customer', 'expert', 'other']])
  centre.restart()
  centre.hangUp(leg)
  expect(here()).toEqual([['agent1', 'customer', 'expert']])
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  expect([...centre.legs]).toEqual([])
  expect(here()).toEqual([])
})
