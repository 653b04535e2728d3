import { expect, test } from 'vitest'
import type { FlowType } from '../../src/core/directory/document.ts'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { factsOf } from '../simulation/routing-facts.ts'
import { action, end, hangUp, say, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

class FlowCentre {
  readonly centre: TestCentre

  constructor(centre: TestCentre) {
    this.centre = centre
  }

  static async open(): Promise<FlowCentre> {
    return new FlowCentre(await TestCentre.open())
  }

  get basicQueue(): string {
    return this.centre.id('queue', 'BasicQueue')
  }

  /** Publishes a flow whose id is its name. */
  flow(name: string, type: FlowType, ...Actions: readonly [JsonObject, ...JsonObject[]]): string {
    const content = { Version: '2019-10-30', StartAction: Actions[0].Identifier, Actions }
    this.centre.tell({
      type: 'config.put',
      kind: 'contact-flow',
      id: name,
      document: {
        Name: name,
        Type: type,
        State: 'ACTIVE',
        Status: 'PUBLISHED',
        Content: JSON.stringify(content),
      },
    })
    return name
  }

  /** The flow that callers of the number hear. */
  inbound(...actions: readonly [JsonObject, ...JsonObject[]]): void {
    const ContactFlowId = this.flow('inbound', 'CONTACT_FLOW', ...actions)
    const { centre } = this
    centre.change('phone-number', centre.id('phone-number', '+15550100'), { ContactFlowId })
  }

  queue(name: string, members: JsonObject = {}): string {
    const document = { Name: name, Status: 'ENABLED', ...members }
    this.centre.tell({ type: 'config.put', kind: 'queue', id: name, document })
    return name
  }

  /** Gives an agent a routing profile of its own: queue, priority and delay in seconds. */
  serves(agent: string, ...queues: readonly (readonly [string, number, number])[]): void {
    const { centre } = this
    const id = `profile of ${agent}`
    const document = {
      Name: id,
      DefaultOutboundQueueId: this.basicQueue,
      MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }],
      QueueConfigs: queues.map(([QueueId, Priority, Delay]) => ({
        QueueId,
        Channel: 'VOICE',
        Priority,
        Delay,
      })),
    }
    centre.tell({ type: 'config.put', kind: 'routing-profile', id, document })
    centre.change('agent', centre.user(agent), { RoutingProfileId: id })
  }

  talk(agent: string, caller: string): void {
    const { centre } = this
    centre.does(agent, 'accept')
    centre.hearOut(centre.agentLeg(agent))
    centre.hearOut(caller)
  }

  /** The caller's address of the contact an agent has. */
  callerOf(agent: string): string | undefined {
    return this.centre.agent(agent).contacts[0]?.customerAddress
  }
}

const hooks = (EventHooks: JsonObject, next: string, more: JsonObject = {}) =>
  action('Hooks', 'UpdateContactEventHooks', { EventHooks, ...more }, { next })

test('the customer who remains goes on in the disconnect flow, and the agent to after-contact work', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const survey = desk.flow('survey', 'CONTACT_FLOW', say('Ask', 'How was it?', 'Bye'), hangUp)
  desk.inbound(hooks({ CustomerRemaining: survey }, 'Choose'), ...toQueue(desk.basicQueue))
  centre.ready('agent1')
  const caller = centre.call()
  desk.talk('agent1', caller)
  centre.does('agent1', 'hold')
  centre.does('agent1', 'hangUp')
  expect(centre.state('agent1')).toBe('ENDED')
  expect(centre.says(caller)).toBe('How was it?')
  expect(centre.mixes.size).toBe(0)
  centre.does('agent1', 'clear')
  expect(centre.finals, 'the customer is still there').toEqual([])
  centre.hearOut(caller)
  expect(centre.legs.has(caller)).toBe(false)
  expect(centre.finals).toHaveLength(1)
})

test('a customer who remains hears no hold music while the disconnect flow waits', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const pause = desk.flow(
    'pause',
    'CONTACT_FLOW',
    action('Pause', 'Wait', { TimeLimitSeconds: '5' }, { next: 'Bye' }),
    hangUp,
  )
  desk.inbound(hooks({ CustomerRemaining: pause }, 'Choose'), ...toQueue(desk.basicQueue))
  centre.ready('agent1')
  const caller = centre.call()
  desk.talk('agent1', caller)
  centre.does('agent1', 'hold')
  expect(centre.says(caller)).not.toBe('')
  centre.does('agent1', 'hangUp')
  expect(centre.says(caller)).toBe('')
  centre.clock.advance(seconds(5))
  expect(centre.legs.has(caller)).toBe(false)
})

