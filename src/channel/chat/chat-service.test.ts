import { beforeEach, describe, expect, test } from 'vitest'
import { TestCentre } from '../../../test/support/test-centre.ts'
import type { ChatItem } from '../../core/contact/chat.ts'
import type { ChatEffect } from '../../core/effect.ts'
import { minutes, seconds } from '../../core/instant.ts'
import type { Json, JsonObject } from '../../core/json.ts'
import { MemoryDisk, openMemoryStore } from '../../store/memory/memory-store.ts'
import type { ChatTold, Member } from './chat-port.ts'
import { ChatService } from './chat-service.ts'

let centre: TestCentre
let disk: MemoryDisk
let chats: ChatService
let files: Map<string, JsonObject>
let blobsFail: boolean
let isAway: boolean

beforeEach(async () => {
  centre = await TestCentre.open()
  disk = new MemoryDisk()
  files = new Map()
  blobsFail = false
  isAway = false
  await openService()
})

/** The process is gone; a new one goes on from the disk, a snapshot and what the journal says again. */
async function openService({ saved = [] as Json, said = [] as ChatEffect[] } = {}): Promise<void> {
  const { chats: store, contacts, epoch } = openMemoryStore(disk)
  chats = new ChatService({
    clock: centre.clock,
    store: {
      async add(batch) {
        if (isAway) throw new Error('the database is away')
        await store.add(batch)
      },
      lines: (id, query) => store.lines(id, query),
      line: (id, itemId) => store.line(id, itemId),
      receipts: (id, range) => store.receipts(id, range),
      unheard: heard => store.unheard(heard),
      known: items => store.known(items),
    },
    blobs: {
      async put(key, bytes) {
        if (blobsFail) throw new Error('no room')
        files.set(key, JSON.parse(Buffer.from(bytes).toString()) as JsonObject)
      },
    },
    contacts: {
      get: async id => centre.finals.find(({ contactId }) => contactId === id) ?? contacts.get(id),
    },
    centre: {
      conversation: id => centre.centre.view.conversation(id),
      chat: id => centre.centre.view.chat(id),
      chats: () => centre.centre.view.chats(),
    },
    epoch,
    newId: () => centre.newId(),
    submit: async input => centre.tell(input),
    place: () => ({ account: '123456789012', instanceId: 'inst', alias: 'demo' }),
    failed: () => {},
    // The process of before ends when it finds that the disk is not its own any more.
    fatal: () => {},
  })
  centre.chatService = effect => chats.release(effect)
  chats.restore(saved)
  for (const effect of said) chats.release(effect)
  await chats.start()
}

const settled = () => new Promise(setImmediate)

/** A chat in which agent1 and the customer write. */
async function talk(given = {}): Promise<{ id: string; customer: Member; agent: Member }> {
  const QueueId = centre.id('queue', 'BasicQueue')
  const flow = centre.publish(`To queue ${centre.newId()}`, [
    {
      Identifier: 'set',
      Type: 'UpdateContactTargetQueue',
      Parameters: { QueueId },
      Transitions: { NextAction: 'go' },
    },
    { Identifier: 'go', Type: 'TransferContactToQueue', Parameters: {}, Transitions: {} },
  ])
  centre.ready('agent1')
  const id = centre.chat(flow, given)
  centre.does('agent1', 'accept', id)
  await settled()
  const agent = memberOf(id, 'AGENT')
  return { id, customer: memberOf(id, 'CUSTOMER'), agent }
}

function memberOf(contactId: string, role: string): Member {
  const view = centre.centre.view.chat(contactId)
  const who = view?.participants.find(each => each.role === role)
  if (!view || !who) throw new Error(`no ${role} in ${contactId}`)
  return { conversationId: view.conversationId, contactId, participantId: who.participantId }
}

const text = (content: string, clientToken?: string) => ({
  contentType: 'text/plain',
  content,
  ...(clientToken !== undefined && { clientToken }),
})

/** What somebody hears, in words. */
function ears(who: Member): { heard: string[]; stop: () => void } {
  const heard: string[] = []
  const stop = chats.follow(who, told => heard.push(inWords(told)))
  return { heard, stop }
}

