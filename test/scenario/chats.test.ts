// Chats from the customer's first word to the last record, in virtual time.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../src/core/input.ts'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { Json } from '../../src/core/json.ts'
import { action, catchAll, chatToQueue, chatWithAgent } from '../support/chat-flows.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre
beforeEach(async () => {
  centre = await TestCentre.open()
})

const toQueue = (...before: readonly Json[]) => chatToQueue(centre, ...before)
const connectedChat = (given: object = {}) => chatWithAgent(centre, given)

test('a customer is greeted, waits, and writes with the agent until the customer leaves', () => {
  const chat = connectedChat()
  expect(centre.lines(chat)).toEqual([
    '(CUSTOMER participant.joined)',
    'Welcome, Cleo.',
    '(AGENT participant.joined)',
  ])
  expect(centre.state('agent1')).toBe('CONNECTED')
  centre.clock.advance(seconds(65))
  centre.tell({ type: 'chat.left', contactId: chat, participantId: `c-${chat}` })
  expect(centre.lines(chat).slice(3)).toEqual([
    '(CUSTOMER participant.left)',
    '(AGENT participant.left)',
    '(chat.ended)',
  ])
  expect(centre.state('agent1')).toBe('ENDED')
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({
    Channel: 'CHAT',
    InitiationMethod: 'API',
    DisconnectReason: 'CUSTOMER_DISCONNECT',
    CustomerEndpoint: null,
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:Chat' } },
    Agent: { AgentInteractionDuration: 65, CustomerHoldDuration: 0 },
    Recording: { Location: `ChatTranscripts/${chat}.json`, Status: 'AVAILABLE', Type: 'CHAT' },
  })
  expect(centre.contacts).toEqual([])
})

test('no voice node is ever asked for anything in a chat', () => {
  const chat = connectedChat()
  centre.does('agent1', 'hold')
  centre.write(chat)
  centre.does('agent1', 'hangUp')
  centre.does('agent1', 'clear')
  expect(centre.effects).toEqual([])
  expect(centre.finals).toHaveLength(1)
})

test('an agent writes with two customers at once and is given no third, nor a call', () => {
  connectedChat()
  const flow = centre.id('contact-flow', 'Chat to queue')
  const second = centre.chat(flow)
  centre.does('agent1', 'accept', second)
  const third = centre.chat(flow)
  centre.choose(centre.call(), '1')
  expect(centre.agent('agent1').contacts.map(each => each.state)).toEqual([
    'CONNECTED',
    'CONNECTED',
  ])
  expect(centre.centre.view.contact(third)?.stage).toBe('queued')
  expect(centre.contacts.filter(each => each.stage === 'queued')).toHaveLength(2)
})

test('who is on a call is given no chat, unless the routing profile lets calls and chats mix', () => {
  centre.ready('agent1')
  centre.choose(centre.call(), '1')
  centre.does('agent1', 'accept')
  centre.hearOut(centre.agentLeg('agent1'))
  const chat = centre.chat(toQueue())
  expect(centre.centre.view.contact(chat)?.stage).toBe('queued')
  const mixed = { BehaviorType: 'ROUTE_ANY_CHANNEL' }
  centre.change('routing-profile', centre.id('routing-profile', 'Basic Routing Profile'), {
    MediaConcurrencies: [
      { Channel: 'VOICE', Concurrency: 1, CrossChannelBehavior: mixed },
      { Channel: 'CHAT', Concurrency: 2 },
    ],
  })
  expect(centre.centre.view.contact(chat)?.stage).toBe('offered')
})

test('the agent event stream tells of chats, and how many more there may be', () => {
  connectedChat()
  const said = centre.events.filter(event => event.type === 'agent.event').at(-1)
  expect(said?.body).toMatchObject({
    CurrentAgentSnapshot: {
      Contacts: [{ Channel: 'CHAT', State: 'CONNECTED', InitiationMethod: 'API' }],
      Configuration: {
        RoutingProfile: {
          Concurrency: [
            { Channel: 'VOICE', AvailableSlots: 1, MaximumSlots: 1 },
            { Channel: 'CHAT', AvailableSlots: 1, MaximumSlots: 2 },
            { Channel: 'TASK', AvailableSlots: 1, MaximumSlots: 1 },
          ],
        },
      },
    },
  })
  expect(centre.agent('agent1').freeSlots).toEqual({ VOICE: 0, CHAT: 1, TASK: 0 })
})

