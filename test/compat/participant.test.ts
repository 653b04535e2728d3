// People in chats through the official participant client as it comes, and their sockets.
import { CreateParticipantCommand } from '@aws-sdk/client-connect'
import {
  CancelParticipantAuthenticationCommand,
  CreateParticipantConnectionCommand,
  DescribeViewCommand,
  GetAuthenticationUrlCommand,
  type GetTranscriptCommandInput,
  SendEventCommand,
  type SendMessageCommand,
} from '@aws-sdk/client-connectparticipant'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ChatCentre, startChatCentre } from '../support/chat-centre.ts'
import { action, hangUp, say } from '../support/flow-actions.ts'
import { acceptChat, Person, publishWelcome, startChat } from '../support/participant-person.ts'
import { openSocket, type ParticipantSocket } from '../support/participant-socket.ts'

const EVENT = 'application/vnd.amazonaws.connect.event.'
const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive'

let centre: ChatCentre
let ContactFlowId: string

beforeEach(async () => {
  centre = await startChatCentre()
  ContactFlowId = publishWelcome(centre)
})
afterEach(async () => {
  await centre.close()
  expect(centre.failures).toEqual([])
})

const customer = (more: object = {}) => startChat(centre, { ContactFlowId, ...more })
const agent = (contactId: string) => acceptChat(centre, contactId)