test('a customer who hangs up in the disconnect flow leaves one record, after the agent is done', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const survey = desk.flow('survey', 'CONTACT_FLOW', say('Ask', 'How was it?', 'Bye'), hangUp)
  desk.inbound(hooks({ CustomerRemaining: survey }, 'Choose'), ...toQueue(desk.basicQueue))
  centre.ready('agent1')
  const caller = centre.call()
  desk.talk('agent1', caller)
  centre.does('agent1', 'hangUp')
  centre.hangUp(caller)
  expect(centre.finals).toEqual([])
  centre.does('agent1', 'clear')
  expect(centre.finals).toHaveLength(1)
  expect(centre.record()).toMatchObject({ DisconnectReason: 'CUSTOMER_DISCONNECT' })
})

test('a disconnect flow that is switched off does not run', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const survey = desk.flow('survey', 'CONTACT_FLOW', say('Ask', 'How was it?', 'Bye'), hangUp)
  const off = { EventHooksConfiguration: { CustomerRemaining: { DisableExecution: 'True' } } }
  desk.inbound(hooks({ CustomerRemaining: survey }, 'Choose', off), ...toQueue(desk.basicQueue))
  centre.ready('agent1')
  const caller = centre.call()
  desk.talk('agent1', caller)
  centre.does('agent1', 'hangUp')
  expect(centre.legs.has(caller)).toBe(false)
})

test('what the disconnect flow asks of the next agent is asked of that agent', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const French = { Name: 'Language', Value: 'French', ProficiencyLevel: 3 }
  const AttributeCondition = { ...French, ComparisonOperator: 'NumberGreaterOrEqualTo' }
  const RoutingCriteria = { Steps: [{ Expression: { AttributeCondition } }] }
  const again = desk.flow(
    'again',
    'CONTACT_FLOW',
    action('Ask', 'UpdateContactRoutingCriteria', { RoutingCriteria }, { next: 'Choose' }),
    ...toQueue(desk.basicQueue),
  )
  desk.inbound(hooks({ CustomerRemaining: again }, 'Choose'), ...toQueue(desk.basicQueue))
  centre.ready('agent1')
  const caller = centre.call()
  desk.talk('agent1', caller)
  centre.ready('agent2')
  centre.does('agent1', 'hangUp')
  expect(centre.state('agent2')).toBe('Available')
  const waiting = centre.contacts.find(({ stage }) => stage === 'queued')
  const row = centre.centre.view.contactRow(waiting?.contactId ?? '')
  expect(row?.record.RoutingCriteria).toMatchObject({ Index: 0 })
})

test('a caller may be put back into the queue by the disconnect flow, and each agent’s part is told by itself', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const again = desk.flow('again', 'CONTACT_FLOW', ...(toQueue(desk.basicQueue) as [JsonObject]))
  const record = { RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'] } }
  desk.inbound(
    action('Record', 'UpdateContactRecordingBehavior', record, { next: 'Hooks' }),
    hooks({ CustomerRemaining: again }, 'Choose'),
    ...toQueue(desk.basicQueue),
  )
  centre.ready('agent1')
  const caller = centre.call()
  desk.talk('agent1', caller)
  centre.ready('agent2')
  centre.does('agent1', 'hangUp')
  expect(centre.state('agent2')).toBe('CONNECTING')
  desk.talk('agent2', caller)
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  centre.does('agent2', 'clear')
  expect(centre.finals).toHaveLength(2)
  const [first, second] = centre.finals
  expect(first?.record).toMatchObject({
    Agent: { Username: 'agent1' },
    DisconnectReason: 'AGENT_DISCONNECT',
    NextContactId: second?.contactId,
    Recordings: [{ Location: `recordings/${first?.contactId}.wav` }],
  })
  expect(second?.record).toMatchObject({
    Agent: { Username: 'agent2' },
    InitiationMethod: 'DISCONNECT',
    PreviousContactId: first?.contactId,
    InitialContactId: first?.contactId,
    DisconnectReason: 'CUSTOMER_DISCONNECT',
    Recordings: [{ Location: `recordings/${second?.contactId}.wav` }],
  })
  const handled = factsOf(centre.events, 'contact').map(each => each.agentId)
  expect(handled).toEqual([centre.user('agent1'), centre.user('agent2')])
  expect(factsOf(centre.events, 'contact')[0]?.transferredTo).toBeUndefined()
})

