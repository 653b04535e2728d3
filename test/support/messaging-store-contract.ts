// What every store of those who carry messages promises, whatever it keeps it in.
import { describe, expect, test } from 'vitest'
import type { MessagingRoute, MessagingStore } from '../../src/store/messaging-store.ts'

/** @param create one instance, new and empty; each `open` is another process. */
export function messagingStoreContract(
  name: string,
  create: () => { open(): Promise<{ readonly messaging: MessagingStore }> },
): void {
  describe(name, () => {
    test('knows after a restart what goes where, and how far it is', async () => {
      const instance = create()
      const { messaging } = await instance.open()
      await messaging.openRoute(route('a'))
      await messaging.openRoute(route('b'))
      await messaging.openRoute(route('c'))
      await messaging.passed(route('a'), 7, { itemId: 'i7', at: 1, providerId: 'p7' })
      await messaging.passed(route('a'), 5)
      await messaging.endRoute('b')
      await messaging.endRoute('c')
      await messaging.openRoute(route('c'))
      const again = (await instance.open()).messaging
      const open = await again.openRoutes()
      expect(open.toSorted((x, y) => (x.routeId < y.routeId ? -1 : 1))).toEqual([
        { ...route('a'), position: 7 },
        route('c'),
      ])
      const ofCustomer = (await again.routesOf('sms', '+1', 2)).map(({ routeId }) => routeId)
      expect(ofCustomer).toEqual(['c', 'b'])
      expect(await again.routesOf('sms', '+9', 2)).toEqual([])
    })

    test('finds a line by its id or the provider’s, of that channel only, and says which failed', async () => {
      const { messaging } = await create().open()
      await messaging.openRoute(route('a'))
      await messaging.passed(route('a'), 1, { itemId: 'i1', at: 1, providerId: 'p1' })
      await messaging.passed(route('a'), 1, { itemId: 'i1', at: 9, problem: 'again\0' })
      await messaging.passed(route('a'), 2, { itemId: 'i2', at: 2, problem: 'no such number' })
      const line = { itemId: 'i1', conversationId: 'conversation a', participantId: 'customer' }
      expect(await messaging.sentLine('sms', { itemId: 'i1' })).toEqual(line)
      expect(await messaging.sentLine('sms', { providerId: 'p1' })).toEqual(line)
      expect(await messaging.sentLine('slack', { itemId: 'i1' })).toBeUndefined()
      expect(await messaging.sentLine('sms', { providerId: 'p2' })).toBeUndefined()
      await messaging.passed(route('a'), 3, { itemId: 'i3', at: 0, providerId: 'p\0' })
      await messaging.failLine('sms', 'i1', 'switched off')
      expect((await messaging.failedLines('sms', 9)).map(({ problem }) => problem)).toEqual([
        'no such number',
        'switched off',
      ])
      expect(await messaging.failedLines('slack', 9)).toEqual([])
    })

    test('remembers what was heard, by channel, until it is told to forget', async () => {
      const { messaging } = await create().open()
      await messaging.heard('sms', 'm1', 10)
      await messaging.heard('sms', 'm1', 20)
      await messaging.heard('sms', 'm2', 30)
      expect(await messaging.wasHeard('sms', 'm1')).toBe(true)
      expect(await messaging.wasHeard('slack', 'm1')).toBe(false)
      await messaging.forget(25)
      expect(await messaging.wasHeard('sms', 'm1')).toBe(false)
      expect(await messaging.wasHeard('sms', 'm2')).toBe(true)
    })

    test('remembers who wants to be written to no more', async () => {
      const { messaging } = await create().open()
      await messaging.optOut('sms', '+1', 1)
      await messaging.optOut('sms', '+1', 2)
      expect(await messaging.isOptedOut('sms', '+1')).toBe(true)
      expect(await messaging.isOptedOut('sms', '+2')).toBe(false)
      await messaging.optIn('sms', '+1')
      expect(await messaging.isOptedOut('sms', '+1')).toBe(false)
    })
  })
}

function route(routeId: string): MessagingRoute {
  return {
    routeId,
    channelId: 'sms',
    conversationId: `conversation ${routeId}`,
    participantId: 'customer',
    customerAddress: '+1',
    systemAddress: '+2',
    position: 0,
  }
}