function inWords(told: ChatTold): string {
  switch (told.type) {
    case 'line':
      return shown(told.line.item)
    case 'signal':
      return `~${told.signal.contentType.split('.').at(-1)}`
    case 'receipt':
      return told.receipt.readAt === undefined ? '+delivered' : '+read'
    default:
      return '(over)'
  }
}

function shown({ content, contentType, role }: ChatItem): string {
  return content ?? `(${role} ${contentType.split('.event.').at(-1)})`
}

async function read(who: Member, more: Partial<Parameters<ChatService['transcript']>[1]> = {}) {
  const page = await chats.transcript(who, { direction: 'forward', limit: 100, ...more })
  return page.lines.map(({ item }) => shown(item))
}

const refused = (reason: string) => expect.objectContaining({ name: 'ChatRefusal', reason })

test('what one writes the others hear, in the order in which it is in the transcript', async () => {
  const { customer, agent } = await talk()
  const [one, two] = [ears(customer), ears(agent)]
  const said = ['Hello', 'Hi', 'My order', 'Yes?']
  await Promise.all(said.map((each, at) => chats.post(at % 2 ? agent : customer, text(each))))
  expect(one.heard).toEqual(said)
  expect(two.heard).toEqual(said)
  expect(await read(customer)).toEqual([
    '(CUSTOMER participant.joined)',
    '(AGENT participant.joined)',
    ...said,
  ])
  expect(await read(customer, { direction: 'backward', limit: 2 })).toEqual(said.slice(2))
})

test('participants of one chat hear and read nothing of another, and cannot write there', async () => {
  const [one, other] = [await talk(), await talk()]
  const { heard } = ears(other.customer)
  await chats.post(one.customer, text('secret'))
  expect(heard).toEqual([])
  const thief = { ...other.customer, participantId: one.customer.participantId }
  await expect(chats.post(thief, text('x'))).rejects.toEqual(refused('AccessDenied'))
  await expect(read(thief)).rejects.toEqual(refused('AccessDenied'))
  expect(() => chats.follow(thief, () => {})).toThrow('do not take part')
})

test('a message sent again within the hour is the same message, also after a restart', async () => {
  const { customer, agent } = await talk()
  const { heard } = ears(agent)
  const [first, again] = await Promise.all([
    chats.post(customer, text('Hello', 'token')),
    chats.post(customer, text('Hello', 'token')),
  ])
  expect(again).toEqual(first)
  await openService()
  expect(await chats.post(customer, text('Hello', 'token'))).toEqual(first)
  expect(await chats.post(customer, text('Something else', 'token'))).not.toEqual(first)
  expect(await chats.post(agent, text('Hello', 'token'))).not.toEqual(first)
  centre.clock.advance(minutes(61))
  expect(await chats.post(customer, text('Hello', 'token'))).not.toEqual(first)
  expect(heard).toEqual(['Hello'])
})

test('a flood is refused, and nobody else is', async () => {
  const { customer, agent } = await talk()
  const answers = await Promise.allSettled(
    Array.from({ length: 40 }, (_, count) => chats.post(customer, text(`${count}`))),
  )
  const refusals = answers.flatMap(each => (each.status === 'rejected' ? [each.reason] : []))
  expect(refusals).toHaveLength(10)
  expect(refusals[0]).toEqual(refused('Throttled'))
  await chats.post(agent, text('Not so fast.'))
  centre.clock.advance(seconds(1))
  await chats.post(customer, text('Sorry.'))
})

test('what is too long is refused: by its bytes, not its letters', async () => {
  const { customer } = await talk()
  await chats.post(customer, text('é'.repeat(8192)))
  const long = chats.post(customer, text('é'.repeat(8193)))
  await expect(long).rejects.toEqual(refused('Invalid'))
})

