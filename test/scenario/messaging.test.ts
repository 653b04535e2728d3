// Customers who write by telephone, Slack and the like, in virtual time.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { OutboundChatService } from '../../src/channel/messaging/outbound-chat-service.ts'
import { minutes, seconds } from '../../src/core/instant.ts'
import { newUuid } from '../../src/io/crypto.ts'
import { CUSTOMER, MessagingCentre, OURS } from '../support/messaging-centre.ts'

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive'
const LIST = JSON.stringify({
  templateType: 'ListPicker',
  version: '1.0',
  data: {
    content: {
      title: 'How can we help?',
      subtitle: 'Choose one',
      elements: [{ title: 'Orders', subtitle: 'and returns' }, { title: 'Bills' }],
    },
  },
})

let centre: MessagingCentre
beforeEach(async () => {
  centre = await MessagingCentre.open()
})

async function connected(): Promise<void> {
  centre.test.ready('agent1')
  await centre.writes('Hello?')
  centre.test.does('agent1', 'accept')
  await centre.settled()
}

describe('a customer writes', () => {
  test('and is in a chat, of which everything that is for them is sent back', async () => {
    await connected()
    await centre.writes('Where is it?')
    await centre.answers('On its way.')
    expect(await centre.lines()).toEqual(['Hello?', 'Welcome.', 'Where is it?', 'On its way.'])
    expect(centre.texts).toEqual(['Welcome.', 'On its way.'])
    expect(JSON.parse(centre.asked[1]?.body ?? '')).toMatchObject({
      type: 'message',
      from: OURS,
      to: CUSTOMER,
      role: 'AGENT',
    })
    const { record } = centre.test.centre.view.contact(centre.chat().contactId) ?? {}
    expect(record).toMatchObject({
      CustomerEndpoint: { Address: CUSTOMER },
      SystemEndpoint: { Address: OURS },
      SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:SMS' } },
    })
  })

  test('twice at once, and it is one chat with both', async () => {
    await Promise.all([centre.writes('One'), centre.writes('Two')])
    expect([...centre.test.centre.view.chats()]).toHaveLength(1)
    expect(await centre.lines()).toEqual(expect.arrayContaining(['One', 'Two', 'Welcome.']))
  })

  test('and the provider says so again and again: it is written once', async () => {
    await centre.writes('Hello?', { id: 'same' })
    await centre.writes('Hello?', { id: 'same' })
    await centre.writes('And?', { id: 'next' })
    await centre.restart()
    await centre.writes('And?', { id: 'next' })
    await centre.writes('Hello?', { id: 'same' })
    expect(await centre.lines()).toEqual(['Hello?', 'Welcome.', 'And?'])
  })

  test('after the chat was over, which begins another one', async () => {
    await centre.writes('Hello?')
    const first = centre.chat().contactId
    centre.test.tell({ type: 'contact.stop', contactId: first })
    await centre.settled()
    await centre.writes('One more thing')
    expect(centre.chat().contactId).not.toBe(first)
    expect(await centre.lines()).toEqual(['One more thing', 'Welcome.'])
    await centre.writes('Hello?', { id: 'm1' })
    expect(await centre.lines()).toEqual(['One more thing', 'Welcome.'])
  })

  test('to an address that is not ours, or without a signature, and nothing happens', async () => {
    expect(await centre.writes('Hi', { to: '+15550999' })).toBe(400)
    expect(
      await centre.told({ type: 'message', id: '1', from: 'a', to: OURS, text: 'Hi' }, 'x'),
    ).toBe(401)
    expect(await centre.told({ type: 'message', from: 'a', to: OURS, text: 'Hi' })).toBe(400)
    expect(await centre.writes('x'.repeat(16_385))).toBe(400)
    expect(await centre.writes('ü'.repeat(10_000))).toBe(400)
    expect([...centre.test.centre.view.chats()]).toEqual([])
  })

  test('to a bot that the API brought in, and reads what it says', async () => {
    await centre.writes('Hello?')
    const { contactId, conversationId } = centre.chat()
    const participantId = 'the-bot'
    const bot = { contactId, participantId, role: 'CUSTOM_BOT', displayName: 'Bot' } as const
    centre.test.tell({ type: 'chat.joined', ...bot })
    await centre.chats.post(
      { conversationId, contactId, participantId },
      { contentType: 'text/plain', content: 'I am a bot.' },
    )
    await centre.settled()
    expect(centre.texts).toEqual(['Welcome.', 'I am a bot.'])
  })

  test('and leaves', async () => {
    await connected()
    await centre.told({ type: 'left', from: CUSTOMER, to: OURS })
    expect(centre.test.state('agent1')).toBe('ENDED')
    await centre.told({ type: 'left', from: CUSTOMER, to: OURS })
  })
})

