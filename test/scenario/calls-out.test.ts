import { describe, expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { TestCentre } from '../support/test-centre.ts'

const CUSTOMER = '+12065550101'
const EXPERT = '+12065550199'
const NUMBER = '+15550100'

interface Branches {
  readonly next?: string
  readonly equals?: Readonly<Record<string, string>>
  readonly errors?: Readonly<Record<string, string>>
}

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  { next, equals = {}, errors = {} }: Branches = {},
): JsonObject {
  const Conditions = Object.entries(equals).map(([operand, to]) => ({
    NextAction: to,
    Condition: { Operator: 'Equals', Operands: [operand] },
  }))
  const Errors = Object.entries(errors).map(([ErrorType, to]) => ({ NextAction: to, ErrorType }))
  const Transitions = { ...(next === undefined ? {} : { NextAction: next }), Conditions, Errors }
  return { Identifier, Type, Parameters, Transitions }
}

const say = (id: string, Text: string, next = 'Bye') =>
  action(id, 'MessageParticipant', { Text }, { next, errors: { NoMatchingError: next } })
const hangUp = action('Bye', 'DisconnectParticipant', {})
const end = action('End', 'EndFlowExecution', {})

class Desk {
  readonly centre: TestCentre

  constructor(centre: TestCentre) {
    this.centre = centre
  }

  static async open(): Promise<Desk> {
    return new Desk(await TestCentre.open())
  }

  get queue(): string {
    return this.centre.id('queue', 'BasicQueue')
  }

  /** The flow that callers of the number hear. */
  inbound(...actions: readonly JsonObject[]): void {
    const ContactFlowId = this.centre.publish('inbound', actions)
    this.centre.change('phone-number', this.centre.id('phone-number', NUMBER), { ContactFlowId })
  }

  /** Who hears whom. */
  get talks(): readonly (readonly string[])[] {
    return [...this.centre.mixes.values()].map(members => members.map(each => each.legId))
  }