test('two chats go to two agents who have room, and not both to the first', () => {
  centre.ready('agent1', 'agent2')
  const flow = toQueue()
  centre.clock.advance(seconds(1))
  centre.chat(flow)
  centre.chat(flow)
  expect(centre.agent('agent1').contacts).toHaveLength(1)
  expect(centre.agent('agent2').contacts).toHaveLength(1)
})

test('a chat nobody accepts goes back to the queue after 20 s, and the agent gets nothing until it is put away', () => {
  centre.ready('agent1')
  const chat = centre.chat(toQueue())
  centre.clock.advance(seconds(20))
  expect(centre.state('agent1')).toBe('MISSED')
  expect(centre.centre.view.contact(chat)?.stage).toBe('queued')
  centre.does('agent1', 'clear')
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('what the customer wrote before the chat is its first message, and the flow can read it', () => {
  const flow = centre.publish('Echo', [
    action('say', 'MessageParticipant', { Text: 'You said: $.Media.InitialMessage' }, 'wait'),
    action('wait', 'Wait', { TimeLimitSeconds: '60' }),
  ])
  const chat = centre.chat(flow, {
    initialMessage: { contentType: 'text/plain', content: 'My order is late' },
  })
  expect(centre.lines(chat)).toEqual([
    '(CUSTOMER participant.joined)',
    'My order is late',
    'You said: My order is late',
  ])
})

describe('when the agent leaves', () => {
  /** The sample disconnect flow of the service, in short. */
  function withDisconnectFlow(): string {
    const back = toQueue()
    const left = centre.publish('Agent left', [
      action('say', 'MessageParticipant', { Text: 'The agent has left.' }, 'wait'),
      action('wait', 'Wait', { TimeLimitSeconds: '900', Events: ['CustomerReturned'] }, undefined, {
        Conditions: [
          {
            NextAction: 'back',
            Condition: { Operator: 'Equals', Operands: ['CustomerReturned'] },
          },
          { NextAction: 'end', Condition: { Operator: 'Equals', Operands: ['WaitCompleted'] } },
        ],
        Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'end' }],
      }),
      action('back', 'TransferToFlow', { ContactFlowId: back }, undefined, catchAll('end')),
      action('end', 'DisconnectParticipant'),
    ])
    const hook = { EventHooks: { CustomerRemaining: left } }
    centre.ready('agent1')
    const chat = centre.chat(
      toQueue(action('hook', 'UpdateContactEventHooks', hook, 'hi', catchAll('hi'))),
    )
    centre.does('agent1', 'accept')
    centre.clock.advance(seconds(30))
    centre.does('agent1', 'hangUp')
    return chat
  }

  test('the customer who writes again within a quarter of an hour gets another one', () => {
    const chat = withDisconnectFlow()
    expect(centre.lines(chat).at(-1)).toBe('The agent has left.')
    centre.does('agent1', 'clear')
    centre.clock.advance(minutes(14))
    centre.write(chat)
    expect(centre.state('agent1')).toBe('CONNECTING')
  })

  test('the same agent who is still tidying up may get it back, and loses nothing by clearing', () => {
    const chat = withDisconnectFlow()
    expect(centre.state('agent1')).toBe('ENDED')
    centre.write(chat)
    expect(centre.agent('agent1').contacts.map(each => each.state)).toEqual(['CONNECTING'])
    centre.does('agent1', 'clear')
    centre.does('agent1', 'accept')
    expect(centre.state('agent1')).toBe('CONNECTED')
  })

  test('the chat of one who does not is over then', () => {
    const chat = withDisconnectFlow()
    centre.does('agent1', 'clear')
    centre.clock.advance(minutes(15))
    expect(centre.lines(chat).at(-1)).toBe('(chat.ended)')
    expect(centre.record()).toMatchObject({ DisconnectReason: 'CONTACT_FLOW_DISCONNECT' })
  })

  test('without such a flow the chat is over at once', () => {
    const chat = connectedChat()
    centre.does('agent1', 'hangUp')
    expect(centre.lines(chat).at(-1)).toBe('(chat.ended)')
  })
})

