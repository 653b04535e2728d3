import { describe, expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { CUSTOMER, Desk } from '../support/calling-out.ts'
import { action, end, hangUp, say } from '../support/flow-actions.ts'
import type { TestCentre } from '../support/test-centre.ts'

const EXPERT = '+12065550199'
const NUMBER = '+15550100'

const transfer = (
  parameters: JsonObject = {},
  errors = ['CallFailed', 'ConnectionTimeLimitExceeded', 'NoMatchingError'],
) => [
  action(
    'Expert',
    'TransferParticipantToThirdParty',
    {
      ThirdPartyPhoneNumber: EXPERT,
      ThirdPartyConnectionTimeLimitSeconds: '30',
      ContinueFlowExecution: 'True',
      ...parameters,
    },
    { next: 'After', errors: Object.fromEntries(errors.map(each => [each, each])) },
  ),
  say('After', 'And now?'),
  ...['CallFailed', 'ConnectionTimeLimitExceeded', 'NoMatchingError'].map(each => say(each, each)),
  hangUp,
]

describe('a caller is transferred to somebody outside', () => {
  async function ringing(parameters: JsonObject = {}) {
    const desk = await Desk.open()
    desk.inbound(...transfer(parameters))
    const caller = desk.centre.call(CUSTOMER)
    return { desk, centre: desk.centre, caller, expert: desk.centre.legTo(EXPERT) }
  }

  test('hears the ringing, talks when it is answered, and goes on in the flow afterwards', async () => {
    const { desk, centre, caller, expert } = await ringing({ ThirdPartyDTMFDigits: '12,3#' })
    expect(centre.says(caller)).toBe('(ringback)')
    expect(centre.effects.findLast(each => each.type === 'leg.dial')).toMatchObject({
      callerId: CUSTOMER,
      timeoutMs: 30_000,
    })
    centre.lift(EXPERT)
    expect(centre.says(caller)).toBe('')
    expect(desk.talks).toEqual([[caller, expert]])
    expect(centre.effects.at(-1)).toMatchObject({ type: 'leg.sendDigits', digits: '12,3#' })
    centre.clock.advance(minutes(5))
    expect(desk.talks, 'nobody cuts them off').toEqual([[caller, expert]])
    centre.hangUp(expert)
    expect(desk.talks).toEqual([])
    expect(centre.says(caller)).toBe('And now?')
    centre.hearOut(caller)
    expect(centre.record()).toMatchObject({
      DisconnectReason: 'CONTACT_FLOW_DISCONNECT',
      TransferredToEndpoint: { Address: EXPERT, Type: 'TELEPHONE_NUMBER' },
      ExternalThirdParty: { ExternalThirdPartyInteractionDuration: 300 },
    })
  })

  test.each([
    ['noAnswer', 'ConnectionTimeLimitExceeded'],
    ['busy', 'CallFailed'],
    ['rejected', 'CallFailed'],
    ['unreachable', 'CallFailed'],
  ] as const)('is told what went wrong: %s', async (why, branch) => {
    const { centre, caller, expert } = await ringing()
    centre.hangUp(expert, why)
    expect(centre.says(caller)).toBe(branch)
  })

  test('does not wait for ever for a trunk that says nothing', async () => {
    const { centre, caller, expert } = await ringing()
    centre.clock.advance(seconds(32))
    expect(centre.says(caller)).toBe('ConnectionTimeLimitExceeded')
    expect(centre.legs.has(expert)).toBe(false)
  })

  test.each([{ answered: true }, { answered: false }])(
    'and hangs up: so do we on the third party (%j)',
    async ({ answered }) => {
      const { centre, caller, expert } = await ringing()
      if (answered) centre.lift(EXPERT)
      centre.restart()
      centre.hangUp(caller)
      expect(centre.legs.has(expert)).toBe(false)
      expect(centre.mixes.size).toBe(0)
      expect(centre.record()).toMatchObject({ DisconnectReason: 'CUSTOMER_DISCONNECT' })
    },
  )

  test('for good: whoever of the two hangs up ends it', async () => {
    const { desk, centre, caller, expert } = await ringing({ ContinueFlowExecution: 'False' })
    centre.lift(EXPERT)
    expect(desk.talks).toEqual([[caller, expert]])
    centre.restart()
    centre.clock.advance(minutes(3))
    centre.hangUp(expert)
    expect(centre.legs.has(caller)).toBe(false)
    expect(centre.mixes.size).toBe(0)
    expect(centre.record()).toMatchObject({ DisconnectReason: 'THIRD_PARTY_DISCONNECT' })
  })

  test('for good, but nobody answers', async () => {
    const { centre, caller, expert } = await ringing({ ContinueFlowExecution: 'False' })
    centre.hangUp(expert, 'noAnswer')
    expect(centre.says(caller)).toBe('NoMatchingError')
  })

  test('with the number and name the flow chose', async () => {
    const { centre } = await ringing({ CallerId: { Number: NUMBER, Name: 'Parley' } })
    expect(centre.effects.findLast(each => each.type === 'leg.dial')).toMatchObject({
      callerId: NUMBER,
      callerName: 'Parley',
    })
  })

  test.each(['+4915112345678', '+99912345678', '12', 'sip:somebody@somewhere', '+1900'])(
    'but not to %s, where we may not call',
    async number => {
      const { centre, caller } = await ringing({ ThirdPartyPhoneNumber: number })
      expect(centre.says(caller)).toBe('CallFailed')
      expect(centre.effects.filter(each => each.type === 'leg.dial')).toEqual([])
    },
  )

  test('who is shown the caller, not a number that neither the caller nor we have', async () => {
    const { centre } = await ringing({ CallerId: { Number: '+12025550143', Name: 'Your bank' } })
    expect(centre.effects.findLast(each => each.type === 'leg.dial')).toMatchObject({
      callerId: CUSTOMER,
    })
  })

  test('to another country once it is listed', async () => {
    const desk = await Desk.open()
    const { centre } = desk
    const id = centre.centre.view.instanceId
    centre.change('instance', id, { OutboundCountries: ['DE'] })
    desk.inbound(...transfer({ ThirdPartyPhoneNumber: '+4915112345678' }))
    centre.call(CUSTOMER)
    expect(centre.legTo('+4915112345678')).not.toBe('')
  })

  test('and everything ends when the voice node dies', async () => {
    const { centre, caller } = await ringing()
    centre.lift(EXPERT)
    centre.report({ type: 'voice.lost' })
    expect(centre.record()).toMatchObject({ DisconnectReason: 'TELECOM_PROBLEM' })
    expect(centre.contacts).toEqual([])
    expect(caller).not.toBe('')
  })

  test('from the queue: an agent who is free first has the caller, and the call out is given up', async () => {
    const desk = await Desk.open()
    const { centre } = desk
    const CustomerQueue = centre.publish('queue', transfer(), 'CUSTOMER_QUEUE')
    desk.inbound(
      action(
        'Hook',
        'UpdateContactEventHooks',
        { EventHooks: { CustomerQueue } },
        { next: 'Choose' },
      ),
      action('Choose', 'UpdateContactTargetQueue', { QueueId: desk.queue }, { next: 'To queue' }),
      action('To queue', 'TransferContactToQueue', {}),
    )
    const caller = centre.call(CUSTOMER)
    const expert = centre.legTo(EXPERT)
    expect(centre.contacts[0]?.stage).toBe('queued')
    centre.ready('agent1')
    desk.acceptAndTalk('agent1', caller)
    expect(centre.legs.has(expert)).toBe(false)
    expect(desk.talks).toEqual([[caller, centre.agentLeg('agent1')]])
  })

  test('from the queue: one who has found somebody outside is offered to nobody', async () => {
    const desk = await Desk.open()
    const { centre } = desk
    const CustomerQueue = centre.publish('queue', transfer(), 'CUSTOMER_QUEUE')
    desk.inbound(
      action(
        'Hook',
        'UpdateContactEventHooks',
        { EventHooks: { CustomerQueue } },
        { next: 'Choose' },
      ),
      action('Choose', 'UpdateContactTargetQueue', { QueueId: desk.queue }, { next: 'To queue' }),
      action('To queue', 'TransferContactToQueue', {}),
    )
    const caller = centre.call(CUSTOMER)
    centre.ready('agent1')
    expect(centre.state('agent1')).toBe('CONNECTING')
    const expert = centre.lift(EXPERT)
    expect(centre.state('agent1'), 'the offer is withdrawn').toBe('Available')
    centre.hangUp(expert)
    expect(centre.says(caller)).toBe('And now?')
  })
})

test('what the customer says to a flow is recorded apart, until an agent comes, and third parties with it', async () => {
  const desk = await Desk.open()
  const { centre } = desk
  const recording = (id: string, RecordedParticipants: string[], next: string) =>
    action(
      id,
      'UpdateContactRecordingBehavior',
      { RecordingBehavior: { RecordedParticipants, IVRRecordingBehavior: 'Enabled' } },
      { next },
    )
  desk.inbound(
    recording('Record', ['Agent', 'Customer'], 'Expert'),
    ...transfer().filter(each => each.Identifier !== 'After'),
    say('After', 'And now an agent.', 'Choose'),
    action('Choose', 'UpdateContactTargetQueue', { QueueId: desk.queue }, { next: 'To queue' }),
    action('To queue', 'TransferContactToQueue', {}),
  )
  const caller = centre.call(CUSTOMER)
  const contactId = centre.contacts[0]?.contactId ?? ''
  const automated = `${contactId}_ivr`
  expect(centre.recordings.get(automated)).toEqual({ left: [caller], right: [] })
  const expert = centre.lift(EXPERT)
  expect(centre.recordings.get(automated)).toEqual({ left: [caller], right: [expert] })
  centre.hangUp(expert)
  expect(centre.recordings.get(automated)).toEqual({ left: [caller], right: [] })
  centre.hearOut(caller)
  centre.ready('agent1')
  desk.acceptAndTalk('agent1', caller)
  expect([...centre.recordings]).toEqual([
    [contactId, { left: [caller], right: [centre.agentLeg('agent1')] }],
  ])
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({
    Recording: { Location: `recordings/${contactId}.wav` },
    Recordings: [
      { Location: `recordings/${automated}.wav` },
      { Location: `recordings/${contactId}.wav` },
    ],
  })
})

describe('a call that the API asks for', () => {
  async function calling(more: JsonObject = {}) {
    const desk = await Desk.open()
    const flowId = desk.centre.publish('reminder', [
      action(
        'Status',
        'CheckOutboundCallStatus',
        {},
        {
          equals: { CallAnswered: 'Person', NotDetected: 'Somebody' },
          errors: { NoMatchingError: 'Bye' },
        },
      ),
      say('Person', 'This is a reminder.'),
      say('Somebody', 'Hello, or beep.'),
      hangUp,
    ])
    const refused = desk.centre.tell({
      type: 'outbound.started',
      contactId: 'call-1',
      number: CUSTOMER,
      callerId: NUMBER,
      flowId,
      ringMs: 40_000,
      detectsMachines: false,
      attributes: { day: 'Monday' },
      ...more,
    })
    return { desk, centre: desk.centre, refused, leg: desk.centre.legTo(CUSTOMER) }
  }

  test('rings the customer, plays its flow, and is on record', async () => {
    const { centre, leg } = await calling()
    expect(centre.effects.at(-1)).toMatchObject({
      type: 'leg.dial',
      callerId: NUMBER,
      timeoutMs: 40_000,
    })
    centre.clock.advance(seconds(8))
    centre.lift(CUSTOMER)
    expect(centre.says(leg)).toBe('This is a reminder.')
    centre.hearOut(leg)
    expect(centre.record()).toMatchObject({
      InitiationMethod: 'API',
      Attributes: { day: 'Monday' },
      CustomerEndpoint: { Address: CUSTOMER },
      SystemEndpoint: { Address: NUMBER },
      DisconnectReason: 'CONTACT_FLOW_DISCONNECT',
    })
  })

  test('does not claim to know a person from a machine', async () => {
    const { centre, leg } = await calling({ detectsMachines: true })
    centre.lift(CUSTOMER)
    expect(centre.says(leg)).toBe('Hello, or beep.')
  })

  test.each(['noAnswer', 'busy', 'rejected', 'unreachable'] as const)(
    'ends when the answer is %s',
    async why => {
      const { centre, leg } = await calling()
      centre.hangUp(leg, why)
      expect(centre.record()).toMatchObject({ DisconnectReason: 'OUTBOUND_ATTEMPT_FAILED' })
      expect(centre.contacts).toEqual([])
    },
  )

  test('can be stopped while it rings, and after a restart', async () => {
    const { centre, leg } = await calling()
    centre.restart()
    centre.tell({ type: 'contact.stop', contactId: 'call-1' })
    expect(centre.legs.has(leg)).toBe(false)
    expect(centre.record()).toMatchObject({ DisconnectReason: 'API' })
  })

  test('does not ring for ever', async () => {
    const { centre, leg } = await calling()
    centre.restart()
    centre.clock.advance(seconds(42))
    expect(centre.legs.has(leg)).toBe(false)
    expect(centre.finals).toHaveLength(1)
  })

  test('is refused to where we may not call', async () => {
    expect((await calling({ number: '+4915112345678' })).refused).toMatchObject({
      refused: 'DestinationNotAllowed',
    })
    expect((await calling({ number: 'nobody' })).refused).toMatchObject({
      refused: 'DestinationNotAllowed',
    })
    expect((await calling({ flowId: 'none' })).refused).toMatchObject({
      refused: 'ResourceNotFound',
    })
  })
})

describe('an agent who calls somebody', () => {
  async function dialled({
    whisper,
    second,
  }: {
    whisper?: readonly JsonObject[]
    second?: string
  } = {}) {
    const desk = await Desk.open()
    const { centre } = desk
    if (second !== undefined) {
      centre.change('phone-number', centre.newId(), {
        PhoneNumber: second,
        PhoneNumberType: 'DID',
        PhoneNumberCountryCode: 'US',
      })
    }
    if (whisper) {
      const OutboundFlowId = centre.publish('outbound', whisper, 'OUTBOUND_WHISPER')
      centre.change('queue', desk.queue, { OutboundCallerConfig: { OutboundFlowId } })
    }
    centre.ready('agent1')
    const refused = dial(centre)
    return {
      desk,
      centre,
      refused,
      leg: centre.legTo(CUSTOMER),
      agentLeg: centre.agentLeg('agent1'),
    }
  }

  const dial = (centre: TestCentre, number = CUSTOMER, contactId = 'out-1') =>
    centre.tell({ type: 'agent.dial', agentId: centre.user('agent1'), contactId, number })

  test('hears the ringing, then the customer', async () => {
    const { desk, centre, leg, agentLeg } = await dialled()
    expect(centre.state('agent1')).toBe('CONNECTING')
    expect(centre.says(agentLeg)).toBe('(ringback)')
    expect(centre.effects.findLast(each => each.type === 'leg.dial')).toMatchObject({
      callerId: NUMBER,
    })
    centre.lift(CUSTOMER)
    expect(centre.says(agentLeg)).toBe('')
    expect(desk.talks).toEqual([[leg, agentLeg]])
    expect(centre.state('agent1')).toBe('CONNECTED')
    centre.clock.advance(seconds(30))
    centre.does('agent1', 'hangUp')
    expect(centre.legs.has(leg)).toBe(false)
    expect(centre.state('agent1')).toBe('ENDED')
    centre.does('agent1', 'clear')
    expect(centre.record()).toMatchObject({
      InitiationMethod: 'OUTBOUND',
      DisconnectReason: 'AGENT_DISCONNECT',
      Agent: { Username: 'agent1', AgentInteractionDuration: 30 },
    })
  })

  test('lets the customer hear the outbound whisper first', async () => {
    const { desk, centre, leg, agentLeg } = await dialled({
      whisper: [say('Note', 'This call is recorded.', 'End'), end],
    })
    centre.lift(CUSTOMER)
    expect(centre.says(leg)).toBe('This call is recorded.')
    expect(centre.says(agentLeg), 'the agent waits').toBe('(ringback)')
    centre.hearOut(leg)
    expect(desk.talks).toEqual([[leg, agentLeg]])
  })

  test('by a flow that prepares the call, dials, and speaks when it is answered', async () => {
    const { desk, centre, leg, agentLeg } = await dialled({
      second: '+12065550100',
      whisper: [
        action(
          'Unheard',
          'MessageParticipant',
          { Text: 'Nobody hears this.' },
          { next: 'Prepare', errors: { NoMatchingError: 'Prepare' } },
        ),
        action(
          'Prepare',
          'UpdateContactAttributes',
          { Attributes: { id: '+12065550100' } },
          { next: 'Dial' },
        ),
        action(
          'Dial',
          'CompleteOutboundCall',
          { CallerId: { Number: '$.Attributes.id' } },
          { next: 'Note' },
        ),
        say('Note', 'This call is recorded.', 'End'),
        end,
      ],
    })
    expect(centre.effects.filter(each => each.type === 'leg.dial').at(-1)).toMatchObject({
      callerId: '+12065550100',
    })
    centre.lift(CUSTOMER)
    expect(centre.says(leg)).toBe('This call is recorded.')
    centre.hearOut(leg)
    expect(desk.talks).toEqual([[leg, agentLeg]])
  })

  test('by a flow that forgets to dial on this path: the customer is called all the same', async () => {
    const { desk, centre, leg, agentLeg } = await dialled({
      whisper: [
        action(
          'Which',
          'Compare',
          { ComparisonValue: '$.Attributes.none' },
          { equals: { x: 'Dial' }, errors: { NoMatchingCondition: 'End' } },
        ),
        action('Dial', 'CompleteOutboundCall', {}, { next: 'End' }),
        end,
      ],
    })
    centre.lift(CUSTOMER)
    expect(desk.talks).toEqual([[leg, agentLeg]])
  })

  test.each(['noAnswer', 'busy', 'unreachable'] as const)(
    'is told when there is no answer: %s',
    async why => {
      const { centre, leg, agentLeg } = await dialled()
      centre.hangUp(leg, why)
      expect(centre.state('agent1')).toBe('ERROR')
      expect(centre.legs.has(agentLeg)).toBe(false)
      expect(centre.record()).toMatchObject({ DisconnectReason: 'OUTBOUND_ATTEMPT_FAILED' })
      centre.does('agent1', 'clear')
      expect(centre.state('agent1')).toBe('Available')
    },
  )

  test('gives up while it rings', async () => {
    const { centre, leg } = await dialled()
    centre.does('agent1', 'hangUp')
    expect(centre.legs.has(leg)).toBe(false)
    expect(centre.state('agent1')).toBe('ENDED')
    centre.does('agent1', 'clear')
    expect(centre.record()).toMatchObject({ DisconnectReason: 'AGENT_DISCONNECT' })
  })

  test('hangs up while the customer hears the whisper: the customer is not left in a queue', async () => {
    const { centre, leg } = await dialled({
      whisper: [say('Note', 'This call is recorded.', 'End'), end],
    })
    centre.lift(CUSTOMER)
    centre.does('agent1', 'hangUp')
    expect(centre.legs.has(leg)).toBe(false)
    expect(centre.finals).toHaveLength(1)
  })

  test('from a desk phone that is lifted first, or not at all', async () => {
    const desk = await Desk.open()
    const { centre } = desk
    centre.giveDeskPhone('agent1')
    centre.ready('agent1')
    dial(centre)
    const agentLeg = centre.agentLeg('agent1')
    expect(centre.legTo(CUSTOMER), 'not before').toBe('')
    centre.report({ type: 'leg.answered', legId: agentLeg })
    const leg = centre.lift(CUSTOMER)
    expect(desk.talks).toEqual([[leg, agentLeg]])
    centre.hangUp(leg)
    centre.does('agent1', 'clear')

    dial(centre, CUSTOMER, 'out-2')
    centre.clock.advance(seconds(20))
    expect(centre.state('agent1')).toBe('ERROR')
    expect(centre.contacts).toEqual([])
  })

  test('may not when offline, unreachable, busy, or where we do not call', async () => {
    const desk = await Desk.open()
    const { centre } = desk
    expect(dial(centre)).toMatchObject({ refused: 'WrongState' })
    centre.ready('agent1')
    expect(dial(centre, '+4915112345678')).toMatchObject({ refused: 'DestinationNotAllowed' })
    centre.setStatus('agent1', 'Offline')
    expect(dial(centre)).toMatchObject({ refused: 'WrongState' })
    centre.setStatus('agent1', 'Available')
    expect(dial(centre)).toBeUndefined()
    expect(dial(centre, CUSTOMER, 'out-2')).toMatchObject({ refused: 'WrongState' })
    expect(dial(centre)).toMatchObject({ refused: 'AlreadyThere' })
  })

  test('and everything ends when the voice node dies', async () => {
    const { centre } = await dialled()
    centre.report({ type: 'voice.lost' })
    expect(centre.state('agent1')).toBe('ERROR')
    expect(centre.record()).toMatchObject({ DisconnectReason: 'TELECOM_PROBLEM' })
  })
})