  acceptAndTalk(agent: string, caller?: string): void {
    const { centre } = this
    centre.does(agent, 'accept')
    centre.hearOut(centre.agentLeg(agent))
    if (caller !== undefined) centre.hearOut(caller)
  }
}

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
  async function dialled({ whisper }: { whisper?: readonly JsonObject[] } = {}) {
    const desk = await Desk.open()
    const { centre } = desk
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

describe('a callback', () => {
  const promise = (parameters: JsonObject = {}) => [
    action(
      'Choose',
      'UpdateContactTargetQueue',
      { QueueId: '$.Attributes.queue' },
      { next: 'Promise' },
    ),
    action(
      'Promise',
      'CreateCallbackContact',
      {
        InitialCallDelaySeconds: '10',
        RetryDelaySeconds: '60',
        MaximumConnectionAttempts: '1',
        ...parameters,
      },
      { next: 'Thanks', errors: { NoMatchingError: 'Sorry' } },
    ),
    say('Thanks', 'We will call you back.'),
    say('Sorry', 'We cannot call you back.'),
    hangUp,
  ]

  async function promised(parameters: JsonObject = {}) {
    const desk = await Desk.open()
    const { centre } = desk
    desk.inbound(
      action(
        'Know',
        'UpdateContactAttributes',
        { Attributes: { queue: desk.queue, name: 'Cleo' } },
        { next: 'Choose' },
      ),
      ...promise(parameters),
    )
    const caller = centre.call(CUSTOMER)
    const said = centre.says(caller)
    centre.hearOut(caller)
    return { desk, centre, said }
  }

  const callback = (centre: TestCentre) => {
    const found = centre.contacts.find(each => each.initiationMethod === 'CALLBACK')
    if (!found) throw new Error('there is no callback')
    return found
  }

  test('waits its delay, then in the queue; the agent is called first, then the customer', async () => {
    const { desk, centre, said } = await promised()
    expect(said).toBe('We will call you back.')
    centre.ready('agent1')
    expect(centre.state('agent1'), 'not yet').toBe('Available')
    centre.restart()
    centre.clock.advance(seconds(10))
    expect(centre.state('agent1')).toBe('CONNECTING')
    expect(centre.legTo(CUSTOMER), 'not before the agent').toBe('')
    centre.does('agent1', 'accept')
    const agentLeg = centre.agentLeg('agent1')
    expect(centre.says(agentLeg), 'the whisper').toContain('BasicQueue')
    centre.hearOut(agentLeg)
    expect(centre.says(agentLeg)).toBe('(ringback)')
    const leg = centre.lift(CUSTOMER)
    expect(desk.talks).toEqual([[leg, agentLeg]])
    centre.clock.advance(seconds(20))
    centre.hangUp(leg)
    centre.does('agent1', 'clear')
    const [call, back] = [centre.record(0), centre.record(1)]
    expect(back).toMatchObject({
      InitiationMethod: 'CALLBACK',
      PreviousContactId: call.ContactId,
      InitialContactId: call.ContactId,
      RelatedContactId: call.ContactId,
      Attributes: { name: 'Cleo' },
      DisconnectReason: 'CUSTOMER_DISCONNECT',
      Queue: { Name: 'BasicQueue' },
      Agent: { AgentInteractionDuration: 20 },
      CustomerEndpoint: { Address: CUSTOMER },
    })
    expect(call.NextContactId).toBe(back.ContactId)
  })

  test('that nobody answers is tried again, with its age, and then no more', async () => {
    const { centre } = await promised()
    centre.clock.advance(seconds(10))
    const since = centre.centre.view.waitingIn(centre.id('queue', 'BasicQueue'))[0]?.enqueuedAt
    centre.ready('agent1')
    desk1(centre)
    const first = centre.legTo(CUSTOMER)
    centre.hangUp(first, 'noAnswer')
    expect(centre.state('agent1')).toBe('ERROR')
    centre.does('agent1', 'clear')
    expect(centre.state('agent1')).toBe('Available')
    centre.restart()
    centre.clock.advance(seconds(59))
    expect(centre.state('agent1')).toBe('Available')
    centre.setStatus('agent1', 'Offline')
    centre.clock.advance(seconds(1))
    const [waits] = centre.centre.view.waitingIn(centre.id('queue', 'BasicQueue'))
    expect(waits?.enqueuedAt, 'its age').toBe(since)
    centre.setStatus('agent1', 'Available')
    desk1(centre)
    const second = centre.legTo(CUSTOMER)
    expect(second).not.toBe(first)
    centre.hangUp(second, 'busy')
    const id = centre.finals.findLast(each => each.initiationMethod === 'CALLBACK')
    expect(id?.record).toMatchObject({ DisconnectReason: 'OUTBOUND_ATTEMPT_FAILED' })
    centre.does('agent1', 'clear')
    expect(centre.state('agent1')).toBe('Available')
  })

  const desk1 = (centre: TestCentre) => {
    centre.does('agent1', 'accept')
    centre.hearOut(centre.agentLeg('agent1'))
  }

  test('keeps its place when the agent gives up', async () => {
    const { centre } = await promised({ InitialCallDelaySeconds: '0' })
    const { contactId } = callback(centre)
    centre.ready('agent1')
    desk1(centre)
    const leg = centre.legTo(CUSTOMER)
    centre.does('agent1', 'hangUp')
    expect(centre.state('agent1')).toBe('REJECTED')
    expect(centre.legs.has(leg)).toBe(false)
    centre.ready('agent2')
    expect(centre.agent('agent2').contacts[0]?.contactId).toBe(contactId)
  })

  test.each(['scheduled', 'queued', 'offered', 'whispering', 'ringing'])(
    'can be stopped, and outlives a restart, while it is %s',
    async moment => {
      const { centre } = await promised()
      const { contactId } = callback(centre)
      if (moment !== 'scheduled') centre.clock.advance(seconds(10))
      if (moment !== 'scheduled' && moment !== 'queued') centre.ready('agent1')
      if (moment === 'whispering' || moment === 'ringing') centre.does('agent1', 'accept')
      if (moment === 'ringing') centre.hearOut(centre.agentLeg('agent1'))
      centre.restart()
      expect(centre.tell({ type: 'contact.stop', contactId })).toBeUndefined()
      expect([...centre.legs]).toEqual([])
      centre.does('agent1', 'clear')
      expect(centre.contacts).toEqual([])
      expect(centre.centre.view.waitingIn(centre.id('queue', 'BasicQueue'))).toEqual([])
      expect(centre.record(1)).toMatchObject({ DisconnectReason: 'API' })
    },
  )

  test.each(['scheduled', 'queued', 'offered', 'whispering', 'ringing'])(
    'survives the death of the voice node while it is %s',
    async moment => {
      const { centre } = await promised()
      if (moment !== 'scheduled') centre.clock.advance(seconds(10))
      if (moment !== 'scheduled' && moment !== 'queued') centre.ready('agent1')
      if (moment === 'whispering' || moment === 'ringing') centre.does('agent1', 'accept')
      if (moment === 'ringing') centre.hearOut(centre.agentLeg('agent1'))
      centre.report({ type: 'voice.lost' })
      centre.legs.clear()
      centre.hearing.clear()
      centre.report({ type: 'voice.started' })
      centre.does('agent1', 'clear')
      centre.clock.advance(minutes(2))
      centre.ready('agent1')
      desk1(centre)
      centre.lift(CUSTOMER)
      expect(centre.state('agent1')).toBe('CONNECTED')
    },
  )

  test('goes where the flow says, and only there', async () => {
    const desk = await Desk.open()
    const { centre } = desk
    desk.inbound(
      action('Choose', 'UpdateContactTargetQueue', { QueueId: desk.queue }, { next: 'Number' }),
      action(
        'Number',
        'UpdateContactCallbackNumber',
        { CallbackNumber: '$.StoredCustomerInput' },
        {
          next: 'Promise',
          errors: { InvalidCallbackNumber: 'Invalid', CallbackNumberNotDialable: 'Forbidden' },
        },
      ),
      say('Invalid', 'That is no number.', 'Ask'),
      say('Forbidden', 'We cannot call there.', 'Ask'),
      action(
        'Ask',
        'GetParticipantInput',
        {
          Text: 'Your number?',
          StoreInput: 'True',
          InputTimeLimitSeconds: '5',
          InputValidation: { PhoneNumberValidation: { NumberFormat: 'E164' } },
        },
        {
          next: 'Number',
          errors: { NoMatchingError: 'Bye', InvalidPhoneNumber: 'Bye' },
        },
      ),
      action(
        'Promise',
        'CreateCallbackContact',
        { InitialCallDelaySeconds: '0', RetryDelaySeconds: '0', MaximumConnectionAttempts: '0' },
        { next: 'Bye' },
      ),
      hangUp,
    )
    const caller = centre.call(CUSTOMER)
    expect(centre.hearOut(caller)).toEqual(['That is no number.', 'Your number?'])
    centre.press(caller, '4915112345678#')
    expect(centre.hearOut(caller)).toEqual(['We cannot call there.', 'Your number?'])
    centre.press(caller, '12065550177#')
    centre.ready('agent1')
    desk1(centre)
    expect(centre.legTo('+12065550177')).not.toBe('')
  })

  test('by a flow of its own, which chooses the queue; the delay does not count then', async () => {
    const desk = await Desk.open()
    const { centre } = desk
    const ContactFlowId = centre.publish('back', [
      action('Choose', 'UpdateContactTargetQueue', { QueueId: desk.queue }, { next: 'To queue' }),
      action('To queue', 'TransferContactToQueue', {}),
    ])
    desk.inbound(
      action('Choose', 'UpdateContactTargetQueue', { QueueId: desk.queue }, { next: 'Promise' }),
      action(
        'Promise',
        'CreateCallbackContact',
        {
          ContactFlowId,
          InitialCallDelaySeconds: '600',
          RetryDelaySeconds: '0',
          MaximumConnectionAttempts: '0',
        },
        { next: 'Bye' },
      ),
      hangUp,
    )
    centre.ready('agent1')
    centre.call(CUSTOMER)
    desk1(centre)
    expect(centre.legTo(CUSTOMER)).not.toBe('')
  })

  test('is not promised without a queue, to a browser, or with delays that are none', async () => {
    expect((await promised({ InitialCallDelaySeconds: 'soon' })).said).toBe(
      'We cannot call you back.',
    )
    expect((await promised({ QueueId: 'none' })).said).toBe('We cannot call you back.')
    expect((await promised({ ContactFlowId: 'none' })).said).toBe('We cannot call you back.')
  })

  test('for one agent waits for that agent', async () => {
    const desk = await Desk.open()
    const { centre } = desk
    desk.inbound(
      action(
        'Promise',
        'CreateCallbackContact',
        {
          AgentId: centre.user('agent2'),
          InitialCallDelaySeconds: '0',
          RetryDelaySeconds: '0',
          MaximumConnectionAttempts: '0',
        },
        { next: 'Bye' },
      ),
      hangUp,
    )
    centre.ready('agent1')
    centre.call(CUSTOMER)
    expect(centre.state('agent1')).toBe('Available')
    centre.ready('agent2')
    expect(centre.state('agent2')).toBe('CONNECTING')
  })
})
