// Chats that are long over leave the database, and nobody who reads them notices; in virtual time.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { minutes } from '../../src/core/instant.ts'
import { MemoryDisk, openMemoryStore } from '../../src/store/memory/memory-store.ts'
import { openPostgresStore, type PostgresStore } from '../../src/store/postgres/postgres-store.ts'
import { type ChatCentre, startChatCentre } from '../support/chat-centre.ts'
import { embeddedPostgres } from '../support/embedded-postgres.ts'
import {
  acceptChat,
  type Person,
  publishWelcome,
  startChat,
} from '../support/participant-person.ts'

const DAY = minutes(24 * 60)

const postgres = embeddedPostgres()
let opened: PostgresStore | undefined
let centre: ChatCentre

async function inPostgres() {
  opened = await openPostgresStore({
    connection: postgres.current().connection,
    instanceId: randomUUID(),
    onFenced: error => centre.failures.push(error),
  })
  return opened.chats
}

describe.each([
  ['in PostgreSQL', inPostgres],
  ['in memory', async () => openMemoryStore(new MemoryDisk()).chats],
])('%s', (_name, open) => {
  beforeEach(async () => {
    centre = await startChatCentre({ chatStore: await open() })
  })

  afterEach(async () => {
    await centre.close()
    await opened?.close()
    opened = undefined
    expect(centre.failures).toEqual([])
  })

  /** Customer and agent write, and the customer leaves. */
  async function talkOver(more: object = {}): Promise<{ cleo: Person; ana: Person }> {
    centre.test.ready('agent1')
    const cleo = await startChat(centre, { ContactFlowId: publishWelcome(centre), ...more })
    const ana = await acceptChat(centre, cleo.contactId)
    const { Id } = await cleo.write('My order has not come.')
    await ana.event(
      'application/vnd.amazonaws.connect.event.message.read',
      JSON.stringify({ messageId: Id }),
    )
    await ana.write('I look into it.')
    await cleo.leave()
    await over(cleo)
    return { cleo, ana }
  }

  /** The transcript is put away, and the centre has forgotten the chat. */
  async function over({ contactId }: Person): Promise<void> {
    await expect.poll(() => transcriptKeys(contactId).length).toBe(1)
    centre.test.does('agent1', 'clear', contactId)
    centre.test.clock.advance(minutes(30))
    expect(centre.test.centre.view.chat(contactId)).toBeUndefined()
  }

  const readAll = ({ contactId, participantId }: Person, limit = 100) =>
    centre.chats.transcript(
      { conversationId: contactId, contactId, participantId },
      { direction: 'backward', limit },
    )

  const kept = ({ contactId }: Person) => centre.chatStore.lines(contactId, { limit: 100 })

  test('a chat that is over moves after a day, and reads as before: to its people, page by page, with receipts', async () => {
    const { cleo, ana } = await talkOver()
    const before = await Promise.all([readAll(cleo), readAll(ana), readAll(cleo, 2)])
    expect(before[0].lines.flatMap(({ receipts }) => receipts)).toHaveLength(1)
    await centre.retention.run()
    expect(await kept(cleo)).not.toEqual([])
    centre.test.clock.advance(2 * DAY)
    await centre.retention.run()
    expect(await kept(cleo)).toEqual([])
    expect(centre.retention.figures).toEqual({ chats_archived: 1, chats_without_transcript: 0 })
    expect(await Promise.all([readAll(cleo), readAll(ana), readAll(cleo, 2)])).toEqual(before)
  })

  test('a chat that goes on with it shows what was said then', async () => {
    const { cleo } = await talkOver()
    centre.test.clock.advance(2 * DAY)
    await centre.retention.run()
    const later = await startChat(centre, {
      ContactFlowId: publishWelcome(centre),
      PersistentChat: {
        SourceContactId: cleo.contactId,
        RehydrationType: 'ENTIRE_PAST_SESSION',
      },
    })
    const { said } = await later.transcript({ MaxResults: 100 })
    expect(said.filter(text => text === 'I look into it.')).toHaveLength(1)
    expect(said.at(-1)).toBe('Welcome.')
  })

  test('what goes on, and what is in no transcript, stays', async () => {
    const { cleo: sealed } = await talkOver()
    const { cleo: lost } = await talkOver()
    const [file] = transcriptKeys(lost.contactId)
    centre.blobs.delete(file ?? '')
    const { cleo: cut } = await talkOver()
    await shorten(cut)
    centre.test.clock.advance(2 * DAY)
    const open = await startChat(centre, { ContactFlowId: publishWelcome(centre) })
    await centre.retention.run()
    expect(await kept(sealed)).toEqual([])
    for (const each of [lost, cut, open]) expect(await kept(each)).not.toEqual([])
    expect(centre.retention.figures).toEqual({ chats_archived: 1, chats_without_transcript: 2 })
  })

  test('a chat that cannot be put away holds up no other', async () => {
    const chats = [await talkOver(), await talkOver(), await talkOver()].map(({ cleo }) => cleo)
    const [first = ''] = chats.map(({ contactId }) => contactId).sort((a, b) => (a < b ? -1 : 1))
    centre.blobs.set(transcriptKeys(first)[0] ?? '', Buffer.from('{"Tran'))
    centre.test.clock.advance(2 * DAY)
    await expect(centre.retention.run()).rejects.toThrow('JSON')
    for (const cleo of chats) {
      const { length } = await kept(cleo)
      expect(length > 0).toBe(cleo.contactId === first)
    }
  })

  test('a process that dies between archive and database loses nothing and shows nothing twice', async () => {
    const { cleo } = await talkOver()
    const before = await readAll(cleo)
    centre.test.clock.advance(2 * DAY)
    const { remove } = centre.chatStore
    centre.chatStore.remove = async () => {
      throw new Error('killed')
    }
    await expect(centre.retention.run()).rejects.toThrow('killed')
    expect(await readAll(cleo)).toEqual(before)
    centre.chatStore.remove = remove
    await centre.retention.run()
    expect(await kept(cleo)).toEqual([])
    expect(await readAll(cleo)).toEqual(before)
  })
})

function transcriptKeys(contactId: string): readonly string[] {
  const keys = [...centre.blobs.keys()]
  return keys.filter(key => key.includes('ChatTranscripts') && key.includes(contactId))
}

/** The transcript has a line less than was said. */
async function shorten({ contactId }: Person): Promise<void> {
  const [key = ''] = transcriptKeys(contactId)
  const file = JSON.parse(Buffer.from(centre.blobs.get(key) ?? []).toString('utf8'))
  file.Transcript.pop()
  centre.blobs.set(key, Buffer.from(JSON.stringify(file)))
}