describe('a chat', () => {
  test('between a customer and an agent: both see everything once, in one order', async () => {
    centre.test.ready('agent1')
    const cleo = await customer()
    const hers = await cleo.socket()
    const ana = await agent(cleo.contactId)
    const anas = await ana.socket()
    const sent = await cleo.write('Where is my order?')
    expect(await anas.hears('Where is my order?')).toMatchObject({
      Id: sent.Id,
      AbsoluteTime: sent.AbsoluteTime,
      Type: 'MESSAGE',
      ContentType: 'text/plain',
      ParticipantId: cleo.participantId,
      ParticipantRole: 'CUSTOMER',
      DisplayName: 'Cleo',
      ContactId: cleo.contactId,
      InitialContactId: cleo.contactId,
    })
    await ana.write('It is on its way.')
    await hers.hears('It is on its way.')
    expect(hers.said).toEqual(['(participant.joined)', 'Where is my order?', 'It is on its way.'])
    const { items, said, InitialContactId } = await cleo.transcript()
    expect(InitialContactId).toBe(cleo.contactId)
    expect(said).toEqual(['(participant.joined)', 'Welcome.', ...hers.said])
    expect(items.slice(2).map(({ Id }) => Id)).toEqual(hers.items.map(({ Id }) => Id))
    expect((await ana.transcript()).said).toEqual(said)
    for (const { AbsoluteTime } of items) {
      expect(AbsoluteTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.]\d{3}Z$/)
    }
  })

  test('is left by its customer: everybody is told, sockets are closed, and the transcript can be read', async () => {
    centre.test.ready('agent1')
    const cleo = await customer()
    const hers = await cleo.socket()
    const ana = await agent(cleo.contactId)
    const anas = await ana.socket()
    await cleo.leave()
    await anas.hears('(chat.ended)')
    await hers.hears('(chat.ended)')
    await expect.poll(() => [hers.closed, anas.closed]).toEqual([1000, 1000])
    expect((await cleo.transcript()).said.at(-1)).toBe('(chat.ended)')
    const denied = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } }
    await expect(cleo.connect()).rejects.toMatchObject(denied)
    await expect(cleo.write('Hello?')).rejects.toMatchObject(denied)
    await expect(cleo.event(`${EVENT}typing`)).rejects.toMatchObject(denied)
    await expect(cleo.leave()).rejects.toMatchObject(denied)
    expect((await openSocket(cleo.socketUrl)).closed).toBe(1006)
  })

  test('shows who is typing to everybody else, and keeps nothing of it', async () => {
    centre.test.ready('agent1')
    const cleo = await customer()
    const hers = await cleo.socket()
    const ana = await agent(cleo.contactId)
    const { Id, AbsoluteTime } = await ana.event(`${EVENT}typing`)
    expect(await hers.hears('(typing)')).toMatchObject({
      Id,
      AbsoluteTime,
      Type: 'EVENT',
      ParticipantRole: 'AGENT',
      ParticipantId: ana.participantId,
    })
    expect((await cleo.transcript()).said).not.toContain('(typing)')
  })

  test('tells who has had and read a message, though clients use one token for all receipts', async () => {
    centre.test.ready('agent1')
    const cleo = await customer()
    const hers = await cleo.socket()
    const ana = await agent(cleo.contactId)
    const first = await cleo.write('One')
    const second = await cleo.write('Two')
    const ClientToken = 'INCOMING_READ_RECEIPT'
    for (const { Id: messageId } of [first, second]) {
      for (const kind of ['delivered', 'read']) {
        await ana.client.send(
          new SendEventCommand({
            ConnectionToken: ana.connectionToken,
            ContentType: `${EVENT}message.${kind}`,
            Content: JSON.stringify({ messageId }),
            ClientToken,
          }),
        )
      }
    }
    await expect
      .poll(() => hers.items.filter(({ Type }) => Type === 'MESSAGEMETADATA').length)
      .toBe(4)
    const { items } = await cleo.transcript()
    const read = items.filter(
      ({ MessageMetadata }) => MessageMetadata?.Receipts?.[0]?.ReadTimestamp,
    )
    expect(read.map(({ Id }) => Id)).toEqual([first.Id, second.Id])
    expect(read[0]?.MessageMetadata).toMatchObject({
      MessageId: first.Id,
      Receipts: [{ RecipientParticipantId: ana.participantId }],
    })
  })

  test('sent twice with one client token is said once', async () => {
    const cleo = await customer()
    const first = await cleo.write('Once', { ClientToken: 't' })
    const second = await cleo.write('Once', { ClientToken: 't' })
    expect(second).toMatchObject({ Id: first.Id, AbsoluteTime: first.AbsoluteTime })
    expect((await cleo.transcript()).said.filter(each => each === 'Once')).toHaveLength(1)
  })

  test('has HTML and script as the text that was written', async () => {
    const cleo = await customer()
    const text = '<script>alert(1)</script> & "<b>" \u2028 \u0000 💬'
    await cleo.write(text)
    expect((await cleo.transcript()).said.at(-1)).toBe(text)
  })
})

describe('a bot', () => {
  test('writes a message in parts: they are told, and the whole is kept under the same id', async () => {
    const cleo = await customer()
    const hers = await cleo.socket()
    const joined = await centre.client().send(
      new CreateParticipantCommand({
        InstanceId: centre.instanceId,
        ContactId: cleo.contactId,
        ParticipantDetails: { ParticipantRole: 'CUSTOM_BOT', DisplayName: 'Robo' },
      }),
    )
    const bot = await new Person(centre, {
      contactId: cleo.contactId,
      participantId: joined.ParticipantId ?? '',
      participantToken: joined.ParticipantCredentials?.ParticipantToken ?? '',
    }).connect()
    const messageId = '0a0a0a0a-0000-4000-8000-000000000001'
    const type = 'application/vnd.parley.message.part'
    for (const [index, text] of ['It ', 'is '].entries()) {
      await bot.event(type, JSON.stringify({ messageId, number: index + 1, text }))
    }
    const { Id } = await bot.write('It is here.', { ClientToken: messageId })
    expect(Id).toBe(messageId)
    await hers.hears('It is here.')
    expect(hers.items.slice(-3)).toMatchObject([
      { Id, Type: 'MESSAGE', Content: 'It ', ParticipantRole: 'SYSTEM' },
      { Id, Content: 'is ', MessageMetadata: { ChunkNumber: 2, MessageCompleted: false } },
      { Id, Content: 'It is here.', ParticipantRole: 'CUSTOM_BOT', DisplayName: 'Robo' },
    ])
    expect((await cleo.transcript()).said.slice(-1)).toEqual(['It is here.'])
    const wrong = { name: 'ValidationException' }
    for (const content of [
      '',
      '{}',
      'null',
      JSON.stringify({ messageId: 'x', number: 1, text: '' }),
    ]) {
      await expect(bot.event(type, content || undefined)).rejects.toMatchObject(wrong)
    }
    const part = JSON.stringify({ messageId, number: 1, text: 'forged' })
    await expect(cleo.event(type, part)).rejects.toMatchObject(wrong)
  })
})