describe('a chat in which nobody writes', () => {
  const limits = [
    { role: 'CUSTOMER', limit: 'idle', afterMs: minutes(5) },
    { role: 'CUSTOMER', limit: 'disconnect', afterMs: minutes(10) },
  ] as const

  test('says that the customer is idle, and lets the agent go after the second limit', () => {
    const chat = connectedChat()
    centre.tell({ type: 'chat.quietLimits', contactId: chat, limits })
    centre.clock.advance(minutes(5))
    expect(centre.lines(chat).at(-1)).toBe('(CUSTOMER participant.idle)')
    centre.clock.advance(minutes(10) - 1)
    expect(centre.state('agent1')).toBe('CONNECTED')
    centre.clock.advance(1)
    expect(centre.state('agent1')).toBe('ENDED')
    expect(centre.lines(chat)).toContain('(CUSTOMER participant.autodisconnection)')
    centre.does('agent1', 'clear')
    expect(centre.record()).toMatchObject({ DisconnectReason: 'IDLE_DISCONNECT' })
  })

  test('is watched anew with every word of the customer, also over a restart', () => {
    const chat = connectedChat()
    centre.tell({ type: 'chat.quietLimits', contactId: chat, limits })
    for (let count = 0; count < 5; count++) {
      centre.clock.advance(minutes(4))
      centre.write(chat)
      centre.restart()
    }
    expect(centre.lines(chat)).not.toContain('(CUSTOMER participant.idle)')
    centre.clock.advance(minutes(5))
    expect(centre.lines(chat).at(-1)).toBe('(CUSTOMER participant.idle)')
    centre.write(chat)
    expect(centre.lines(chat).at(-1)).toBe('(CUSTOMER participant.returned)')
  })

  test('is not watched while the customer waits for an agent', () => {
    const chat = centre.chat(toQueue())
    centre.tell({ type: 'chat.quietLimits', contactId: chat, limits })
    centre.clock.advance(minutes(60))
    expect(centre.lines(chat)).not.toContain('(CUSTOMER participant.idle)')
  })
})

test('a chat ends when its time is over, whatever it is doing', () => {
  const chat = connectedChat({ limitMs: minutes(90) })
  centre.clock.advance(minutes(90) - 1)
  expect(centre.state('agent1')).toBe('CONNECTED')
  centre.restart()
  centre.clock.advance(1)
  expect(centre.lines(chat).at(-1)).toBe('(chat.ended)')
  centre.does('agent1', 'clear')
  expect(centre.record()).toMatchObject({ DisconnectReason: 'EXPIRED' })
})

test('no chat goes on for longer than a week', () => {
  const flow = centre.publish('Long', [action('wait', 'Wait', { TimeLimitSeconds: '604800' })])
  centre.chat(flow, { limitMs: minutes(30 * 24 * 60) })
  centre.clock.advance(minutes(7 * 24 * 60))
  expect(centre.contacts).toEqual([])
})

test('a view is shown, and what is filled in leads the flow on', () => {
  const flow = centre.publish('Form', [
    action(
      'form',
      'ShowView',
      {
        ViewResource: { Id: 'form', Version: 'Latest' },
        InvocationTimeLimitSeconds: '300',
        ViewData: { Heading: 'Hello $.Attributes.name', Sections: [{ Items: ['$.Attributes.n'] }] },
      },
      undefined,
      {
        Conditions: [{ NextAction: 'next', Condition: { Operator: 'Equals', Operands: ['Next'] } }],
        Errors: ['NoMatchingCondition', 'NoMatchingError', 'TimeLimitExceeded'].map(ErrorType => ({
          ErrorType,
          NextAction: 'late',
        })),
      },
    ),
    action('next', 'MessageParticipant', { Text: 'To $.Views.ViewResultData.FormData.town' }, 'w'),
    action('late', 'MessageParticipant', { Text: 'Too late' }, 'w'),
    action('w', 'Wait', { TimeLimitSeconds: '60' }),
  ])
  const chat = centre.chat(flow, { attributes: { name: 'Cleo', n: '7' } })
  const shown = JSON.parse(centre.lines(chat)[1] ?? '{}') as {
    data: { content: { viewId: string; viewToken: string; viewData: Json } }
  }
  expect(shown).toMatchObject({
    templateType: 'ViewResource',
    data: {
      content: {
        viewId: 'arn:aws:connect:us-east-1:aws:view/form:1',
        viewData: { Heading: 'Hello Cleo', Sections: [{ Items: ['7'] }] },
      },
    },
  })
  centre.write(chat, 'What is this?')
  expect(centre.lines(chat)).toHaveLength(2)
  centre.write(
    chat,
    JSON.stringify({ action: 'Next', viewResultData: { FormData: { town: 'Oslo' } } }),
    'application/vnd.amazonaws.connect.message.interactive.response',
  )
  expect(centre.lines(chat)[2]).toBe('To Oslo')
})