test('typing is told to the others and kept nowhere', async () => {
  const { customer, agent } = await talk()
  const [one, two] = [ears(customer), ears(agent)]
  const typing = { contentType: 'application/vnd.amazonaws.connect.event.typing' }
  await chats.signal(customer, typing)
  expect(one.heard).toEqual([])
  expect(two.heard).toEqual(['~typing'])
  expect(await read(agent)).toHaveLength(2)
})

test('receipts are told once, stand in the transcript, and are for lines that are there', async () => {
  const { customer, agent } = await talk()
  const { itemId, at } = await chats.post(customer, text('Hello'))
  const { heard } = ears(customer)
  await chats.receipt(agent, { itemId, kind: 'delivered' })
  centre.clock.advance(seconds(5))
  await chats.receipt(agent, { itemId, kind: 'read' })
  await chats.receipt(agent, { itemId, kind: 'read' })
  expect(heard).toEqual(['+delivered', '+read'])
  const { lines } = await chats.transcript(customer, { direction: 'backward', limit: 1 })
  const now = centre.clock.now()
  expect(lines[0]?.receipts).toEqual([
    { participantId: agent.participantId, deliveredAt: at, readAt: now },
  ])
  const bogus = chats.receipt(agent, { itemId: 'none', kind: 'read' })
  await expect(bogus).rejects.toEqual(refused('NotFound'))
})

test('a participant has five connections and no more', async () => {
  const { customer } = await talk()
  const open = Array.from({ length: 5 }, () => ears(customer))
  expect(() => ears(customer)).toThrow('5 connections')
  open[0]?.stop()
  ears(customer)
})

test('a follower that fails does not keep the others from hearing', async () => {
  const { customer, agent } = await talk()
  chats.follow(customer, () => {
    throw new Error('broken')
  })
  const { heard } = ears(agent)
  await chats.post(customer, text('Hello'))
  expect(heard).toEqual(['Hello'])
})

describe('who has left', () => {
  test('an agent hears that the chat is over for good, and nothing of what comes after a transfer', async () => {
    const { id, agent, customer } = await talk()
    const { heard } = ears(agent)
    const flowId = centre.publish('Next', [
      { Identifier: 'w', Type: 'Wait', Parameters: { TimeLimitSeconds: '60' }, Transitions: {} },
    ])
    const newContactId = centre.newId()
    centre.tell({ type: 'contact.transfer', contactId: id, newContactId, flowId })
    await settled()
    await chats.post(customer, text('Is she gone?'))
    expect(heard).toEqual(['(SYSTEM transfer.succeeded)', '(AGENT participant.left)'])
    expect((await read(agent)).slice(2)).toEqual(heard)
    await expect(chats.post(agent, text('x'))).rejects.toEqual(refused('AccessDenied'))
    expect(await read(customer)).toContain('Is she gone?')
  })

  test('the customer ends the chat: all are told, connections end, and it can be read on', async () => {
    const { customer, agent } = await talk()
    const [one, two] = [ears(customer), ears(agent)]
    await chats.leave(customer)
    await settled()
    expect(one.heard.slice(-2)).toEqual(['(SYSTEM chat.ended)', '(over)'])
    expect(two.heard.slice(-2)).toEqual(['(SYSTEM chat.ended)', '(over)'])
    await expect(chats.post(customer, text('x'))).rejects.toEqual(refused('AccessDenied'))
    expect(() => ears(customer)).toThrow('do not take part')
    centre.does('agent1', 'clear')
    centre.clock.advance(minutes(5))
    expect(centre.contacts).toEqual([])
    expect(await read(customer)).toContain('(SYSTEM chat.ended)')
    expect(await read(agent)).toContain('(SYSTEM chat.ended)')
    const stranger = { ...customer, participantId: 'nobody' }
    await expect(read(stranger)).rejects.toEqual(refused('AccessDenied'))
  })
})

