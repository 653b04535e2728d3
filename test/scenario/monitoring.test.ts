// Supervisors listen to calls, whisper to the agent and barge in.
import { beforeEach, describe, expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import { action, publish, publishInbound, say, toQueue } from '../support/flow-actions.ts'
import { NODE, TestCentre } from '../support/test-centre.ts'

const EXPERT = '+12065550188'

let centre: TestCentre
let caller: string
beforeEach(async () => {
  centre = await TestCentre.open()
  publishInbound(centre, ...toQueue(centre.id('queue', 'BasicQueue')))
  centre.ready('agent1')
  // A supervisor at work takes no calls.
  centre.tell({ type: 'agent.reachable', agentId: centre.user('supervisor'), reachable: true })
  caller = centre.call()
  talk('agent1', caller)
})

function talk(name: string, customer?: string): void {
  centre.does(name, 'accept')
  centre.hearOut(centre.agentLeg(name))
  if (customer !== undefined) centre.hearOut(customer)
  expect(centre.state(name)).toBe('CONNECTED')
}

const contactOf = (name: string) => centre.agent(name).contacts[0]?.contactId ?? 'none'

function listen(
  name = 'supervisor',
  { contactId = contactOf('agent1'), monitorId = `by-${name}`, mayBarge = true } = {},
): Refusal | undefined {
  return centre.tell({
    type: 'contact.monitor',
    contactId,
    agentId: centre.user(name),
    monitorId,
    participantId: 'unused',
    mayBarge,
  })
}

function becomes(
  mode: 'silent' | 'whispering' | 'barging',
  name = 'supervisor',
): Refusal | undefined {
  return centre.tell({
    type: 'agent.monitor',
    agentId: centre.user(name),
    contactId: contactOf(name),
    barges: mode === 'barging',
    ...(mode === 'whispering' && { whispers: true }),
  })
}

function party(
  name: string,
  does: 'drop' | 'hold' | 'resume',
  partyId: string,
): Refusal | undefined {
  const contactId = contactOf(name)
  return centre.tell({ type: 'agent.party', agentId: centre.user(name), contactId, partyId, does })
}

function names(): Map<string, string> {
  return new Map([
    [caller, 'customer'],
    ...[...centre.centre.view.agents()].map(({ username }): [string, string] => [
      centre.agentLeg(username),
      username,
    ]),
  ])
}

/** Whom each person in a call hears, in one line each. */
function hearing(): string[] {
  const nameOf = (legId: string) => names().get(legId) ?? legId
  return [...centre.mixes.values()].flatMap(mix =>
    mix
      .map(({ legId }) => {
        const heard = mix
          .filter(each => each.legId !== legId && !each.muted)
          .filter(({ heardBy }) => heardBy === undefined || heardBy.includes(legId))
          .map(each => nameOf(each.legId))
        return `${nameOf(legId)} hears ${heard.sort().join(' and ') || 'nobody'}`
      })
      .sort(),
  )
}

const LISTENING = [
  'agent1 hears customer',
  'customer hears agent1',
  'supervisor hears agent1 and customer',
]

function recorded(): { left: readonly string[]; right: readonly string[] } {
  const [recording] = centre.recordings.values()
  const of = (side: readonly string[] = []) => side.map(legId => names().get(legId) ?? legId)
  return { left: of(recording?.left), right: of(recording?.right) }
}

describe('who hears whom', () => {
  test('a supervisor who listens hears both, and nobody hears or notices the supervisor', () => {
    const before = JSON.stringify(centre.agent('agent1').contacts)
    const events = centre.events.length
    const seen = centre.effects.length
    expect(listen()).toBeUndefined()
    expect(hearing()).toEqual(LISTENING)
    expect(JSON.stringify(centre.agent('agent1').contacts)).toBe(before)
    const told = centre.events.slice(events).filter(event => event.type === 'agent.event')
    expect(new Set(told.map(event => 'agentId' in event && event.agentId))).toEqual(
      new Set([centre.user('supervisor')]),
    )
    // No tone, no prompt.
    expect(centre.effects.slice(seen).map(({ type }) => type)).toEqual(['leg.dial', 'mix.set'])
  })

  test('who whispers is heard by the agent alone, and who barges in by everybody', () => {
    listen()
    expect(becomes('whispering')).toBeUndefined()
    expect(hearing()).toEqual([
      'agent1 hears customer and supervisor',
      'customer hears agent1',
      'supervisor hears agent1 and customer',
    ])
    expect(becomes('barging')).toBeUndefined()
    expect(hearing()).toEqual([
      'agent1 hears customer and supervisor',
      'customer hears agent1 and supervisor',
      'supervisor hears agent1 and customer',
    ])
    expect(becomes('silent')).toBeUndefined()
    expect(hearing()).toEqual(LISTENING)
  })

  test('a muted supervisor is heard by nobody, whatever the mode', () => {
    listen()
    becomes('barging')
    const contactId = contactOf('supervisor')
    const agentId = centre.user('supervisor')
    centre.tell({ type: 'agent.mute', agentId, contactId, muted: true })
    expect(hearing()).toEqual(LISTENING)
    expect(centre.agent('supervisor').contacts[0]?.muted).toBe(true)
  })

  test('while the customer is on hold, the supervisor hears the agent, and can talk to the agent', () => {
    listen()
    centre.does('agent1', 'hold')
    expect(hearing()).toEqual(['agent1 hears nobody', 'supervisor hears agent1'])
    expect(centre.says(centre.agentLeg('agent1'))).toContain('on hold')
    becomes('whispering')
    expect(centre.hearing.has(centre.agentLeg('agent1'))).toBe(false)
    expect(hearing()).toEqual(['agent1 hears supervisor', 'supervisor hears agent1'])
    // Not who only listens again: the agent hears the hold flow once more.
    becomes('silent')
    expect(centre.says(centre.agentLeg('agent1'))).toContain('on hold')
    centre.does('agent1', 'resume')
    expect(hearing()).toEqual(LISTENING)
  })

  test('five may listen, each as they like, and a sixth may not', () => {
    for (const name of ['qa', 'admin', 'agent2']) {
      centre.tell({ type: 'agent.reachable', agentId: centre.user(name), reachable: true })
      expect(listen(name)).toBeUndefined()
    }
    listen()
    becomes('whispering', 'qa')
    expect(hearing()).toContain('agent1 hears customer and qa')
    expect(hearing()).toContain('supervisor hears agent1 and customer')
    const others = ['one', 'two'].map(name => {
      const user = centre.centre.view.directory.get('agent', centre.user('qa')) as JsonObject
      centre.tell({
        type: 'config.put',
        kind: 'agent',
        id: name,
        document: { ...user, Username: name },
      })
      centre.tell({ type: 'agent.reachable', agentId: name, reachable: true })
      return listen(name)
    })
    expect(others[0]).toBeUndefined()
    expect(others[1]).toMatchObject({ refused: 'LimitExceeded' })
  })
})

describe('what is recorded', () => {
  beforeEach(() => {
    centre.does('agent1', 'hangUp')
    centre.does('agent1', 'clear')
    publishInbound(
      centre,
      action(
        'Record',
        'UpdateContactRecordingBehavior',
        { RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'] } },
        { next: 'Choose' },
      ),
      ...toQueue(centre.id('queue', 'BasicQueue')),
    )
    caller = centre.call()
    talk('agent1', caller)
  })

  test('a supervisor who takes the customer over is recorded as the agent was', () => {
    listen()
    becomes('barging')
    centre.does('agent1', 'hangUp')
    expect(recorded()).toEqual({ left: ['customer'], right: ['supervisor'] })
  })

  test('nobody who listens or whispers, and who barges in on the agent’s side', () => {
    const talking = { left: ['customer'], right: ['agent1'] }
    expect(recorded()).toEqual(talking)
    listen()
    expect(recorded()).toEqual(talking)
    becomes('whispering')
    expect(recorded()).toEqual(talking)
    becomes('barging')
    expect(recorded()).toEqual({ left: ['customer'], right: ['agent1', 'supervisor'] })
    centre.does('supervisor', 'hangUp')
    expect(recorded()).toEqual(talking)
  })

  test('the monitoring itself cannot be recorded by hand', () => {
    listen()
    const contactId = contactOf('supervisor')
    const hears = { agent: true, customer: true }
    expect(centre.tell({ type: 'contact.record', contactId, what: 'start', hears })).toMatchObject({
      refused: 'WrongState',
    })
  })
})

describe('at the supervisor', () => {
  test('the page shows who is listened to, how, and who is in the call', () => {
    listen()
    expect(centre.agent('supervisor').contacts[0]).toMatchObject({
      channel: 'VOICE',
      initiationMethod: 'MONITOR',
      state: 'CONNECTED',
      customerAddress: '+15557001',
      leads: false,
      monitoring: {
        contactId: contactOf('agent1'),
        agent: 'agent1',
        mode: 'SILENT_MONITOR',
        modes: ['SILENT_MONITOR', 'WHISPER', 'BARGE'],
      },
      parties: [
        { partyId: 'customer', kind: 'customer', state: 'connected' },
        { kind: 'agent', name: 'agent1', state: 'connected' },
      ],
    })
    centre.does('agent1', 'hold')
    expect(centre.agent('supervisor').contacts[0]?.parties[0]?.state).toBe('onHold')
  })

  test('a desk phone rings, and the call is heard when it is taken', () => {
    centre.giveDeskPhone('supervisor')
    expect(listen()).toBeUndefined()
    expect(centre.state('supervisor')).toBe('CONNECTING')
    expect(hearing()).toEqual(['agent1 hears customer', 'customer hears agent1'])
    centre.report({ type: 'leg.answered', legId: centre.agentLeg('supervisor') })
    expect(centre.state('supervisor')).toBe('CONNECTED')
    expect(hearing()).toEqual(LISTENING)
  })

  test('a phone that nobody takes is given up, and the supervisor can try again', () => {
    centre.giveDeskPhone('supervisor')
    listen()
    centre.restart()
    centre.clock.advance(seconds(23))
    expect(centre.state('supervisor')).toBe('Offline')
    expect(listen('supervisor', { monitorId: 'again' })).toBeUndefined()
    centre.report({ type: 'leg.ended', legId: centre.agentLeg('supervisor'), reason: 'busy' })
    expect(centre.state('supervisor')).toBe('Offline')
    expect(hearing()).toEqual(['agent1 hears customer', 'customer hears agent1'])
  })

  test('who listens is offered no call meanwhile, and is as before afterwards', () => {
    centre.ready('supervisor')
    listen()
    const second = centre.call('+15557002')
    expect(centre.agent('supervisor').contacts).toHaveLength(1)
    expect(centre.agent('supervisor').freeSlots.VOICE).toBe(0)
    centre.does('supervisor', 'hangUp')
    expect(centre.agent('supervisor').contacts.map(({ state }) => state)).toEqual(['CONNECTING'])
    centre.hangUp(second)
    expect(centre.state('supervisor')).toBe('Available')
  })

  test('a call that was missed is put away by listening', () => {
    centre.ready('supervisor')
    const second = centre.call('+15557002')
    centre.does('supervisor', 'reject')
    expect(centre.state('supervisor')).toBe('REJECTED')
    expect(listen()).toBeUndefined()
    expect(centre.agent('supervisor').contacts.map(({ state }) => state)).toEqual(['CONNECTED'])
    centre.hangUp(second)
  })

  test('the record says that it was a monitoring, of which contact, and by whom', () => {
    const contactId = contactOf('agent1')
    listen()
    centre.clock.advance(seconds(30))
    centre.does('supervisor', 'hangUp')
    const record = centre.finals.find(each => each.contactId === 'by-supervisor')?.record
    expect(record).toMatchObject({
      InitiationMethod: 'MONITOR',
      PreviousContactId: contactId,
      InitialContactId: contactId,
      DisconnectReason: 'AGENT_DISCONNECT',
      Agent: { Username: 'supervisor', AgentInteractionDuration: 30 },
      Recording: null,
    })
    // It is nobody's work with a customer.
    const facts = centre.events.filter(event => event.type === 'fact')
    const fact = facts.find(
      ({ fact }) => fact.kind === 'contact' && fact.contactId === 'by-supervisor',
    )
    expect(fact?.fact).toHaveProperty('connectedToAgentAt', undefined)
  })

  test('who has barged in is seen by all, can put the customer on hold, and can hang up on them', () => {
    listen()
    expect(party('supervisor', 'hold', 'customer')).toMatchObject({ refused: 'WrongState' })
    becomes('barging')
    expect(centre.agent('agent1').contacts[0]?.parties).toMatchObject([
      { kind: 'customer' },
      { kind: 'supervisor', name: 'supervisor' },
    ])
    expect(party('supervisor', 'hold', 'customer')).toBeUndefined()
    expect(hearing()).toEqual(['agent1 hears supervisor', 'supervisor hears agent1'])
    expect(party('supervisor', 'resume', 'customer')).toBeUndefined()
    expect(party('supervisor', 'drop', 'customer')).toBeUndefined()
    expect(centre.legs.has(caller)).toBe(false)
    expect(centre.state('supervisor')).toBe('Offline')
    expect(centre.state('agent1')).toBe('ENDED')
  })

  test('the agent cannot hang up on a supervisor', () => {
    listen()
    becomes('barging')
    expect(party('agent1', 'drop', 'by-supervisor')).toMatchObject({ refused: 'WrongState' })
    expect(centre.state('supervisor')).toBe('CONNECTED')
  })

  test('a whispering supervisor is shown to the agent and to nobody else', () => {
    agent2Comes()
    listen()
    becomes('whispering')
    expect(centre.agent('agent1').contacts[0]?.parties.map(({ kind }) => kind)).toContain(
      'supervisor',
    )
    expect(centre.agent('agent2').contacts[0]?.parties.map(({ kind }) => kind)).not.toContain(
      'supervisor',
    )
  })
})

describe('who may not', () => {
  const refusal = { refused: 'WrongState' }

  test('only a call with an agent can be listened to', () => {
    const waiting = centre.call('+15557009')
    const queued = centre.contacts.find(({ stage }) => stage === 'queued')?.contactId ?? ''
    expect(listen('supervisor', { contactId: queued })).toMatchObject(refusal)
    centre.hangUp(waiting)
    listen()
    centre.tell({ type: 'agent.reachable', agentId: centre.user('qa'), reachable: true })
    expect(listen('qa', { contactId: 'by-supervisor' })).toMatchObject(refusal)
  })

  test('nobody listens to their own call, without a phone, or with a call in hand', () => {
    expect(listen('agent1')).toMatchObject(refusal)
    expect(listen('qa')).toMatchObject(refusal)
    listen()
    expect(listen('supervisor', { monitorId: 'twice' })).toMatchObject(refusal)
  })

  test('who may only listen cannot whisper or barge in', () => {
    listen('supervisor', { mayBarge: false })
    expect(becomes('whispering')).toMatchObject(refusal)
    expect(becomes('barging')).toMatchObject(refusal)
    expect(hearing()).toEqual(LISTENING)
    expect(centre.agent('supervisor').contacts[0]?.monitoring?.modes).toEqual(['SILENT_MONITOR'])
  })

  test('without enhanced monitoring one may listen, and nobody barges in', () => {
    const id = centre.centre.view.instanceId
    centre.change('instance', id, { Attributes: { ENHANCED_CONTACT_MONITORING: 'false' } })
    expect(listen()).toMatchObject(refusal)
    expect(listen('supervisor', { mayBarge: false })).toBeUndefined()
    centre.tell({ type: 'agent.reachable', agentId: centre.user('qa'), reachable: true })
    expect(listen('qa', { mayBarge: false })).toMatchObject({ refused: 'LimitExceeded' })
  })

  test('what agents do with calls cannot be done with one that is listened to', () => {
    listen()
    const about = { agentId: centre.user('supervisor'), contactId: 'by-supervisor' }
    for (const type of ['agent.hold', 'agent.resume', 'agent.swap', 'agent.conference'] as const) {
      expect(centre.tell({ type, ...about })).toMatchObject(refusal)
    }
    expect(
      centre.tell({ type: 'agent.addParty', ...about, partyId: 'x', number: EXPERT }),
    ).toMatchObject(refusal)
    expect(
      centre.tell({ type: 'agent.transfer', ...about, newContactId: 'y', number: EXPERT }),
    ).toMatchObject(refusal)
    expect(hearing()).toEqual(LISTENING)
  })
})

function agent2Comes(): void {
  const flow = publish(
    centre,
    { name: 'to agent2', type: 'AGENT_TRANSFER' },
    say('Wait', 'I call your colleague.', 'To queue'),
    ...toQueue('').slice(1),
  )
  const QuickConnectConfig = {
    QuickConnectType: 'USER',
    UserConfig: { UserId: centre.user('agent2'), ContactFlowId: flow },
  }
  const document = { Name: 'agent2', QuickConnectConfig }
  centre.tell({ type: 'config.put', kind: 'transfer-destination', id: 'agent2', document })
  centre.ready('agent2')
  const about = { agentId: centre.user('agent1'), contactId: contactOf('agent1') }
  centre.tell({ type: 'agent.addParty', ...about, partyId: 'asked', quickConnectId: 'agent2' })
  centre.hearOut(centre.agentLeg('agent1'))
  talk('agent2')
}

describe('calls of several', () => {
  test('a consultation is heard while the customer waits, then the whole conference', () => {
    listen()
    agent2Comes()
    expect(hearing()).toEqual([
      'agent1 hears agent2',
      'agent2 hears agent1',
      'supervisor hears agent1 and agent2',
    ])
    centre.tell({
      type: 'agent.conference',
      agentId: centre.user('agent1'),
      contactId: contactOf('agent1'),
    })
    expect(hearing()).toContain('supervisor hears agent1 and agent2 and customer')
    becomes('whispering')
    expect(hearing()).toContain('agent1 hears agent2 and customer and supervisor')
    expect(hearing()).toContain('agent2 hears agent1 and customer')
  })

  test('who barges in is one of the six of a call', () => {
    const outside = { QuickConnectType: 'PHONE_NUMBER', PhoneConfig: { PhoneNumber: EXPERT } }
    const document = { Name: 'outside', QuickConnectConfig: outside }
    centre.tell({ type: 'config.put', kind: 'transfer-destination', id: 'outside', document })
    const about = { agentId: centre.user('agent1'), contactId: contactOf('agent1') }
    const add = (partyId: string) =>
      centre.tell({ type: 'agent.addParty', ...about, partyId, quickConnectId: 'outside' })
    listen()
    becomes('barging')
    expect([add('one'), add('two'), add('three')]).toEqual([undefined, undefined, undefined])
    expect(add('four')).toMatchObject({ refused: 'WrongState' })
    becomes('silent')
    expect(add('four')).toBeUndefined()
    expect(becomes('barging')).toMatchObject({ refused: 'LimitExceeded' })
  })

  test('who has barged in goes on with the customer when the agent leaves, until one of them hangs up', () => {
    listen()
    becomes('barging')
    const contactId = contactOf('supervisor')
    centre.does('agent1', 'hangUp')
    expect(hearing()).toEqual(['customer hears supervisor', 'supervisor hears customer'])
    expect(centre.state('agent1')).toBe('ENDED')
    expect(centre.state('supervisor')).toBe('CONNECTED')
    // It is a call like another: the customer can be put on hold.
    expect(centre.does('supervisor', 'hold')).toBeUndefined()
    expect(centre.does('supervisor', 'resume')).toBeUndefined()
    centre.restart()
    centre.hangUp(caller)
    expect(centre.mixes.size).toBe(0)
    centre.does('supervisor', 'clear')
    centre.does('agent1', 'clear')
    expect(centre.finals.map(({ record }) => record.ContactId)).toContain(contactId)
    expect(centre.contacts).toEqual([])
    expect(centre.agent('supervisor').contacts).toEqual([])
  })

  test('the supervisor who has taken the customer over ends the call by hanging up', () => {
    listen()
    becomes('barging')
    centre.does('agent1', 'hangUp')
    centre.does('supervisor', 'hangUp')
    centre.does('supervisor', 'clear')
    centre.does('agent1', 'clear')
    expect(centre.contacts).toEqual([])
    expect(centre.mixes.size).toBe(0)
  })

  test('a customer on hold whose agent is lost comes to the supervisor who has barged in, and others stop listening', () => {
    listen()
    becomes('barging')
    listen('qa', { monitorId: 'by-qa' })
    centre.does('agent1', 'hold')
    centre.hangUp(centre.agentLeg('agent1'))
    expect(hearing()).toEqual(['customer hears supervisor', 'supervisor hears customer'])
    expect(centre.agent('qa').contacts).toEqual([])
  })

  test('who only listens or whispers does not get the customer: the call ends with the agent', () => {
    for (const mode of ['silent', 'whispering'] as const) {
      listen()
      becomes(mode)
      centre.does('agent1', 'hangUp')
      expect(centre.state('supervisor')).toBe('Offline')
      expect(centre.mixes.size).toBe(0)
      centre.does('agent1', 'clear')
      caller = centre.call()
      talk('agent1', caller)
    }
  })

  test('when the agent leaves the call to a colleague, the monitoring ends', () => {
    listen()
    agent2Comes()
    centre.does('agent1', 'hangUp')
    expect(centre.state('supervisor')).toBe('Offline')
    expect(hearing()).toEqual(['agent2 hears customer', 'customer hears agent2'])
    // The colleague can be listened to as well.
    expect(listen('supervisor', { contactId: 'asked', monitorId: 'second' })).toBeUndefined()
    expect(hearing()).toContain('supervisor hears agent2 and customer')
  })

  test('a colleague who was asked in is listened to until that one leaves', () => {
    agent2Comes()
    listen('supervisor', { contactId: 'asked' })
    expect(hearing()).toContain('supervisor hears agent1 and agent2')
    becomes('whispering')
    expect(hearing()).toContain('agent2 hears agent1 and supervisor')
    expect(hearing()).toContain('agent1 hears agent2')
    // The one who asked leaves: the colleague's contact goes on with the customer, and is listened to.
    centre.does('agent1', 'hangUp')
    expect(hearing()).toEqual([
      'agent2 hears customer and supervisor',
      'customer hears agent2',
      'supervisor hears agent2 and customer',
    ])
    centre.does('agent2', 'hangUp', 'asked')
    expect(centre.state('supervisor')).toBe('Offline')
    expect(centre.mixes.size).toBe(0)
  })

  test('a colleague who leaves takes the supervisor who listened to that one away', () => {
    agent2Comes()
    listen('supervisor', { contactId: 'asked' })
    centre.does('agent2', 'hangUp', 'asked')
    expect(centre.state('supervisor')).toBe('Offline')
    expect(centre.mixes.size).toBe(0)
    expect(centre.state('agent1')).toBe('CONNECTED_ONHOLD')
  })

  test('a transfer ends the monitoring', () => {
    const flow = publish(
      centre,
      { name: 'elsewhere', type: 'QUEUE_TRANSFER' },
      say('Hi', 'Hi.', 'Hi'),
    )
    const QuickConnectConfig = {
      QuickConnectType: 'QUEUE',
      QueueConfig: { QueueId: centre.id('queue', 'BasicQueue'), ContactFlowId: flow },
    }
    const document = { Name: 'away', QuickConnectConfig }
    centre.tell({ type: 'config.put', kind: 'transfer-destination', id: 'away', document })
    listen()
    const about = { agentId: centre.user('agent1'), contactId: contactOf('agent1') }
    expect(
      centre.tell({
        type: 'agent.transfer',
        ...about,
        newContactId: 'new',
        quickConnectId: 'away',
      }),
    ).toBeUndefined()
    expect(centre.state('supervisor')).toBe('Offline')
    expect(centre.legs.has(caller)).toBe(true)
  })
})

describe('how it ends', () => {
  function over(): void {
    expect(centre.state('supervisor')).toBe('Offline')
    const left = centre.centre.view.contact('by-supervisor')
    expect(left).toBeUndefined()
    expect(centre.finals.some(({ contactId }) => contactId === 'by-supervisor')).toBe(true)
    expect(centre.legs.has(centre.agentLeg('supervisor'))).toBe(false)
  }
  const goesOn = () => expect(hearing()).toEqual(['agent1 hears customer', 'customer hears agent1'])

  test('the supervisor hangs up: the call goes on', () => {
    listen()
    becomes('barging')
    expect(centre.does('supervisor', 'hangUp')).toBeUndefined()
    over()
    goesOn()
    expect(centre.agent('agent1').contacts[0]?.parties).toEqual([])
  })

  test('the supervisor’s phone is lost: the call goes on', () => {
    listen()
    centre.hangUp(centre.agentLeg('supervisor'), 'mediaTimeout')
    over()
    goesOn()
  })

  test('the API stops it: the call goes on', () => {
    listen()
    centre.tell({ type: 'contact.stop', contactId: 'by-supervisor' })
    over()
    goesOn()
  })

  test('the user who listens is deleted: the call goes on', () => {
    listen()
    centre.tell({ type: 'config.delete', kind: 'agent', id: centre.user('supervisor') })
    expect(centre.centre.view.contact('by-supervisor')).toBeUndefined()
    goesOn()
  })

  test('the customer hangs up: nobody listens any more', () => {
    listen()
    becomes('barging')
    centre.hangUp(caller)
    over()
    expect(centre.mixes.size).toBe(0)
    expect(centre.state('agent1')).toBe('ENDED')
  })

  test('the agent hangs up: nobody listens any more, also not to the disconnect flow', () => {
    listen()
    centre.does('agent1', 'hangUp')
    over()
    expect(centre.mixes.size).toBe(0)
  })

  test('the agent’s phone is lost: nobody listens any more', () => {
    listen()
    centre.hangUp(centre.agentLeg('agent1'), 'mediaTimeout')
    over()
  })

  test('the voice node dies: all are free for the next call', () => {
    listen()
    centre.tell({ type: 'voice.lost', node: NODE, seq: 1_000_000 })
    expect(centre.state('supervisor')).toBe('Offline')
    expect(centre.centre.view.contact('by-supervisor')).toBeUndefined()
    expect(centre.state('agent1')).toBe('ENDED')
  })

  test('a restart of the centre changes nothing', () => {
    listen()
    becomes('whispering')
    centre.restart()
    expect(centre.state('supervisor')).toBe('CONNECTED')
    expect(becomes('barging')).toBeUndefined()
    expect(hearing()).toContain('customer hears agent1 and supervisor')
    centre.hangUp(caller)
    over()
  })
})