test('a flow that waits for a bot goes on when the bot has left', () => {
  const flow = centre.publish('Bot', [
    action('pause', 'Wait', { TimeLimitSeconds: '1' }, 'bot', {
      Conditions: [
        { NextAction: 'bot', Condition: { Operator: 'Equals', Operands: ['WaitCompleted'] } },
      ],
    }),
    action(
      'bot',
      'Wait',
      { TimeLimitSeconds: '600', Events: ['BotParticipantDisconnected'] },
      undefined,
      {
        Conditions: [
          {
            NextAction: 'bye',
            Condition: { Operator: 'Equals', Operands: ['BotParticipantDisconnected'] },
          },
        ],
      },
    ),
    action('bye', 'MessageParticipant', { Text: 'The bot is done.' }, 'w'),
    action('w', 'Wait', { TimeLimitSeconds: '60' }),
  ])
  const contactId = centre.chat(flow)
  const participantId = 'bot-1'
  centre.tell({
    type: 'chat.joined',
    contactId,
    participantId,
    role: 'CUSTOM_BOT',
    displayName: 'B',
  })
  centre.clock.advance(seconds(1))
  centre.tell({ type: 'chat.left', contactId, participantId })
  expect(centre.lines(contactId).at(-1)).toBe('The bot is done.')
})

test('a chat goes on as a new contact in another flow, and its customer stays in it', () => {
  const chat = connectedChat()
  const queueId = centre.id('queue', 'BasicQueue')
  const onward = centre.publish(
    'Onward',
    [
      action('go', 'TransferContactToQueue', {}, 'end', catchAll('end')),
      action('end', 'DisconnectParticipant'),
    ],
    'QUEUE_TRANSFER',
  )
  const newContactId = centre.newId()
  centre.ready('agent2')
  // Otherwise the agent who hands it on has room for it.
  centre.setStatus('agent1', 'Offline')
  centre.tell({ type: 'contact.transfer', contactId: chat, newContactId, flowId: onward, queueId })
  expect(centre.state('agent1')).toBe('ENDED')
  expect(centre.agent('agent2').contacts[0]).toMatchObject({ contactId: newContactId })
  expect(centre.lines(chat).slice(-2)).toEqual(['(transfer.succeeded)', '(AGENT participant.left)'])
  centre.does('agent2', 'accept')
  centre.tell({ type: 'chat.left', contactId: newContactId, participantId: `c-${chat}` })
  centre.does('agent1', 'clear')
  centre.does('agent2', 'clear')
  const [first, second] = centre.finals
  expect(first?.record).toMatchObject({ NextContactId: newContactId })
  expect(second?.record).toMatchObject({
    PreviousContactId: chat,
    InitialContactId: chat,
    InitiationMethod: 'TRANSFER',
    DisconnectReason: 'CUSTOMER_DISCONNECT',
    Attributes: { name: 'Cleo' },
  })
})

test('a contact that goes on cannot be started again under the same id', () => {
  const chat = connectedChat()
  const again = centre.tell({
    type: 'chat.started',
    contactId: chat,
    flowId: centre.id('contact-flow', 'Chat to queue'),
    participantId: 'p',
    displayName: 'Mallory',
  })
  expect(again?.refused).toBe('AlreadyThere')
  expect(centre.finals).toEqual([])
})

