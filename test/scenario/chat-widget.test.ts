import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { ChatItem } from '../../web/chat-widget/chat-item.ts'
import type { OutboxEntry } from '../../web/chat-widget/outbox.ts'
import { ParticipantClient } from '../../web/chat-widget/participant-client.ts'
import { CUSTOMER, FakeParticipantService } from '../support/fake-participant-service.ts'

const CHAT = { contactId: 'c', participantId: CUSTOMER, participantToken: 'p' }

let service: FakeParticipantService
let heard: ChatItem[]

beforeEach(() => {
  service = new FakeParticipantService()
  heard = []
})

test('what both write is shown once and in order', async () => {
  const client = await connected()
  client.send('Hello?')
  await service.pass()
  service.say('Good morning.')
  await service.pass()
  expect(texts(client)).toEqual(['Hello?', 'Good morning.'])
  expect(client.outbox).toEqual([])
})

test('what was said before, and while the connection was lost, is shown once and in order', async () => {
  service.say('before')
  const client = await connected()
  service.say('one')
  await service.pass()
  service.cut()
  expect(client.link).toBe('offline')
  for (let count = 2; count <= 40; count++) service.say(String(count))
  await service.pass(2_000)
  expect(client.link).toBe('connected')
  service.say('last')
  await service.pass()
  expect(texts(client)).toEqual(service.lines.map(({ Content }) => Content))
  expect(heard).toHaveLength(service.lines.length)
})

test('a connection that answers no more is given up, and what was said meanwhile is asked for', async () => {
  const client = await connected()
  await service.pass(5_000)
  service.isDeaf = true
  service.say('Are you there?')
  await service.pass(21_000)
  service.isDeaf = false
  await service.pass(40_000)
  expect(client.link).toBe('connected')
  expect(texts(client)).toEqual(['Are you there?'])
})

test('what is written without a network waits and arrives once, in order', async () => {
  const client = await connected()
  service.goOffline()
  client.send('first')
  client.send('second')
  await service.pass(90_000)
  expect(client.outbox.map(each => each.content)).toEqual(['first', 'second'])
  service.isOnline = true
  client.retryNow()
  await service.pass(5_000)
  expect(client.outbox).toEqual([])
  expect(texts(client)).toEqual(['first', 'second'])
  expect(service.lines).toHaveLength(2)
})

test('an answer that is lost does not make a message arrive twice', async () => {
  const client = await connected()
  service.isDeaf = true
  service.losesAnswers = true
  client.send('once')
  await service.pass(10_000)
  expect(client.outbox).toHaveLength(1)
  service.losesAnswers = false
  service.isDeaf = false
  await service.pass(60_000)
  expect(service.lines).toHaveLength(1)
  expect(texts(client)).toEqual(['once'])
  expect(client.outbox).toEqual([])
})

test('what was being sent when the page was left is sent by the next one, once', async () => {
  const first = await connected()
  service.isDeaf = true
  service.losesAnswers = true
  first.send('on the way')
  await service.pass()
  const kept = first.keptOutbox
  first.close()
  service.losesAnswers = false
  service.isDeaf = false
  const second = await connected(kept)
  await service.pass(3_000)
  expect(texts(second)).toEqual(['on the way'])
  expect(second.outbox).toEqual([])
  expect(service.lines).toHaveLength(1)
})

test('a message that is refused is shown as such, can be sent again, and holds nothing up', async () => {
  const client = await connected()
  service.refusals.push(400)
  client.send('too long')
  client.send('fine')
  await service.pass(5_000)
  expect(texts(client)).toEqual(['fine'])
  expect(client.outbox).toMatchObject([
    { content: 'too long', state: 'failed', reason: 'No: 400.' },
  ])
  client.resend(client.outbox[0]?.clientToken ?? '')
  await service.pass(1_000)
  expect(texts(client)).toEqual(['fine', 'too long'])
})

test('being asked to be slower loses nothing', async () => {
  const client = await connected()
  service.refusals.push(429, 500, 429)
  client.send('patience')
  await service.pass(30_000)
  expect(texts(client)).toEqual(['patience'])
})

test('a token that holds no longer is made anew, but not for ever', async () => {
  const client = await connected()
  service.refusals.push(403)
  client.send('again')
  await service.pass(5_000)
  expect(texts(client)).toEqual(['again'])
  service.refusals.push(403, 403, 403, 403)
  client.send('never')
  await service.pass(30_000)
  expect(client.outbox).toMatchObject([{ content: 'never', state: 'failed' }])
  expect(service.connections).toBeLessThan(5)
})

test('connections are made anew before their time is over, and nothing is missed meanwhile', async () => {
  const client = await connected()
  for (let minute = 0; minute < 180; minute++) {
    service.say(String(minute))
    await service.pass(60_000)
  }
  expect(service.connections).toBe(4)
  expect(service.sockets).toHaveLength(1)
  expect(client.link).toBe('connected')
  expect(heard).toHaveLength(180)
})

test.each([-12, 12, 48])(
  'a clock that is %d hours wrong makes no storm of connections',
  async hours => {
    service.lifeMs = 24 * 3_600_000 - hours * 3_600_000
    await connected()
    await service.pass(30_000)
    expect(service.connections).toBe(1)
  },
)

test('a chat that ended while nobody was there is shown to its end', async () => {
  const client = await connected()
  service.goOffline()
  service.say('Goodbye.')
  service.event('chat.ended')
  service.isOver = true
  service.isOnline = true
  await service.pass(5_000)
  expect(client.link).toBe('ended')
  expect(texts(client)).toEqual(['Goodbye.'])
})

