// What every store of chats promises, whatever it keeps them in.
import { describe, expect, test } from 'vitest'
import type { ChatItem } from '../../src/core/contact/chat.ts'
import type { ChatRemoval, ChatStore, KeptLine, KeptReceipt } from '../../src/store/chat-store.ts'
import { Fenced } from '../../src/store/journal.ts'

/** @param create one instance, new and empty; each `open` makes the caller its owner. */
export function chatStoreContract(
  name: string,
  create: () => { open(): Promise<{ readonly chats: ChatStore & ChatRemoval }> },
): void {
  describe(name, () => {
    test('gives back lines as they were written, forward and backward, between two numbers', async () => {
      const { chats } = await create().open()
      const odd = line(2, 'a', { content: 'Grüße "你好" \n\\ %s $1 \u0000 \ud800' })
      const source = { contactId: 'before', rehydration: 'FROM_SEGMENT' } as const
      const lines = [line(1), { ...odd, token: 'tok\t\\N\r', tells: true }, { ...line(4), source }]
      await chats.add({ lines: [...lines, line(3, 'b')], receipts: [] })
      expect(await chats.lines('a', { limit: 10 })).toEqual(lines)
      expect(await numbers(chats, { limit: 2, backward: true })).toEqual([4, 2])
      expect(await numbers(chats, { limit: 9, after: 1, before: 4 })).toEqual([2])
      expect(await chats.lines('nobody', { limit: 10 })).toEqual([])
    })

    test('keeps a line once, as it was first, when a batch is written again', async () => {
      const { chats } = await create().open()
      await chats.add({ lines: [line(1)], receipts: [] })
      await chats.add({ lines: [line(1, 'a', { content: 'again' }), line(2)], receipts: [] })
      expect(await chats.lines('a', { limit: 10 })).toEqual([line(1), line(2)])
    })

    test('keeps who has had a line and read it, and the first time of each', async () => {
      const { chats } = await create().open()
      await chats.add({ lines: [line(1), line(2)], receipts: [receipt(1, { deliveredAt: 5 })] })
      await chats.add({
        lines: [],
        receipts: [receipt(1, { deliveredAt: 7, readAt: 7 }), receipt(2, { readAt: 8 })],
      })
      await chats.add({
        lines: [],
        receipts: [receipt(2, { readAt: 9 }), receipt(2, { readAt: 10, deliveredAt: 10 })],
      })
      expect(await chats.receipts('a', { first: 1, last: 1 })).toEqual([
        receipt(1, { deliveredAt: 5, readAt: 7 }),
      ])
      expect(await chats.receipts('a', { first: 2, last: 5 })).toEqual([
        receipt(2, { deliveredAt: 10, readAt: 8 }),
      ])
    })

    test('tells what the centre waited for and has not heard, and which items are there', async () => {
      const { chats } = await create().open()
      const told = (number: number, chat: string) => ({ ...line(number, chat), tells: true })
      await chats.add({
        lines: [told(1, 'a'), told(2, 'b'), told(3, 'a'), line(4), told(5, 'c')],
        receipts: [],
      })
      const heard = [
        { conversationId: 'a', heard: 1 },
        { conversationId: 'b', heard: 0 },
      ]
      expect((await chats.unheard(heard)).map(({ number }) => number)).toEqual([2, 3])
      expect(await chats.unheard([])).toEqual([])
      const asked = ['item-1', 'item-9'].map(itemId => ({ conversationId: 'a', itemId }))
      expect(await chats.known(asked)).toEqual(new Set(['item-1']))
    })

    test('finds the line of an item in its conversation only', async () => {
      const { chats } = await create().open()
      await chats.add({ lines: [line(1, 'a'), line(2, 'b')], receipts: [] })
      expect((await chats.line('b', 'item-2'))?.number).toBe(2)
      expect(await chats.line('a', 'item-2')).toBeUndefined()
      expect(await chats.line('a', "x' or true --")).toBeUndefined()
    })

    test('lists conversations with their last moments, and deletes one unless it goes on', async () => {
      const { chats } = await create().open()
      const lines = [line(1), line(2), line(3, 'b'), line(4, 'c')]
      await chats.add({ lines, receipts: [receipt(2, { readAt: 5 })] })
      expect(await chats.conversations({ limit: 2 })).toEqual([
        { conversationId: 'a', lastAt: 2000 },
        { conversationId: 'b', lastAt: 3000 },
      ])
      expect(await chats.conversations({ after: 'b', limit: 9 })).toEqual([
        { conversationId: 'c', lastAt: 4000 },
      ])
      expect(await chats.remove('a', 1)).toBe(false)
      expect(await chats.lines('a', { limit: 9 })).toHaveLength(2)
      expect(await chats.remove('a', 2)).toBe(true)
      expect(await chats.lines('a', { limit: 9 })).toEqual([])
      expect(await chats.receipts('a', { first: 0, last: 9 })).toEqual([])
      expect(await chats.conversations({ limit: 9 })).toHaveLength(2)
    })

    test('who lost the instance writes neither lines nor receipts', async () => {
      const store = create()
      const old = await store.open()
      const next = await store.open()
      await expect(old.chats.add({ lines: [line(1)], receipts: [] })).rejects.toThrow(Fenced)
      await expect(
        old.chats.add({ lines: [], receipts: [receipt(1, { readAt: 1 })] }),
      ).rejects.toThrow(Fenced)
      expect(await next.chats.lines('a', { limit: 1 })).toEqual([])
      await expect(old.chats.remove('a', 9)).rejects.toThrow(Fenced)
    })
  })
}

function line(number: number, conversationId = 'a', more: Partial<ChatItem> = {}): KeptLine {
  const item: ChatItem = {
    itemId: `item-${number}`,
    at: number * 1000,
    kind: 'MESSAGE',
    role: 'SYSTEM',
    contentType: 'text/plain',
    content: 'Hello',
    ...more,
  }
  return { number, conversationId, contactId: conversationId, item }
}

function receipt(number: number, times: Pick<KeptReceipt, 'deliveredAt' | 'readAt'>): KeptReceipt {
  return { conversationId: 'a', number, participantId: 'p', ...times }
}

async function numbers(
  chats: ChatStore,
  query: Parameters<ChatStore['lines']>[1],
): Promise<number[]> {
  return (await chats.lines('a', query)).map(each => each.number)
}