test('a chat by SMS has the numbers of both sides in its record and in its flow', () => {
  const flow = centre.publish('SMS', [
    action('say', 'MessageParticipant', { Text: 'You are $.CustomerEndpoint.Address' }, 'end'),
    action('end', 'DisconnectParticipant'),
  ])
  const chat = centre.chat(flow, {
    customerAddress: '+15551234',
    systemAddress: '+15550100',
    segmentAttributes: { 'connect:Subtype': { ValueString: 'connect:SMS' } },
  })
  expect(centre.lines(chat)).toContain('You are +15551234')
  expect(centre.record()).toMatchObject({
    CustomerEndpoint: { Address: '+15551234' },
    SystemEndpoint: { Address: '+15550100' },
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:SMS' } },
  })
})

test('agents of a snapshot from before there were chats are offered contacts again', () => {
  centre.ready('agent1')
  const saved = JSON.parse(JSON.stringify(centre.centre.save())) as {
    agents: { idle?: unknown }[]
  }
  for (const agent of saved.agents) delete agent.idle
  centre.centre.restore(saved as Json)
  centre.chat(toQueue())
  expect(centre.state('agent1')).toBe('CONNECTING')
})

test('nobody writes in a chat who is not in it, or for others after leaving', () => {
  const contactId = connectedChat()
  const stranger = { type: 'chat.message', contactId, contentType: 'text/plain' } as const
  expect(centre.tell({ ...stranger, participantId: 'nobody' })?.refused).toBe('WrongState')
  centre.tell({ type: 'chat.left', contactId, participantId: `c-${contactId}` })
  expect(centre.write(contactId)?.refused).toBe('ContactNotFound')
})

describe('every quiet limit', () => {
  const cases = (['CUSTOMER', 'AGENT'] as const).flatMap(role =>
    (['idle', 'disconnect'] as const).map(limit => [role, limit] as const),
  )
  test.each(cases)('of the %s (%s) does its part alone', (role, limit) => {
    const chat = connectedChat()
    const limits = [{ role, limit, afterMs: minutes(3) }]
    centre.tell({ type: 'chat.quietLimits', contactId: chat, limits })
    centre.clock.advance(minutes(3) - 1)
    expect(centre.lines(chat).at(-1)).toBe('(AGENT participant.joined)')
    centre.clock.advance(1)
    const event = limit === 'idle' ? 'idle' : 'autodisconnection'
    expect(centre.lines(chat)).toContain(`(${role} participant.${event})`)
    expect(centre.state('agent1')).toBe(limit === 'idle' ? 'CONNECTED' : 'ENDED')
  })

  test('can be taken away again, and others stay', () => {
    const chat = connectedChat()
    const limit = { role: 'CUSTOMER', limit: 'idle' } as const
    const tell = (limits: Extract<Input, { type: 'chat.quietLimits' }>['limits']) =>
      centre.tell({ type: 'chat.quietLimits', contactId: chat, limits })
    tell([
      { ...limit, afterMs: minutes(2) },
      { role: 'AGENT', limit: 'idle', afterMs: minutes(4) },
    ])
    tell([limit])
    centre.clock.advance(minutes(4))
    expect(centre.lines(chat)).not.toContain('(CUSTOMER participant.idle)')
    expect(centre.lines(chat)).toContain('(AGENT participant.idle)')
  })

  test('goes with the chat when it is handed on', () => {
    const chat = connectedChat()
    const limits = [{ role: 'CUSTOMER', limit: 'idle', afterMs: minutes(2) }] as const
    centre.tell({ type: 'chat.quietLimits', contactId: chat, limits })
    const newContactId = centre.newId()
    const flowId = centre.id('contact-flow', 'Chat to queue')
    centre.tell({ type: 'contact.transfer', contactId: chat, newContactId, flowId })
    centre.does('agent1', 'clear', chat)
    centre.does('agent1', 'accept')
    centre.clock.advance(minutes(2))
    expect(centre.lines(newContactId).at(-1)).toBe('(CUSTOMER participant.idle)')
  })
})