test('a flow chooses its own whispers, or none', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const agentWhisper = desk.flow('gold', 'AGENT_WHISPER', say('Say', 'A golden one.', 'End'), end)
  const whisper = desk.flow('rec', 'CUSTOMER_WHISPER', say('Say', 'We record.', 'End'), end)
  desk.inbound(
    hooks({ AgentWhisper: agentWhisper, CustomerWhisper: whisper }, 'Choose'),
    ...toQueue(desk.basicQueue),
  )
  centre.ready('agent1')
  const caller = centre.call()
  centre.does('agent1', 'accept')
  expect(centre.says(centre.agentLeg('agent1'))).toBe('A golden one.')
  centre.hearOut(centre.agentLeg('agent1'))
  expect(centre.says(caller)).toBe('We record.')
  expect(centre.state('agent1')).toBe('CONNECTING')
  centre.hearOut(caller)
  expect(centre.state('agent1')).toBe('CONNECTED')
})

test('with whispers switched off the talk begins at once', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const off = { DisableExecution: 'True' }
  desk.inbound(
    hooks({}, 'Choose', { EventHooksConfiguration: { AgentWhisper: off, CustomerWhisper: off } }),
    ...toQueue(desk.basicQueue),
  )
  centre.ready('agent1')
  centre.call()
  centre.does('agent1', 'accept')
  expect(centre.state('agent1')).toBe('CONNECTED')
})

test('a whisper without an end is cut off after two minutes', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const endless = desk.flow(
    'endless',
    'AGENT_WHISPER',
    action('Go on', 'MessageParticipantIteratively', { Messages: [{ Text: 'And then' }] }),
  )
  desk.inbound(hooks({ AgentWhisper: endless }, 'Choose'), ...toQueue(desk.basicQueue))
  centre.ready('agent1')
  const caller = centre.call()
  centre.does('agent1', 'accept')
  centre.restart()
  centre.clock.advance(minutes(2))
  expect(centre.state('agent1')).toBe('CONNECTED')
  expect(centre.says(caller)).toBe('')
  expect(centre.says(centre.agentLeg('agent1'))).toBe('')
})

test('a customer who hangs up while the whisper plays leaves the agent with after-contact work and one record', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  desk.inbound(...(toQueue(desk.basicQueue) as [JsonObject]))
  centre.ready('agent1')
  const caller = centre.call()
  centre.does('agent1', 'accept')
  centre.hangUp(caller)
  expect([...centre.legs]).toEqual([])
  centre.does('agent1', 'clear')
  expect(centre.state('agent1')).toBe('Available')
  expect(centre.finals).toHaveLength(1)
})

test('a customer who hangs up on hold frees everybody, and the hold is counted', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  desk.inbound(...(toQueue(desk.basicQueue) as [JsonObject]))
  centre.ready('agent1')
  const caller = centre.call()
  desk.talk('agent1', caller)
  centre.does('agent1', 'hold')
  centre.clock.advance(seconds(9))
  centre.hangUp(caller)
  expect([...centre.legs]).toEqual([])
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({ Agent: { CustomerHoldDuration: 9, NumberOfHolds: 1 } })
})

test('a hold flow can send the customer away', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const impatient = desk.flow(
    'impatient',
    'CUSTOMER_HOLD',
    action('Wait', 'Wait', { TimeLimitSeconds: '30' }, { next: 'Bye' }),
    hangUp,
  )
  desk.inbound(hooks({ CustomerHold: impatient }, 'Choose'), ...toQueue(desk.basicQueue))
  centre.ready('agent1')
  const caller = centre.call()
  desk.talk('agent1', caller)
  centre.does('agent1', 'hold')
  centre.clock.advance(seconds(30))
  expect(centre.legs.has(caller)).toBe(false)
  expect(centre.state('agent1')).toBe('ENDED')
})

