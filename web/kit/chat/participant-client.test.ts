import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shownOutbox } from './conversation.ts'
import { FakeParticipantService } from './fake-participant-service.ts'
import { ParticipantClient } from './participant-client.ts'
import { CONTENT } from './participant-protocol.ts'

let service: FakeParticipantService
let client: ParticipantClient

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  service = new FakeParticipantService()
})

afterEach(() => {
  client.close()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('what was said before is there as soon as the chat is open', async () => {
  service.say({ Content: 'hello' })
  await open()
  expect(state().link).toBe('open')
  expect(said()).toEqual(['hello'])
})

test('what is said meanwhile comes over the socket', async () => {
  await open()
  service.say({ Content: 'hello' })
  service.say({ Content: 'anybody there?' })
  expect(said()).toEqual(['hello', 'anybody there?'])
})

test('what was said while the connection was lost is there exactly once and in order', async () => {
  await open()
  service.say({ Content: 'one' })
  cut()
  service.say({ Content: 'two' })
  service.say({ Content: 'three' })
  expect(state().link).toBe('lost')
  await time(1_000)
  service.say({ Content: 'four' })
  expect(state().link).toBe('open')
  expect(said()).toEqual(['one', 'two', 'three', 'four'])
})

test('a gap of many pages is filled to its end, and no further', async () => {
  service.pageSize = 3
  for (const each of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) service.say({ Content: each })
  await open()
  cut()
  for (const each of ['1', '2', '3', '4', '5', '6', '7', '8']) service.say({ Content: each })
  await time(1_000)
  expect(said().join('')).toBe('efg12345678')
})

test('a gap is filled although the connection is lost again while it is', async () => {
  service.pageSize = 1
  await open()
  service.say({ Content: 'one' })
  cut()
  for (const each of ['two', 'three', 'four']) service.say({ Content: each })
  service.refusals.set('transcript', { ok: false, status: 500, message: 'no' })
  await time(1_000)
  service.say({ Content: 'five' })
  cut()
  service.say({ Content: 'six' })
  service.refusals.clear()
  await time(5_000)
  expect(said()).toEqual(['one', 'two', 'three', 'four', 'five', 'six'])
})

test('what lies further back is fetched when asked for', async () => {
  service.pageSize = 2
  for (const each of ['a', 'b', 'c', 'd', 'e']) service.say({ Content: each })
  await open()
  expect([said().join(''), state().earlier]).toEqual(['de', 'some'])
  await client.loadEarlier()
  await client.loadEarlier()
  expect([said().join(''), state().earlier]).toEqual(['abcde', 'none'])
})

test('what is written shows once, though it comes back over the socket before its answer', async () => {
  await open()
  write('hello')
  expect([...said(), ...unsent()]).toEqual(['hello'])
  await time(0)
  expect([said(), unsent()]).toEqual([['hello'], []])
})

test('a message whose answer got lost is sent again, and is there once', async () => {
  await open()
  service.answersLost = 2
  write('hello')
  await time(10_000)
  expect(service.asked('message').map(each => each.ClientToken)).toEqual([
    'token1',
    'token1',
    'token1',
  ])
  expect([said(), unsent()]).toEqual([['hello'], []])
})

test('what is written without a connection goes out in order when there is one', async () => {
  await open()
  service.isReachable = false
  cut()
  write('one')
  write('two')
  await time(30_000)
  expect(unsent()).toEqual(['one', 'two'])
  service.isReachable = true
  client.networkReturned()
  await time(20_000)
  expect([said(), unsent()]).toEqual([['one', 'two'], []])
})

test('the same words written twice are two messages', async () => {
  await open()
  write('ok')
  write('ok')
  await time(0)
  expect(said()).toEqual(['ok', 'ok'])
})

test('what is refused stays with its reason, and can be sent again or thrown away', async () => {
  await open()
  service.refusals.set('message', { ok: false, status: 400, message: 'Too long.' })
  write('one')
  write('two')
  await time(0)
  expect(state().outbox.map(each => each.refused)).toEqual(['Too long.', 'Too long.'])
  service.refusals.clear()
  client.sendAgain('token1')
  client.discard('token2')
  await time(0)
  expect([said(), unsent()]).toEqual([['one'], []])
})

test('a file is uploaded in three steps and shows as the line it becomes', async () => {
  await open()
  client.sendFile(new File(['%PDF'], 'bill.pdf', { type: 'application/pdf' }))
  await time(0)
  expect(service.uploads).toEqual([{ url: '/put', name: 'bill.pdf' }])
  expect(state().lines.map(each => each.attachments[0]?.name)).toEqual(['bill.pdf'])
  expect(unsent()).toEqual([])
})

test('a token that is good no more is renewed, and the message goes out', async () => {
  await open()
  service.expireTokens()
  write('hello')
  await time(1_000)
  expect(said()).toEqual(['hello'])
})

test('a refusal that no other token helps is given up', async () => {
  await open()
  service.refusals.set('message', { ok: false, status: 403, message: 'Not you.' })
  write('hello')
  await time(60_000)
  expect(service.asked('message')).toHaveLength(2)
  expect(state().outbox[0]?.refused).toBe('Not you.')
})

test('a connection is made anew before it ends, and nothing is missed or doubled', async () => {
  await open()
  await time(49 * 60_000)
  service.say({ Content: 'one' })
  expect(service.sockets).toHaveLength(1)
  await time(2 * 60_000)
  service.say({ Content: 'two' })
  expect(service.sockets.map(each => each.isOpen)).toEqual([false, true])
  expect([state().link, said()]).toEqual(['open', ['one', 'two']])
})

test('connections are not made in a rush when the clock is wrong', async () => {
  service.expiresInMs = -1
  await open()
  await time(10 * 60_000)
  expect(service.asked('connection').length).toBeLessThan(12)
})

test('a socket that is silent is given up', async () => {
  await open()
  const [socket] = service.sockets
  if (socket) socket.isAlive = false
  await time(25_000)
  expect(service.sockets).toHaveLength(2)
  expect(state().link).toBe('open')
})

test('a chat that has ended is over, and nothing tries to go on', async () => {
  await open()
  service.say({ Type: 'EVENT', ContentType: CONTENT.ended })
  expect(state().link).toBe('over')
  await time(60 * 60_000)
  expect(service.sockets).toHaveLength(1)
})

test('a chat that has ended meanwhile is over', async () => {
  await open()
  service.refusals.set('connection', { ok: false, status: 403, message: 'Ended.' })
  cut()
  await time(60_000)
  expect(state().link).toBe('over')
  expect(service.sockets).toHaveLength(1)
})

test('one who has left is out, though others go on', async () => {
  await open()
  service.say({ Type: 'EVENT', ContentType: CONTENT.left, ParticipantId: 'customer' })
  expect(state().link).toBe('open')
  service.say({ Type: 'EVENT', ContentType: CONTENT.left, ParticipantId: 'agent' })
  expect(state().link).toBe('over')
})

test('a chat that is over can still be read', async () => {
  service.say({ Content: 'thanks' })
  service.expireTokens()
  service.me = { participantId: 'agent', connectionToken: 'connection1' }
  await open()
  expect([state().link, said()]).toEqual(['over', ['thanks']])
})

test('typing is told at most every ten seconds, and anew after a message', async () => {
  await open()
  client.typing()
  client.typing()
  await time(10_000)
  client.typing()
  write('done')
  client.typing()
  await time(0)
  expect(service.asked('event').map(each => each.ContentType)).toEqual(
    Array(3).fill(CONTENT.typing),
  )
})

test('somebody types until their message comes, or for twelve seconds', async () => {
  await open()
  const typing = { Id: 't', Type: 'EVENT', ContentType: CONTENT.typing } as const
  const customer = { ParticipantId: 'customer', ParticipantRole: 'CUSTOMER' } as const
  const told = { ...typing, ...customer, AbsoluteTime: new Date().toISOString() }
  service.tell(told)
  expect(state().typists.map(each => each.participantId)).toEqual(['customer'])
  service.say({ Content: 'hello' })
  expect(state().typists).toEqual([])
  service.tell(told)
  await time(13_000)
  expect(state().typists).toEqual([])
})

test('a message is confirmed once: as read when it is seen, else as delivered', async () => {
  await open()
  service.say({ Content: 'one' })
  client.read()
  client.read()
  await time(1_000)
  service.say({ Content: 'two' })
  await time(1_000)
  expect(service.asked('event').map(each => [each.ContentType, each.Content])).toEqual([
    [CONTENT.read, '{"messageId":"line1"}'],
    [CONTENT.delivered, '{"messageId":"line2"}'],
  ])
})

test('a message of ours that was read shows as read', async () => {
  await open()
  write('hello')
  await time(0)
  const receipt = { RecipientParticipantId: 'customer', DeliveredTimestamp: 'x' }
  const metadata = { Id: 'm', Type: 'MESSAGEMETADATA', AbsoluteTime: 'x' } as const
  service.tell({ ...metadata, MessageMetadata: { MessageId: 'line1', Receipts: [receipt] } })
  expect(state().receipts).toEqual({ line1: 'delivered' })
  const read = { ...receipt, ReadTimestamp: 'x' }
  service.tell({ ...metadata, MessageMetadata: { MessageId: 'line1', Receipts: [read] } })
  expect(state().receipts).toEqual({ line1: 'read' })
})

test('a message that comes in pieces grows, and its last piece is all of it', async () => {
  await open()
  const piece = (Content: string, ChunkNumber: number, MessageCompleted: boolean) => ({
    Id: 'bot1',
    Type: 'MESSAGE',
    AbsoluteTime: new Date(5_000).toISOString(),
    ParticipantRole: 'SYSTEM' as const,
    Content,
    MessageMetadata: { ChunkNumber, MessageCompleted },
  })
  service.tell(piece('Good ', 1, false))
  service.tell(piece('mor', 2, false))
  service.tell(piece('mor', 2, false))
  expect(said()).toEqual(['Good mor'])
  service.tell(piece('Good morning', 3, true))
  expect(said()).toEqual(['Good morning'])
})

async function open(): Promise<void> {
  client = new ParticipantClient(service)
  await time(0)
}

function write(content: string): void {
  client.send({ contentType: CONTENT.plain, content })
}

function cut(): void {
  service.sockets.at(-1)?.cut()
}

function state() {
  return client.getState()
}

function said(): string[] {
  return state()
    .lines.filter(each => each.kind === 'message')
    .map(each => each.content)
}

function unsent(): string[] {
  return shownOutbox(state()).map(each => each.content)
}

async function time(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
}