describe('choices', () => {
  test('are numbered, and a number is answered with what it stands for', async () => {
    await connected()
    await centre.answers(LIST, INTERACTIVE)
    expect(centre.texts.at(-1)).toBe(
      'How can we help?\nChoose one\n1. Orders (and returns)\n2. Bills',
    )
    await centre.writes(' 2. ')
    await centre.writes('2 pieces please')
    expect((await centre.lines()).slice(-2)).toEqual(['Bills', '2 pieces please'])
  })

  test('hold until something else is said', async () => {
    await connected()
    await centre.answers(LIST, INTERACTIVE)
    await centre.writes('9')
    await centre.answers('How many do you want?')
    await centre.writes('2')
    expect((await centre.lines()).slice(-3)).toEqual(['9', 'How many do you want?', '2'])
  })
})

describe('a provider', () => {
  test('that is away gets everything later, in order', async () => {
    await connected()
    centre.asked.length = 0
    centre.provider = () => new Error('nobody there')
    await centre.answers('One')
    await centre.answers('Two')
    centre.provider = () => ({ status: 503, body: '' })
    await centre.passes(seconds(1))
    centre.provider = () => ({ status: 200, body: '{}' })
    await centre.passes(seconds(2))
    expect(centre.texts).toEqual(['One', 'One', 'One', 'Two'])
    const ids = centre.asked.map(({ headers }) => headers['idempotency-key'])
    expect(new Set(ids.slice(0, 3)).size).toBe(1)
  })

  test('that will not take a message does not hold up the next, and administrators see why', async () => {
    await connected()
    centre.provider = () => ({ status: 400, body: 'no such number' })
    const itemId = await centre.answers('One')
    centre.provider = () => ({ status: 200, body: '{}' })
    await centre.answers('Two')
    expect(centre.texts.at(-1)).toBe('Two')
    expect(await centre.store.failedLines('phones', 10)).toMatchObject([
      { itemId, problem: 'The provider answered 400: no such number' },
    ])
  })

  test('is told after a restart what it was not told before, and nothing else', async () => {
    await connected()
    await centre.answers('One')
    centre.provider = () => new Error('nobody there')
    await centre.answers('Two')
    centre.test.tell({ type: 'contact.stop', contactId: centre.chat().contactId })
    await centre.settled()
    centre.asked.length = 0
    centre.provider = () => ({ status: 200, body: '{}' })
    await centre.restart()
    expect(centre.texts).toEqual(['Two'])
    await centre.restart()
    expect(centre.texts).toEqual(['Two'])
    expect(centre.messaging.figures.messaging_conversations).toBe(0)
  })

  test('has each message once, though the database was away when it had taken it', async () => {
    await connected()
    centre.asked.length = 0
    const passed = vi.spyOn(centre.store, 'passed')
    passed.mockRejectedValue(new Error('the database is away'))
    await centre.answers('One')
    for (let step = 0; step < 12; step++) await centre.passes(seconds(5))
    passed.mockRestore()
    await centre.passes(minutes(1))
    await centre.answers('Two')
    expect(centre.texts).toEqual(['One', 'Two'])
    await centre.restart()
    expect(centre.texts).toEqual(['One', 'Two'])
  })

  test('that does not answer does not hold up what others carry', async () => {
    centre.channel('others', { addresses: ['+15550200'], url: 'https://others.example.com' })
    centre.hangs = ({ url }) => !url.includes('others')
    for (let nth = 0; nth < 40; nth++) await centre.writes('Hello', { from: `+1555100${nth + 10}` })
    const order = {
      contactId: newUuid(),
      from: '+15550200',
      to: CUSTOMER,
      subtype: 'connect:SMS',
      flowId: centre.flowId,
      initiationMethod: 'API',
    } as const
    centre.asked.length = 0
    centre.test.tell(await centre.messaging.prepareOutbound(order))
    await centre.settled()
    await centre.passes(100)
    expect(centre.texts).toEqual(['Welcome.'])
  })

  test('that never comes back is given up after a day', async () => {
    await connected()
    centre.provider = () => new Error('nobody there')
    await centre.answers('One')
    for (let hour = 0; hour < 25; hour++) {
      for (let step = 0; step < 12; step++) await centre.passes(minutes(5))
    }
    expect(await centre.store.failedLines('phones', 10)).toMatchObject([
      { problem: 'Given up: nobody there' },
    ])
  })

  test('says what became of a message, before and after it has answered', async () => {
    await connected()
    let early: Promise<number> | undefined
    centre.provider = ({ headers }) => {
      early = centre.told({ type: 'delivered', messageId: headers['idempotency-key'] ?? '' })
      return { status: 200, body: '{"id": "p1"}' }
    }
    const itemId = await centre.answers('One')
    expect(await early).toBe(200)
    expect(await centre.told({ type: 'read', providerId: 'p1' })).toBe(200)
    const { conversationId, participants } = centre.chat()
    const customer = participants[0]?.participantId ?? ''
    const { lines } = await centre.chats.transcript(
      { conversationId, contactId: conversationId, participantId: customer },
      { direction: 'backward', limit: 1 },
    )
    expect(lines).toMatchObject([
      {
        item: { itemId },
        receipts: [
          { participantId: customer, deliveredAt: expect.any(Number), readAt: expect.any(Number) },
        ],
      },
    ])
    await centre.told({ type: 'failed', messageId: itemId, problem: 'Switched off' })
    expect(await centre.store.failedLines('phones', 1)).toMatchObject([{ problem: 'Switched off' }])
    expect(await centre.told({ type: 'read', messageId: 'unknown' })).toBe(200)
  })
})

