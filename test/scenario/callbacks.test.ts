import { describe, expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { CUSTOMER, Desk } from '../support/calling-out.ts'
import { action, hangUp, say, toQueue } from '../support/flow-actions.ts'
import type { TestCentre } from '../support/test-centre.ts'

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

  test('is not lost among many others that are promised at once', async () => {
    const desk = await Desk.open()
    const QueueId = desk.queue
    const many = Array.from({ length: 10 }, (_, index) =>
      action(
        `Promise ${index}`,
        'CreateCallbackContact',
        { QueueId },
        { next: index === 9 ? 'Bye' : `Promise ${index + 1}`, errors: { NoMatchingError: 'Bye' } },
      ),
    )
    desk.inbound(...many, hangUp)
    for (let caller = 0; caller < 15; caller++) desk.centre.call(`+120655501${caller + 10}`)
    expect(desk.centre.centre.view.waitingIn(QueueId)).toHaveLength(150)
  })

  test('is not promised an eleventh time to one number, until one of the ten is over', async () => {
    const { centre, said } = await promised()
    expect(said).toBe('We will call you back.')
    const again = () => {
      const caller = centre.call(CUSTOMER)
      const text = centre.says(caller)
      centre.hearOut(caller)
      return text
    }
    for (let count = 1; count < 10; count++) expect(again()).toBe('We will call you back.')
    expect(again()).toBe('We cannot call you back.')
    centre.restart()
    expect(again(), 'after a restart as well').toBe('We cannot call you back.')
    const other = centre.call('+12065550177')
    expect(centre.says(other), 'somebody else').toBe('We will call you back.')
    centre.tell({ type: 'contact.stop', contactId: callback(centre).contactId })
    expect(again()).toBe('We will call you back.')
    expect(again()).toBe('We cannot call you back.')
  })

  test('whose flow promises a callback, and so on, comes to an end', async () => {
    const desk = await Desk.open()
    const { centre } = desk
    const back = [
      action('Choose', 'UpdateContactTargetQueue', { QueueId: desk.queue }, { next: 'Promise' }),
      action(
        'Promise',
        'CreateCallbackContact',
        { ContactFlowId: '$.Attributes.flow' },
        { next: 'Bye', errors: { NoMatchingError: 'To queue' } },
      ),
      action('To queue', 'TransferContactToQueue', {}),
      hangUp,
    ]
    const flow = centre.publish('back', back)
    desk.inbound(
      action('Know', 'UpdateContactAttributes', { Attributes: { flow } }, { next: 'Choose' }),
      ...back,
    )
    centre.call(CUSTOMER)
    const [last] = centre.contacts
    expect(last, 'the last one waits in the queue').toMatchObject({ stage: 'queued' })
    expect(centre.finals.filter(each => each.initiationMethod === 'CALLBACK')).toHaveLength(11)
    centre.ready('agent1')
    desk1(centre)
    expect(centre.legTo(CUSTOMER)).not.toBe('')
  })

  test('to where nobody may call any more is given up when its turn has come', async () => {
    const { centre } = await promised()
    centre.clock.advance(seconds(10))
    centre.ready('agent1')
    centre.change('instance', centre.centre.view.instanceId, { OutboundCountries: ['DE'] })
    desk1(centre)
    expect(centre.legTo(CUSTOMER)).toBe('')
    expect(centre.state('agent1')).toBe('ERROR')
    centre.does('agent1', 'clear')
    expect(centre.state('agent1')).toBe('Available')
    const record = centre.finals.findLast(each => each.initiationMethod === 'CALLBACK')?.record
    expect(record).toMatchObject({ DisconnectReason: 'OUTBOUND_DESTINATION_ENDPOINT_ERROR' })
    expect([...centre.legs]).toEqual([])
  })

  test.each([
    ['+15550100', '+15550100'],
    ['+12065559999', '+15550100'],
    ['nobody', '+15550100'],
  ])('shows only numbers that are ours: of %s, %s', async (CallerId, shown) => {
    const { centre } = await promised({ CallerId })
    centre.clock.advance(seconds(10))
    centre.ready('agent1')
    desk1(centre)
    const dial = centre.effects.findLast(each => each.type === 'leg.dial')
    expect(dial).toMatchObject({ callerId: shown })
  })

  describe('that rings the customer first', () => {
    async function first(parameters: JsonObject = {}) {
      const desk = await Desk.open()
      const { centre } = desk
      const QueueId = desk.queue
      const back = centre.publish('back', [
        say('Hello', 'You asked us to call.', 'Choose'),
        ...toQueue(QueueId),
      ])
      desk.inbound(
        action(
          'Promise',
          'CreateCallbackContact',
          {
            QueueId,
            CallbackMode: 'CUSTOMER_FIRST',
            OutboundContactFlowId: back,
            InitialCallDelaySeconds: '0',
            RetryDelaySeconds: '60',
            MaximumConnectionAttempts: '1',
            ...parameters,
          },
          { next: 'Bye', errors: { NoMatchingError: 'Sorry' } },
        ),
        say('Sorry', 'We cannot call you back.'),
        hangUp,
      )
      const caller = centre.call(CUSTOMER)
      const said = centre.says(caller)
      centre.hearOut(caller)
      return { desk, centre, said }
    }

    const room = (centre: TestCentre) => centre.agent('agent1').freeSlots.VOICE

    test('asks the agent who was kept free once the customer has answered', async () => {
      const { desk, centre } = await first()
      expect(centre.legTo(CUSTOMER), 'nobody could talk').toBe('')
      centre.clock.advance(minutes(3))
      centre.ready('agent1')
      expect(centre.state('agent1')).toBe('Available')
      centre.restart()
      const leg = centre.lift(CUSTOMER)
      expect(centre.hearOut(leg)).toContain('You asked us to call.')
      expect(centre.state('agent1')).toBe('CONNECTING')
      desk.acceptAndTalk('agent1', leg)
      expect(desk.talks).toEqual([[leg, centre.agentLeg('agent1')]])
      centre.hangUp(leg)
      centre.does('agent1', 'clear')
      expect(centre.contacts).toEqual([])
      expect(centre.record(1)).toMatchObject({
        InitiationMethod: 'CALLBACK',
        DisconnectReason: 'CUSTOMER_DISCONNECT',
        Agent: { Username: 'agent1' },
      })
    })

    test('rings no more customers than there are agents, who are given nothing else meanwhile', async () => {
      const { centre } = await first()
      centre.hearOut(centre.call('+12065550102'))
      centre.ready('agent1')
      expect(centre.legTo(CUSTOMER)).not.toBe('')
      expect(centre.legTo('+12065550102')).toBe('')
      expect(room(centre)).toBe(0)
    })

    test('keeps its place in line before those who came later', async () => {
      const { desk, centre } = await first()
      centre.clock.advance(minutes(1))
      desk.inbound(...toQueue(desk.queue))
      centre.call('+12065550102')
      const { contactId } = callback(centre)
      centre.ready('agent1')
      centre.clock.advance(seconds(20))
      const leg = centre.lift(CUSTOMER)
      centre.clock.advance(seconds(5))
      centre.hearOut(leg)
      expect(centre.agent('agent1').contacts).toMatchObject([{ contactId }])
    })

    test('keeps an agent free for a minute at most while the flow talks', async () => {
      const { desk, centre } = await first()
      centre.ready('agent1')
      const leg = centre.lift(CUSTOMER)
      centre.restart()
      desk.inbound(...toQueue(desk.queue))
      centre.call('+12065550102')
      centre.clock.advance(seconds(60) - 1)
      expect(room(centre)).toBe(0)
      centre.clock.advance(1)
      expect(centre.state('agent1')).toBe('CONNECTING')
      centre.ready('agent2')
      centre.hearOut(leg)
      expect(centre.state('agent2')).toBe('CONNECTING')
    })

    test.each(['noAnswer', 'busy', 'unreachable'] as const)(
      'is tried again when in vain (%s), and the agent is free',
      async why => {
        const { centre } = await first()
        centre.ready('agent1')
        const leg = centre.legTo(CUSTOMER)
        centre.hangUp(leg, why)
        expect(room(centre)).toBe(1)
        centre.restart()
        centre.clock.advance(seconds(60))
        const again = centre.legTo(CUSTOMER)
        expect(again).not.toBe(leg)
        centre.hangUp(again, why)
        expect(room(centre)).toBe(1)
        expect(centre.contacts).toEqual([])
        expect(centre.record(1)).toMatchObject({ DisconnectReason: 'OUTBOUND_ATTEMPT_FAILED' })
      },
    )

    test('is given up when nobody says anything of the call any more', async () => {
      const { centre } = await first({ MaximumConnectionAttempts: '0' })
      centre.ready('agent1')
      centre.clock.advance(minutes(2))
      expect(centre.contacts).toEqual([])
      expect(room(centre)).toBe(1)
    })

    test.each<[string, (centre: TestCentre) => void]>([
      ['is stopped', each => each.tell({ type: 'contact.stop', ...callback(each) })],
      ['loses its voice node', each => each.report({ type: 'voice.lost' })],
      ['is hung up on by the customer', each => each.hangUp(each.lift(CUSTOMER))],
    ])('leaves nobody stuck when it %s', async (_, happens) => {
      const { centre } = await first({ MaximumConnectionAttempts: '0' })
      centre.ready('agent1')
      happens(centre)
      expect(centre.contacts).toEqual([])
      expect(room(centre)).toBe(1)
    })

    test('waits for a voice node when there is none, and is not lost', async () => {
      const { centre } = await first({ MaximumConnectionAttempts: '0' })
      centre.report({ type: 'voice.lost' })
      centre.ready('agent1')
      centre.clock.advance(seconds(4))
      expect(room(centre)).toBe(1)
      centre.restart()
      centre.clock.advance(seconds(60))
      expect(centre.legTo(CUSTOMER)).toBe('')
      centre.report({ type: 'voice.started' })
      centre.clock.advance(seconds(5))
      centre.hearOut(centre.lift(CUSTOMER))
      expect(centre.state('agent1')).toBe('CONNECTING')
    })

    test('leaves nobody stuck when nobody may call there any more', async () => {
      const { centre } = await first()
      centre.change('instance', centre.centre.view.instanceId, { OutboundCountries: ['DE'] })
      centre.ready('agent1')
      expect(centre.contacts).toEqual([])
      expect(room(centre)).toBe(1)
    })

    test('goes to another agent when the one who was kept free is dismissed', async () => {
      const { centre } = await first()
      centre.ready('agent1')
      centre.tell({ type: 'config.delete', kind: 'agent', id: centre.user('agent1') })
      centre.ready('agent2')
      centre.hearOut(centre.lift(CUSTOMER))
      expect(centre.state('agent2')).toBe('CONNECTING')
    })

    test('is not promised without a flow for who answers', async () => {
      const { said } = await first({ OutboundContactFlowId: 'none' })
      expect(said).toBe('We cannot call you back.')
    })
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