describe('a view that a flow shows', () => {
  test('is described by the token in its message, as it was then, to whoever is in the chat', async () => {
    const errors = { NoMatchingError: 'Bye', NoMatchingCondition: 'Bye' }
    const ViewData = { Heading: 'Which order?' }
    const flowId = centre.test.publish('Ask', [
      action(
        'Ask',
        'ShowView',
        { ViewResource: { Id: 'form', Version: '$LATEST' }, ViewData },
        { equals: { Next: 'Thanks' }, errors },
      ),
      say('Thanks', 'Thank you.', 'Bye'),
      hangUp,
    ])
    const cleo = await customer({ ContactFlowId: flowId })
    const { items } = await cleo.transcript()
    const message = JSON.parse(items.at(-1)?.Content ?? '{}')
    expect(message).toMatchObject({
      templateType: 'ViewResource',
      data: { content: { viewData: ViewData } },
    })
    const describe = (person: Person, ViewToken: string) =>
      person.client.send(
        new DescribeViewCommand({ ConnectionToken: person.connectionToken, ViewToken }),
      )
    const ViewToken: string = message.data.content.viewToken
    const { View } = await describe(cleo, ViewToken)
    expect(View).toMatchObject({ Name: 'Form', Version: 1 })
    expect(View?.Content?.Actions).toContain('Next')
    expect(JSON.parse(View?.Content?.InputSchema ?? '')).toBeTypeOf('object')
    const unknown = { name: 'ResourceNotFoundException' }
    await expect(describe(await customer(), ViewToken)).rejects.toMatchObject(unknown)
    await expect(describe(cleo, 'a/b c')).rejects.toMatchObject(unknown)
    await cleo.write(JSON.stringify({ action: 'Next', data: {} }), {
      ContentType: `${INTERACTIVE}.response`,
    })
    await expect.poll(async () => (await cleo.transcript()).said).toContain('Thank you.')
  })
})