test('queue music is interrupted every 30 s for a message, and goes on after it', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const music = action(
    'Music',
    'MessageParticipantIteratively',
    { Messages: [{ Text: 'la la la' }], InterruptFrequencySeconds: '30' },
    { equals: { MessagesInterrupted: 'Patience' } },
  )
  const waitFlow = desk.flow(
    'patient',
    'CUSTOMER_QUEUE',
    music,
    say('Patience', 'Please hold.', 'End'),
    end,
  )
  desk.inbound(hooks({ CustomerQueue: waitFlow }, 'Choose'), ...toQueue(desk.basicQueue))
  const caller = centre.call()
  for (let round = 0; round < 3; round++) {
    expect(centre.says(caller)).toBe('la la la')
    centre.clock.advance(seconds(29))
    if (round === 1) centre.restart()
    expect(centre.says(caller)).toBe('la la la')
    centre.clock.advance(seconds(1))
    expect(centre.says(caller)).toBe('Please hold.')
    centre.promptOver(caller)
  }
  expect(centre.contacts[0]?.stage).toBe('queued')
})

test('an offer that comes while a queue message plays leaves it playing until the agent accepts', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  desk.inbound(...(toQueue(desk.basicQueue) as [JsonObject]))
  const caller = centre.call()
  centre.ready('agent1')
  expect(centre.says(caller)).not.toBe('')
  centre.does('agent1', 'accept')
  centre.hearOut(centre.agentLeg('agent1'))
  expect(centre.says(caller)).toBe('')
})

test('outside opening hours the closed branch is taken, and at opening time the other', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  // The virtual day is a Saturday, noon UTC.
  const document = {
    Name: 'Afternoons',
    TimeZone: 'UTC',
    Config: [
      {
        Day: 'SATURDAY',
        StartTime: { Hours: 13, Minutes: 0 },
        EndTime: { Hours: 18, Minutes: 0 },
      },
    ],
  }
  centre.tell({ type: 'config.put', kind: 'operating-hours', id: 'afternoons', document })
  desk.inbound(
    action(
      'Open?',
      'CheckHoursOfOperation',
      { HoursOfOperationId: 'afternoons' },
      { equals: { True: 'Choose', False: 'Closed' }, errors: { NoMatchingError: 'Bye' } },
    ),
    say('Closed', 'We are closed.', 'Bye'),
    ...toQueue(desk.basicQueue),
  )
  const early = centre.call()
  expect(centre.says(early)).toBe('We are closed.')
  centre.clock.advance(minutes(60))
  centre.call()
  expect(centre.contacts.map(({ stage }) => stage)).toContain('queued')
})

test('prompts speak of what the contact knows', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  desk.inbound(
    action('Set', 'UpdateContactAttributes', { Attributes: { who: 'Zoe' } }, { next: 'Say' }),
    say('Say', 'Hello $.Attributes.who, you call from $.CustomerEndpoint.Address.', 'Bye'),
    hangUp,
  )
  const caller = centre.call('+15557777')
  expect(centre.says(caller)).toBe('Hello Zoe, you call from +15557777.')
})

test('attributes set over the API while a prompt plays are in the next one', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  desk.inbound(
    say('One', 'One moment.', 'Two'),
    say('Two', 'Hello $.Attributes.who.', 'Bye'),
    hangUp,
  )
  const caller = centre.call()
  const contactId = centre.contacts[0]?.contactId ?? ''
  centre.tell({ type: 'contact.updateAttributes', contactId, attributes: { who: 'Ida' } })
  centre.promptOver(caller)
  expect(centre.says(caller)).toBe('Hello Ida.')
})

