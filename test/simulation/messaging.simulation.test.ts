// Customers and agents write, providers fail in every way, and the process is killed between any two
// steps: each customer reads everything once and in order, and everything a customer wrote is there once.
import { expect, test } from 'vitest'
import { minutes, seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { MessagingCentre, OURS } from '../support/messaging-centre.ts'

const CUSTOMERS = ['+15551001', '+15551002', '+15551003']
const STEPS = 120
const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive'

/** mulberry32 */
function chanceOf(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** The provider's side: what it must tell us until we have taken it, and what reached the customers. */
class Provider {
  readonly unheard = new Map<string, JsonObject>()
  readonly taken: string[] = []
  readonly read = new Map<string, { readonly id: string; readonly text: string }[]>()

  /** It looks at ids: what comes again is nothing new. */
  receive(body: string): void {
    const { id, to, text } = JSON.parse(body)
    const read = this.read.get(to) ?? []
    this.read.set(to, read)
    if (!read.some(each => each.id === id)) read.push({ id, text })
  }

  tellAll(centre: MessagingCentre): void {
    for (const [id, event] of this.unheard) {
      void centre.told(event).then(status => {
        if (status === 200 && this.unheard.delete(id)) this.taken.push(String(event.text))
      })
    }
  }
}

async function live(seed: number): Promise<void> {
  const chance = chanceOf(seed)
  const centre = await MessagingCentre.open()
  const provider = new Provider()
  let isGood: boolean = false
  centre.provider = ({ body }) => {
    const fate = isGood ? 9 : chance(10)
    if (fate < 2) return new Error('nobody there')
    if (fate < 4) return { status: 503, body: '' }
    provider.receive(body)
    // It was sent, and we do not know.
    return fate < 5 ? new Error('cut') : { status: 200, body: '{}' }
  }
  centre.test.ready('agent1', 'agent2')
  let count = 0
  const steps: readonly (() => Promise<void>)[] = [
    async () => {
      const id = `m${++count}`
      const from = CUSTOMERS[chance(CUSTOMERS.length)] ?? ''
      provider.unheard.set(id, { type: 'message', id, from, to: OURS, text: `text ${count}` })
      provider.tellAll(centre)
      if (chance(2) === 0) await centre.settled()
    },
    async () => provider.tellAll(centre),
    async () => {
      for (const { conversationId, isOpen, participants } of centre.test.centre.view.chats()) {
        const agent = participants.find(
          ({ role, leftAt }) => role === 'AGENT' && leftAt === undefined,
        )
        if (!isOpen || !agent) continue
        const who = {
          conversationId,
          contactId: conversationId,
          participantId: agent.participantId,
        }
        const contentType = chance(5) === 0 ? INTERACTIVE : 'text/plain'
        void centre.chats.post(who, { contentType, content: `answer ${++count}` })
      }
    },
    async () => {
      for (const name of ['agent1', 'agent2']) {
        const deed = { CONNECTING: 'accept', MISSED: 'clear', ENDED: 'clear' } as const
        const state = centre.test.state(name)
        if (state in deed) centre.test.does(name, deed[state as keyof typeof deed])
      }
    },
    async () => centre.passes(seconds(1 + chance(10))),
    async () => {
      const open = [...centre.test.centre.view.chats()].filter(({ isOpen }) => isOpen)
      const { contactId } = open[chance(Math.max(1, open.length))] ?? {}
      if (contactId !== undefined && chance(3) === 0) {
        centre.test.tell({ type: 'contact.stop', contactId })
      }
    },
    async () => (chance(2) === 0 ? centre.restart() : undefined),
  ]
  for (let step = 0; step < STEPS; step++) await steps[chance(steps.length)]?.()
  isGood = true
  await centre.restart()
  for (let round = 0; round < 6; round++) {
    provider.tellAll(centre)
    await centre.passes(minutes(5))
  }
  expect(provider.unheard.size).toBe(0)

  const written: string[] = []
  const expected = new Map<string, string[]>()
  for (const conversationId of new Set(centre.begun)) {
    const lines = await centre.chatStore.lines(conversationId, { limit: 10_000 })
    for (const { item } of lines) {
      if (item.kind === 'MESSAGE' && item.role === 'CUSTOMER') written.push(item.content ?? '')
    }
    const theirs = lines.filter(
      ({ item: { kind, role, contentType } }) =>
        kind === 'MESSAGE' && role !== 'CUSTOMER' && contentType !== INTERACTIVE,
    )
    expected.set(
      conversationId,
      theirs.map(({ item }) => item.itemId),
    )
  }
  expect(new Set(written)).toEqual(new Set(provider.taken))
  expect(written).toHaveLength(provider.taken.length)
  const read = [...provider.read.values()].flat().map(({ id }) => id)
  for (const [, ids] of expected) expect(read.filter(id => ids.includes(id))).toEqual(ids)
  expect(read).toHaveLength([...expected.values()].flat().length)
}

test.each(Array.from({ length: 15 }, (_, index) => index + 1))(
  'customers and providers, life %i',
  seed => live(seed),
)