describe('a transcript is read', () => {
  const texts = Array.from({ length: 9 }, (_, index) => `m${index + 1}`)
  let cleo: Person
  let ids: (string | undefined)[]
  let times: (string | undefined)[]

  beforeEach(async () => {
    cleo = await customer()
    ids = []
    times = []
    for (const text of texts) {
      const { Id, AbsoluteTime } = await cleo.write(text)
      ids.push(Id)
      times.push(AbsoluteTime)
      centre.test.clock.advance(1000)
    }
  })

  test('from its end, page by page', async () => {
    const last = await cleo.transcript({ MaxResults: 4 })
    expect(last.said).toEqual(['m6', 'm7', 'm8', 'm9'])
    const before = await cleo.transcript({ MaxResults: 4, NextToken: last.NextToken })
    expect(before.said).toEqual(['m2', 'm3', 'm4', 'm5'])
    const first = await cleo.transcript({ MaxResults: 4, NextToken: before.NextToken })
    expect(first.said).toEqual(['(participant.joined)', 'Welcome.', 'm1'])
    expect(first.NextToken).toBeUndefined()
  })

  test('from its beginning, page by page', async () => {
    const ScanDirection = 'FORWARD'
    const first = await cleo.transcript({ ScanDirection, MaxResults: 6 })
    expect(first.said).toEqual(['(participant.joined)', 'Welcome.', 'm1', 'm2', 'm3', 'm4'])
    const { NextToken } = first
    const rest = await cleo.transcript({ ScanDirection, MaxResults: 6, NextToken })
    expect(rest.said).toEqual(['m5', 'm6', 'm7', 'm8', 'm9'])
    expect(rest.NextToken).toBeUndefined()
  })

  test('the newest line first', async () => {
    const { said } = await cleo.transcript({ MaxResults: 3, SortOrder: 'DESCENDING' })
    expect(said).toEqual(['m9', 'm8', 'm7'])
  })

  test('from a line on, to fill a gap', async () => {
    const StartPosition = { Id: ids[6] }
    const { said } = await cleo.transcript({ ScanDirection: 'FORWARD', StartPosition })
    expect(said).toEqual(['m8', 'm9'])
    expect((await cleo.transcript({ StartPosition, MaxResults: 2 })).said).toEqual(['m5', 'm6'])
  })

  test('from a time on, or back from it', async () => {
    const StartPosition = { AbsoluteTime: times[6] }
    const { said } = await cleo.transcript({ ScanDirection: 'FORWARD', StartPosition })
    expect(said).toEqual(['m7', 'm8', 'm9'])
    expect((await cleo.transcript({ StartPosition, MaxResults: 2 })).said).toEqual(['m6', 'm7'])
  })

  test('the most recent lines', async () => {
    for (const ScanDirection of ['FORWARD', 'BACKWARD'] as const) {
      const { said } = await cleo.transcript({ ScanDirection, StartPosition: { MostRecent: 2 } })
      expect(said).toEqual(['m8', 'm9'])
    }
  })

  test('of one contact of the chat', async () => {
    expect((await cleo.transcript({ ContactId: cleo.contactId })).said.at(-1)).toBe('m9')
    expect((await cleo.transcript({ ContactId: 'another' })).said).toEqual([])
  })

  test('from nowhere: it is said what is wrong', async () => {
    const wrong: Partial<GetTranscriptCommandInput>[] = [
      { NextToken: 'made up' },
      { NextToken: 'backward.-1' },
      { StartPosition: { Id: 'nobody' } },
      { StartPosition: { AbsoluteTime: 'yesterday' } },
      { StartPosition: { MostRecent: 1, Id: ids[0] } },
      { MaxResults: 101 },
    ]
    for (const each of wrong) {
      await expect(cleo.transcript(each), JSON.stringify(each)).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringMatching(/[.]$/),
      })
    }
  })
})