test('who only looks on hears, writes nothing, and nobody knows', async () => {
  const { id, customer } = await talk()
  const monitorId = centre.newId()
  const agentId = centre.user('supervisor')
  centre.tell({ type: 'agent.reachable', agentId, reachable: true })
  centre.tell({
    type: 'contact.monitor',
    contactId: id,
    monitorId,
    agentId,
    participantId: 'boss',
    mayBarge: true,
  })
  await settled()
  const boss = { ...customer, participantId: 'boss' }
  const [one, two] = [ears(customer), ears(boss)]
  await chats.post(customer, text('Hello'))
  await expect(chats.post(boss, text('x'))).rejects.toEqual(refused('AccessDenied'))
  await chats.signal(boss, { contentType: 'typing' })
  expect(one.heard).toEqual(['Hello'])
  expect(two.heard).toEqual(['Hello'])
  expect(await read(boss)).toContain('Hello')
  await chats.leave(boss)
  await chats.post(customer, text('Alone?'))
  expect(two.heard).toEqual(['Hello'])
  await expect(read(boss)).rejects.toEqual(refused('AccessDenied'))
})

test('a whisper is for those it is for, on sockets and in transcripts', async () => {
  const { id, customer, agent } = await talk()
  const [one, two] = [ears(customer), ears(agent)]
  chats.release({
    type: 'chat.send',
    conversationId: id,
    contactId: id,
    item: {
      itemId: 'whisper',
      at: 0,
      kind: 'MESSAGE',
      role: 'SYSTEM',
      contentType: 'text/plain',
      content: 'Be kind.',
      only: 'AGENT',
    },
  })
  await settled()
  expect(one.heard).toEqual([])
  expect(two.heard).toEqual(['Be kind.'])
  expect(await read(customer)).not.toContain('Be kind.')
  expect(await read(agent)).toContain('Be kind.')
})

describe('the transcript of a contact that is over', () => {
  test('is put away as Amazon Connect does, and the record says where', async () => {
    const { id, customer, agent } = await talk()
    const { itemId, at } = await chats.post(customer, text('<b>Hello</b>'))
    await chats.receipt(agent, { itemId, kind: 'read' })
    await chats.leave(customer)
    await settled()
    const [[key, file] = []] = files
    expect(key).toBe(`connect/demo/ChatTranscripts/2026/11/21/${id}_20261121T12:00_UTC.json`)
    expect(file).toMatchObject({
      Version: '2019-08-26',
      AWSAccountId: '123456789012',
      InstanceId: 'inst',
      InitialContactId: id,
      ContactId: id,
      Participants: [
        { ParticipantId: customer.participantId },
        { ParticipantId: agent.participantId },
      ],
    })
    const [, , line] = (file?.Transcript ?? []) as JsonObject[]
    expect(line).toEqual({
      AbsoluteTime: new Date(at).toISOString(),
      ContentType: 'text/plain',
      Id: itemId,
      Type: 'MESSAGE',
      Content: '<b>Hello</b>',
      ParticipantId: customer.participantId,
      DisplayName: 'Cleo',
      ParticipantRole: 'CUSTOMER',
      MessageMetadata: {
        MessageId: itemId,
        Receipts: [
          {
            RecipientParticipantId: agent.participantId,
            ReadTimestamp: new Date(at).toISOString(),
          },
        ],
      },
    })
    centre.does('agent1', 'clear')
    expect(centre.record()).toMatchObject({ Recording: { Location: key, Status: 'AVAILABLE' } })
  })

  test('is tried again, and after a restart', async () => {
    blobsFail = true
    const { customer } = await talk()
    await chats.leave(customer)
    await settled()
    centre.clock.advance(seconds(1))
    await settled()
    expect(files.size).toBe(0)
    blobsFail = false
    await openService()
    await settled()
    expect(files.size).toBe(1)
  })
})

test('what the centre said and could not be kept before the end of the process is said by the next', async () => {
  const { id, customer } = await talk()
  const say = (itemId: string): ChatEffect => {
    const item = { itemId, at: 0, kind: 'MESSAGE', role: 'SYSTEM' } as const
    const words = { contentType: 'text/plain', content: itemId }
    return {
      type: 'chat.send',
      conversationId: id,
      contactId: id,
      item: { ...item, ...words },
    }
  }
  chats.release(say('kept'))
  await settled()
  // The disk is away, and then the process dies.
  isAway = true
  chats.release(say('not kept'))
  const saved = chats.save()
  expect(saved).toEqual([say('not kept')])
  isAway = false
  await openService({ saved, said: [say('kept'), say('not kept'), say('never tried')] })
  await settled()
  expect((await read(customer)).slice(2)).toEqual(['kept', 'not kept', 'never tried'])
})