describe('who writes STOP', () => {
  test('leaves the chat and is written to no more, until UNSTOP', async () => {
    await connected()
    centre.asked.length = 0
    await centre.writes('Stop.')
    expect(centre.test.state('agent1')).toBe('ENDED')
    const order = {
      contactId: '5d4cf5c5-0000-4000-8000-000000000001',
      from: OURS,
      to: CUSTOMER,
      subtype: 'connect:SMS',
      flowId: centre.flowId,
      initiationMethod: 'API',
    } as const
    await expect(centre.messaging.prepareOutbound(order)).rejects.toThrow('written to no more')
    await centre.writes('Are you there?')
    expect(await centre.lines()).toEqual(['Are you there?', 'Welcome.'])
    expect(centre.texts).toEqual([])
    centre.test.tell({ type: 'contact.stop', contactId: centre.chat().contactId })
    await centre.settled()
    await centre.writes('UNSTOP')
    centre.test.tell(await centre.messaging.prepareOutbound(order))
    await centre.settled()
    expect(centre.texts).toEqual(['Welcome.'])
  })

  test('is only somebody who says so on a channel without such words', async () => {
    centre.channel('phones', { stopWords: false })
    await centre.writes('stop')
    expect(await centre.lines()).toEqual(['stop', 'Welcome.'])
    expect(centre.texts).toEqual(['Welcome.'])
  })
})

test('a flow writes to a customer first, once, however often it asks', async () => {
  const service = new OutboundChatService({
    messaging: centre.messaging,
    numberOf: arn => (arn === 'arn:ours' ? OURS : undefined),
    submit: async input => centre.test.tell(input),
  })
  const ask = (parameters: Record<string, string | { address: string; type: string }> = {}) =>
    service.ask(
      {
        service: 'messaging',
        operation: 'startOutboundChat',
        timeLimitMs: 1000,
        parameters: {
          from: { address: 'arn:ours', type: 'CONNECT_PHONENUMBER_ARN' },
          to: { address: CUSTOMER, type: 'TELEPHONE_NUMBER' },
          flowId: centre.flowId,
          subtype: 'connect:SMS',
          message: 'Your parcel is here.',
          ...parameters,
        },
      },
      'ask 1',
    )
  const answer = await ask()
  expect(answer).toEqual({ ok: true, result: { ContactId: centre.chat().contactId } })
  expect(await ask()).toEqual(answer)
  await centre.settled()
  expect(centre.texts).toEqual(['Your parcel is here.', 'Welcome.'])
  await centre.writes('Thanks')
  expect((await centre.lines()).at(-1)).toBe('Thanks')
  expect(await ask({ to: { address: 'nobody', type: 'TELEPHONE_NUMBER' } })).toMatchObject({
    ok: false,
    error: 'NoMatchingError',
  })
  expect(
    await ask({ from: { address: 'arn:other', type: 'CONNECT_PHONENUMBER_ARN' } }),
  ).toMatchObject({
    ok: false,
  })
})