describe('refused with a clear error, and without an effect on others', () => {
  test('tokens that are stolen from elsewhere, expired, of the wrong kind, or made up', async () => {
    const cleo = await customer()
    const member = {
      conversationId: cleo.contactId,
      contactId: cleo.contactId,
      participantId: cleo.participantId,
    }
    const other = await customer()
    const { tokens, test: inner } = centre
    const bad = [
      '',
      'made up',
      cleo.participantToken,
      `${cleo.connectionToken}x`,
      // Another chat's participant, and nobody at all.
      tokens.passing('connection', { ...member, participantId: other.participantId }, 1e15),
      tokens.passing('connection', { ...member, participantId: 'nobody' }, 1e15),
      tokens.passing('connection', member, inner.clock.now()),
      tokens.passing('socket', member, 1e15),
    ]
    for (const token of bad) {
      cleo.connectionToken = token
      await expect(cleo.write('Hello'), token).rejects.toMatchObject({
        name: token === '' ? expect.any(String) : 'AccessDeniedException',
      })
      if (token !== '') {
        await expect(cleo.transcript(), token).rejects.toMatchObject({
          name: 'AccessDeniedException',
        })
      }
    }
    expect((await other.transcript()).said).toEqual(['(participant.joined)', 'Welcome.'])
  })

  test('messages of a wrong form', async () => {
    const cleo = await customer()
    const wrong: [string, Partial<SendMessageCommand['input']>][] = [
      ['', {}],
      ['x'.repeat(16_385), {}],
      ['💬'.repeat(5000), {}],
      ['x', { ContentType: 'text/html' }],
      ['x', { ContentType: 'text/markdown' }],
      ['{}', { ContentType: INTERACTIVE }],
      ['{}', { ContentType: 'application/json' }],
      ['x', { ContentType: `${EVENT}chat.ended` }],
      ['x', { ClientToken: 'x'.repeat(501) }],
    ]
    for (const [content, more] of wrong) {
      await expect(
        cleo.write(content, more),
        `${content.slice(0, 9)} ${JSON.stringify(more)}`,
      ).rejects.toMatchObject({
        name: 'ValidationException',
        $metadata: { httpStatusCode: 400 },
      })
    }
    expect((await cleo.transcript()).said).toEqual(['(participant.joined)', 'Welcome.'])
    await cleo.write('x'.repeat(16_384))
  })

  test('types that the customer’s client cannot show; others go', async () => {
    centre.test.ready('agent1')
    const cleo = await customer({ SupportedMessagingContentTypes: ['text/plain', INTERACTIVE] })
    const ana = await agent(cleo.contactId)
    const elements = [{ title: 'Yes' }, { title: 'No' }]
    const data = { content: { title: 'Is that all?', elements } }
    const asked = JSON.stringify({ templateType: 'QuickReply', version: '1.0', data })
    await ana.write(asked, { ContentType: INTERACTIVE })
    await expect(
      ana.write('{"templateType":"QuickReply"}', { ContentType: INTERACTIVE }),
    ).rejects.toThrow(/template/)
    await expect(ana.write('# Hi', { ContentType: 'text/markdown' })).rejects.toThrow(/markdown/)
    await expect(ana.write('{', { ContentType: INTERACTIVE })).rejects.toThrow(/JSON/)
    await expect(cleo.write('{}', { ContentType: INTERACTIVE })).rejects.toThrow(/ContentType/)
    await cleo.write('{"templateType":"QuickReply"}', { ContentType: `${INTERACTIVE}.response` })
  })

  test('events that are none of a participant', async () => {
    const cleo = await customer()
    const wrong: [string, string?][] = [
      [`${EVENT}chat.ended`],
      [`${EVENT}participant.left`],
      ['text/plain', 'x'],
      [`${EVENT}message.read`],
      [`${EVENT}message.read`, 'no JSON'],
      [`${EVENT}message.read`, '{"messageId":1}'],
      [`${EVENT}message.read`, '{"messageId":"nobody"}'],
    ]
    for (const [type, content] of wrong) {
      await expect(cleo.event(type, content), `${type} ${content}`).rejects.toMatchObject({
        name: 'ValidationException',
      })
    }
    expect((await cleo.transcript()).said).toEqual(['(participant.joined)', 'Welcome.'])
  })

  test('what nothing here provides', async () => {
    const cleo = await customer()
    const { client, connectionToken: ConnectionToken, participantToken: ParticipantToken } = cleo
    const SessionId = '00000000-0000-4000-8000-000000000000'
    const RedirectUri = 'https://example.com'
    const wrong = [
      client.send(new GetAuthenticationUrlCommand({ ConnectionToken, SessionId, RedirectUri })),
      client.send(new CancelParticipantAuthenticationCommand({ ConnectionToken, SessionId })),
      client.send(
        new CreateParticipantConnectionCommand({ ParticipantToken, Type: ['WEBRTC_CONNECTION'] }),
      ),
      client.send(new CreateParticipantConnectionCommand({ ParticipantToken })),
    ]
    for (const each of wrong) {
      await expect(each).rejects.toMatchObject({ name: 'ValidationException' })
    }
    await expect(
      client.send(new DescribeViewCommand({ ConnectionToken, ViewToken: 'a/b c' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test('connections that are asked for in a loop', async () => {
    const cleo = await customer()
    const other = await customer()
    const loop = async () => {
      for (let count = 0; count < 100; count++) await cleo.connect()
    }
    await expect(loop()).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 429 },
    })
    await other.connect()
    centre.test.clock.advance(1000)
    await cleo.connect()
  })

  test('requests that are no requests', async () => {
    const ask = (body: string, headers: Record<string, string> = {}) =>
      fetch(`${centre.chatUrl}/participant/message`, { method: 'POST', body, headers })
    const cleo = await customer()
    const bearer = { 'x-amz-bearer': cleo.connectionToken, 'content-type': 'application/json' }
    expect((await ask('{}')).status).toBe(403)
    for (const body of ['', '{', '[]', 'null', '{"Content":1}', 'x'.repeat(200_000)]) {
      const answer = await ask(body, { ...bearer, origin: 'https://shop.example' })
      expect(answer.status, body.slice(0, 20)).toBe(400)
      expect(answer.headers.get('x-amzn-errortype')).toBe('ValidationException')
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example')
      expect(answer.headers.get('access-control-expose-headers')).toContain('x-amzn-errortype')
      expect(await answer.json()).toEqual({ Message: expect.stringMatching(/[.]$/) })
    }
  })
})

describe('a socket', () => {
  test('answers heartbeats, and may be exchanged for another without missing anything', async () => {
    const cleo = await customer()
    const old = await cleo.socket()
    old.say({ topic: 'aws/ping' })
    old.say({ topic: 'aws/heartbeat' })
    await expect
      .poll(() => old.frames.slice(1))
      .toEqual([
        { topic: 'aws/ping', statusCode: 200, statusContent: 'OK' },
        { topic: 'aws/heartbeat' },
      ])
    const next = await (await cleo.connect()).socket()
    await cleo.write('To both')
    await old.hears('To both')
    old.close()
    await cleo.write('To the new one')
    await next.hears('To the new one')
    expect(next.said).toEqual(['To both', 'To the new one'])
    expect((await cleo.transcript({ MaxResults: 2 })).said).toEqual(next.said)
  })

  test('opens with a ticket that holds for a moment, from this very participant', async () => {
    const cleo = await customer()
    const { socketUrl } = cleo
    expect(socketUrl).toMatch(/^ws:\/\/127[.]0[.]0[.]1:\d+\/participant\/socket[?]ticket=/)
    expect((await openSocket(`${socketUrl}x`)).closed).toBe(1006)
    expect((await openSocket(socketUrl.replace(/ticket=.*/, ''))).closed).toBe(1006)
    centre.test.clock.advance(100_000)
    expect((await openSocket(socketUrl)).closed).toBe(1006)
  })

  test('that says nonsense, or too much, is closed; others go on', async () => {
    const cleo = await customer()
    const fine = await cleo.socket()
    for (const nonsense of ['{', '""', 'null', '[]', '{"topic":1}']) {
      const bad = await cleo.socket()
      bad.say(nonsense)
      await expect.poll(() => bad.closed).toBe(1008)
    }
    const loud = await cleo.socket()
    for (let count = 0; count < 80; count++) loud.say({ topic: 'aws/heartbeat' })
    await expect.poll(() => loud.closed).toBe(1008)
    await cleo.write('Still here')
    await fine.hears('Still here')
  })

  test('is one of five of a participant: the oldest goes', async () => {
    const cleo = await customer()
    const sockets: ParticipantSocket[] = []
    for (let count = 0; count < 6; count++) sockets.push(await cleo.socket())
    await expect
      .poll(() => sockets.map(({ closed }) => closed !== undefined))
      .toEqual([true, false, false, false, false, false])
  })
})