describe("an agent's guide", () => {
  /** A caller whose flow has chosen guides for its agent, connected. */
  function guided(hooks: Record<string, string>): string {
    const QueueId = centre.id('queue', 'BasicQueue')
    const flow = centre.publish('Guided call', [
      ...Object.entries(hooks).map(([hook, flowId], index, all) =>
        action(
          hook,
          'UpdateContactEventHooks',
          { EventHooks: { [hook]: flowId } },
          all[index + 1]?.[0] ?? 'set',
          catchAll('set'),
        ),
      ),
      action('set', 'UpdateContactAttributes', { Attributes: { plan: 'gold' } }, 'queue'),
      action('queue', 'UpdateContactTargetQueue', { QueueId }, 'go', catchAll('go')),
      action('go', 'TransferContactToQueue', {}, 'end', catchAll('end')),
      action('end', 'DisconnectParticipant'),
    ])
    centre.change('phone-number', centre.id('phone-number', '+15550100'), { ContactFlowId: flow })
    centre.ready('agent1')
    const caller = centre.call()
    centre.does('agent1', 'accept')
    centre.hearOut(centre.agentLeg('agent1'))
    expect(centre.state('agent1')).toBe('CONNECTED')
    return caller
  }

  const guideFlow = (name: string) =>
    centre.publish(name, [
      action(
        'show',
        'ShowView',
        {
          ViewResource: { Id: 'cards' },
          InvocationTimeLimitSeconds: '900',
          ViewData: { Heading: `${name}: $.Attributes.plan` },
        },
        undefined,
        {
          Conditions: [{ NextAction: 'note', Condition: { Operator: 'Equals', Operands: ['Go'] } }],
          Errors: [{ ErrorType: 'TimeLimitExceeded', NextAction: 'end' }],
        },
      ),
      action('note', 'UpdateContactAttributes', { Attributes: { went: 'on' } }, 'show'),
      action('end', 'DisconnectParticipant'),
    ])

  const guideOf = (name: string) => centre.agent(name).contacts[0]?.guideId ?? ''

  test('shows its views while the agent talks, and another while the agent tidies up', () => {
    const caller = guided({
      DefaultAgentUI: guideFlow('Talk'),
      DisconnectAgentUI: guideFlow('After'),
    })
    const guide = guideOf('agent1')
    expect(centre.lines(guide).join()).toContain('Talk: gold')
    const [agent] = centre.centre.view.contact(guide)?.participants ?? []
    expect(agent?.displayName).toBe('agent1')
    centre.tell({
      type: 'chat.message',
      contactId: guide,
      participantId: agent?.participantId ?? '',
      contentType: 'application/vnd.amazonaws.connect.message.interactive.response',
      content: JSON.stringify({ Action: 'Go' }),
    })
    expect(centre.centre.view.contact(guide)?.attributes).toMatchObject({ went: 'on' })
    centre.hangUp(caller)
    expect(centre.lines(guide).at(-1)).toBe('(chat.ended)')
    const after = guideOf('agent1')
    expect(centre.lines(after).join()).toContain('After: gold')
    centre.does('agent1', 'clear')
    expect(centre.lines(after).at(-1)).toBe('(chat.ended)')
    expect(centre.contacts).toEqual([])
    expect(centre.finals).toHaveLength(3)
  })

  test('that wants a queue is over, and the call goes on', () => {
    const QueueId = centre.id('queue', 'BasicQueue')
    const flow = centre.publish('Greedy', [
      action('queue', 'UpdateContactTargetQueue', { QueueId }, 'go', catchAll('go')),
      action('go', 'TransferContactToQueue', {}, 'end', catchAll('end')),
      action('end', 'DisconnectParticipant'),
    ])
    guided({ DefaultAgentUI: flow })
    expect(centre.finals).toHaveLength(1)
    expect(centre.state('agent1')).toBe('CONNECTED')
  })

  test('goes with an agent who is dismissed', () => {
    const caller = guided({ DefaultAgentUI: guideFlow('Talk') })
    centre.tell({ type: 'config.delete', kind: 'agent', id: centre.user('agent1') })
    expect(centre.contacts).toEqual([])
    expect(centre.legs.has(caller)).toBe(false)
  })
})

test('a chat whose transcript is never put away is closed all the same, two minutes after its end', () => {
  centre.losesTranscripts = true
  const chat = connectedChat()
  centre.tell({ type: 'chat.left', contactId: chat, participantId: `c-${chat}` })
  centre.does('agent1', 'clear')
  expect(centre.finals).toEqual([])
  centre.clock.advance(seconds(121))
  expect(centre.record()).toMatchObject({ Recording: { Location: null, Type: 'CHAT' } })
})