test('the centre hears again of what it waited for and had not heard when it was killed', async () => {
  const flow = centre.publish('Wait', [
    {
      Identifier: 'w',
      Type: 'Wait',
      Parameters: { TimeLimitSeconds: '900', Events: ['CustomerReturned'] },
      Transitions: {
        Conditions: [
          {
            NextAction: 'back',
            Condition: { Operator: 'Equals', Operands: ['CustomerReturned'] },
          },
          { NextAction: 'back', Condition: { Operator: 'Equals', Operands: ['WaitCompleted'] } },
        ],
        Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'back' }],
      },
    },
    {
      Identifier: 'back',
      Type: 'MessageParticipant',
      Parameters: { Text: 'Welcome back.' },
      Transitions: { NextAction: 'again' },
    },
    {
      Identifier: 'again',
      Type: 'Wait',
      Parameters: { TimeLimitSeconds: '900' },
      Transitions: {},
    },
  ])
  const id = centre.chat(flow)
  await settled()
  const customer = memberOf(id, 'CUSTOMER')
  const { tell } = centre
  // The line is kept, and then the process dies.
  centre.tell = () => undefined
  await chats.post(customer, text('Hello?'))
  centre.tell = tell
  expect(await read(customer)).not.toContain('Welcome back.')
  await openService()
  await settled()
  expect((await read(customer)).slice(1)).toEqual(['Hello?', 'Welcome back.'])
  await openService()
  await settled()
  expect(await read(customer)).toHaveLength(3)
})

describe('a chat that goes on with one of before', () => {
  async function ended(given = {}): Promise<{ id: string; last: string }> {
    const { id, customer } = await talk(given)
    await chats.post(customer, text(`in ${id}`))
    await chats.leave(customer)
    await settled()
    centre.does('agent1', 'clear')
    return { id, last: `in ${id}` }
  }

  test('shows what was said before, and before that, page by page and back from there', async () => {
    const first = await ended()
    const second = await ended({
      sourceContactId: first.id,
      rehydration: 'ENTIRE_PAST_SESSION',
    })
    const third = await talk({
      sourceContactId: second.id,
      rehydration: 'ENTIRE_PAST_SESSION',
    })
    await chats.post(third.customer, text('Here again'))
    const all = await read(third.customer)
    const messages = all.filter(line => !line.startsWith('('))
    expect(messages).toEqual([first.last, second.last, 'Here again'])
    expect(await read(third.agent)).toEqual(all)
    const pages: string[] = []
    for (let beyond: number | undefined; ; ) {
      const query = { direction: 'backward', limit: 3, ...(beyond && { beyond }) } as const
      const page = await chats.transcript(third.customer, query)
      pages.unshift(...page.lines.map(({ item }) => shown(item)))
      beyond = page.lines[0]?.number
      if (!page.more) break
    }
    expect(pages).toEqual(all)
    expect(await read(third.customer, { contactId: first.id })).toContain(first.last)
    expect(await read(third.customer, { contactId: first.id })).not.toContain(second.last)
  })

  test('can be read from an item on, or from a time', async () => {
    const { customer } = await talk()
    const { itemId } = await chats.post(customer, text('one'))
    centre.clock.advance(seconds(10))
    const { at } = await chats.post(customer, text('two'))
    await chats.post(customer, text('three'))
    expect(await read(customer, { beyondItem: itemId })).toEqual(['two', 'three'])
    expect(await read(customer, { from: at })).toEqual(['two', 'three'])
    expect(await read(customer, { until: at - 1, direction: 'backward', limit: 1 })).toEqual([
      'one',
    ])
    await expect(read(customer, { beyondItem: 'none' })).rejects.toEqual(refused('NotFound'))
  })
})