test('two queues and two profiles: each agent serves the queue of higher priority first, others after their delay', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  desk.queue('gold')
  desk.queue('silver')
  desk.serves('agent1', ['gold', 1, 0], ['silver', 2, 0])
  desk.serves('agent2', ['silver', 1, 0], ['gold', 2, 30])
  desk.inbound(
    action(
      'Which',
      'Compare',
      { ComparisonValue: '$.CustomerEndpoint.Address' },
      { equals: { '+15550001': 'Gold' }, errors: { NoMatchingCondition: 'Silver' } },
    ),
    action('Gold', 'UpdateContactTargetQueue', { QueueId: 'gold' }, { next: 'To queue' }),
    ...toQueue('silver', 'Silver'),
  )
  centre.call('+15550002')
  centre.clock.advance(seconds(1))
  centre.call('+15550001')
  centre.ready('agent1')
  expect(desk.callerOf('agent1'), 'gold before the older silver').toBe('+15550001')
  centre.does('agent1', 'reject')

  centre.clock.advance(seconds(1))
  centre.ready('agent2')
  expect(desk.callerOf('agent2')).toBe('+15550002')
  centre.does('agent2', 'reject')
  centre.setStatus('agent2', 'Available')
  expect(desk.callerOf('agent2'), 'silver again, for gold has not waited 30 s').toBe('+15550002')
  centre.hangUp(centre.effects.find(effect => effect.type === 'leg.answer')?.legId ?? '')
  expect(centre.state('agent2')).toBe('Available')
  centre.restart()
  centre.clock.advance(seconds(28))
  expect(centre.state('agent2')).toBe('Available')
  centre.clock.advance(seconds(1))
  expect(desk.callerOf('agent2'), 'gold after its delay').toBe('+15550001')
})

test('a priority given in the queue flow moves the caller up at once', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const urgent = desk.flow(
    'urgent',
    'CUSTOMER_QUEUE',
    action('Wait', 'Wait', { TimeLimitSeconds: '10' }, { next: 'Up' }),
    action('Up', 'UpdateContactRoutingBehavior', { QueuePriority: '1' }, { next: 'Stay' }),
    action('Stay', 'MessageParticipantIteratively', { Messages: [{ Text: 'la' }] }),
  )
  desk.inbound(...(toQueue(desk.basicQueue) as [JsonObject]))
  centre.call('+15550001')
  centre.clock.advance(seconds(1))
  desk.inbound(hooks({ CustomerQueue: urgent }, 'Choose'), ...toQueue(desk.basicQueue))
  centre.call('+15550002')
  centre.clock.advance(seconds(10))
  centre.ready('agent1')
  expect(desk.callerOf('agent1')).toBe('+15550002')
  centre.does('agent1', 'reject')
  centre.restart()
  centre.ready('agent2')
  expect(desk.callerOf('agent2')).toBe('+15550002')
})

test('an age given in the queue flow counts at once', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  const older = desk.flow(
    'older',
    'CUSTOMER_QUEUE',
    action(
      'Up',
      'UpdateContactRoutingBehavior',
      { QueueTimeAdjustmentSeconds: '600' },
      { next: 'Stay' },
    ),
    action('Stay', 'MessageParticipantIteratively', { Messages: [{ Text: 'la' }] }),
  )
  desk.inbound(...(toQueue(desk.basicQueue) as [JsonObject]))
  centre.call('+15550001')
  centre.clock.advance(seconds(10))
  desk.inbound(hooks({ CustomerQueue: older }, 'Choose'), ...toQueue(desk.basicQueue))
  centre.call('+15550002')
  centre.ready('agent1')
  expect(desk.callerOf('agent1')).toBe('+15550002')
})

test('a flow that sends itself round and round ends the call instead of the centre', async () => {
  const desk = await FlowCentre.open()
  const { centre } = desk
  desk.inbound(action('Again', 'TransferToFlow', { ContactFlowId: 'inbound' }, { errors: {} }))
  const caller = centre.call()
  expect(centre.legs.has(caller)).toBe(false)
  expect(centre.finals).toHaveLength(1)
})

test('a contact that wants to be woken at once, again and again, is ended, and others go on', async () => {
  const calls = await FlowCentre.open()
  const { centre } = calls
  const again = action(
    'Again',
    'Wait',
    { TimeLimitSeconds: '1' },
    { equals: { WaitCompleted: 'Again' } },
  )
  calls.inbound(again)
  centre.centre.watch({
    intercept: () => ({ step: { wait: { until: centre.clock.now() }, memory: {} } }),
  })
  centre.call()
  centre.clock.advance(seconds(1))
  expect(centre.record()).toMatchObject({ DisconnectReason: 'CONTACT_FLOW_DISCONNECT' })
  expect(centre.contacts).toEqual([])
})