test('the end of the chat fails what was not sent, and asks nothing more', async () => {
  const client = await connected()
  service.goOffline()
  client.send('too late')
  service.isOver = true
  service.isOnline = true
  await service.pass(5_000)
  expect(client.outbox).toMatchObject([{ content: 'too late', state: 'failed' }])
  const { connections } = service
  await service.pass(600_000)
  expect(service.connections).toBe(connections)
})

test('leaving ends the chat; the page going away does not', async () => {
  const client = await connected()
  client.close()
  expect(service.isOver).toBe(false)
  const other = await connected()
  await other.end()
  expect(other.link).toBe('ended')
  expect(service.isOver).toBe(true)
})

test('who is typing is shown until they write or stop', async () => {
  const client = await connected()
  service.event('typing')
  expect(client.typist).toBe('Ana')
  service.say('Done.')
  expect(client.typist).toBeUndefined()
  service.event('typing')
  await service.pass(13_000)
  expect(client.typist).toBeUndefined()
  service.event('typing', { ParticipantId: CUSTOMER })
  expect(client.typist).toBeUndefined()
})

test('typing is said at most every ten seconds', async () => {
  const client = await connected()
  for (let count = 0; count < 30; count++) {
    client.typing()
    await service.pass(500)
  }
  expect(service.asked.filter(({ path }) => path === 'event')).toHaveLength(2)
})

test('the last message is acknowledged, once, and reading counts more than having', async () => {
  const client = await connected()
  service.say('one')
  service.say('two')
  client.acknowledge('delivered')
  client.acknowledge('read')
  await service.pass(2_000)
  client.acknowledge('read')
  client.acknowledge('delivered')
  await service.pass(2_000)
  const events = service.asked.filter(({ path }) => path === 'event').map(({ body }) => body)
  expect(events).toMatchObject([
    {
      ContentType: 'application/vnd.amazonaws.connect.event.message.read',
      Content: '{"messageId":"line-2"}',
    },
  ])
})

test('receipts of the other side are shown, those of our own are not', async () => {
  const client = await connected()
  client.send('Hello?')
  await service.pass()
  const id = client.items[0]?.id ?? ''
  receipt(id, CUSTOMER, { ReadTimestamp: 'now' })
  expect(client.receiptOf(id)).toBeUndefined()
  receipt(id, 'agent-1', { DeliveredTimestamp: 'now' })
  expect(client.receiptOf(id)).toBe('delivered')
  receipt(id, 'agent-1', { DeliveredTimestamp: 'now', ReadTimestamp: 'now' })
  receipt(id, 'agent-1', { DeliveredTimestamp: 'now' })
  expect(client.receiptOf(id)).toBe('read')
})

test('a message that comes in pieces grows and ends as the whole', async () => {
  const client = await connected()
  const piece = (Content: string, ChunkNumber: number, MessageCompleted: boolean) =>
    service.tell({
      Id: 'bot',
      Type: 'MESSAGE',
      ContentType: 'text/plain',
      Content,
      ParticipantRole: 'SYSTEM',
      AbsoluteTime: new Date(service.clock.now()).toISOString(),
      MessageMetadata: { ChunkNumber, MessageCompleted },
    })
  piece('Your ', 1, false)
  piece('Your ', 1, false)
  piece('order', 2, false)
  expect(texts(client)).toEqual(['Your order'])
  piece('Your order is here.', 3, true)
  piece('more', 4, false)
  expect(texts(client)).toEqual(['Your order is here.'])
})

test('older lines are fetched when asked for', async () => {
  for (let count = 0; count < 40; count++) service.say(String(count))
  const client = await connected()
  expect(client.items).toHaveLength(15)
  while (client.hasOlder) await client.loadOlder()
  expect(texts(client)).toEqual(service.lines.map(({ Content }) => Content))
})

test('whatever happens to the network, both sides see the same in the end', async () => {
  const step = fc.constantFrom(
    'say',
    'send',
    'cut',
    'off',
    'on',
    'lose',
    'keep',
    'deaf',
    'hear',
    'wait',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async steps => {
      service = new FakeParticipantService()
      heard = []
      const client = await connected()
      let sent = 0
      for (const each of steps) {
        if (each === 'say') service.say(`agent ${service.lines.length}`)
        if (each === 'send') client.send(`customer ${++sent}`)
        if (each === 'cut') service.cut()
        if (each === 'off') service.goOffline()
        if (each === 'on') service.isOnline = true
        if (each === 'lose' || each === 'keep') service.losesAnswers = each === 'lose'
        if (each === 'deaf' || each === 'hear') service.isDeaf = each === 'deaf'
        await service.pass(each === 'wait' ? 12_000 : 0)
      }
      service.isOnline = true
      service.losesAnswers = false
      service.isDeaf = false
      await service.pass(90_000)
      expect(client.link).toBe('connected')
      expect(client.outbox).toEqual([])
      expect(texts(client)).toEqual(service.lines.map(({ Content }) => Content))
      const own = texts(client).filter(each => each.startsWith('customer'))
      expect(own).toEqual(Array.from({ length: sent }, (_, count) => `customer ${count + 1}`))
      client.close()
    }),
    { numRuns: 30 },
  )
})

async function connected(outbox: readonly OutboxEntry[] = []): Promise<ParticipantClient> {
  const client = new ParticipantClient({
    origin: '',
    chat: CHAT,
    world: service.world,
    outbox,
    onChange: () => undefined,
    onItem: item => heard.push(item),
  })
  client.connect()
  await service.pass(2_000)
  return client
}

function texts(client: ParticipantClient): string[] {
  return client.items.filter(each => each.type === 'MESSAGE').map(each => each.content)
}

function receipt(MessageId: string, RecipientParticipantId: string, times: object): void {
  const Receipts = [{ RecipientParticipantId, ...times }]
  service.tell({ Id: 'r', Type: 'MESSAGEMETADATA', MessageMetadata: { MessageId, Receipts } })
}
