import { expect, test } from 'vitest'
import { type Timer, TimerQueue } from './timer-queue.ts'

test('timers run in the order of their times, whatever is set and cancelled between', () => {
  for (let seed = 1; seed <= 200; seed++) {
    let state = seed
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      return (state >>> 8) % below
    }
    const queue = new TimerQueue([500, 5000, 32_000])
    const expected: { readonly at: number; readonly order: number }[] = []
    const ran: number[] = []
    const pending: { readonly timer: Timer; readonly order: number }[] = []
    let now = 0
    for (let order = 0; order < 300; order++) {
      const delay = [500, 5000, 32_000, random(40_000), 0][random(5)] ?? 0
      expected.push({ at: now + delay, order })
      pending.push({ timer: queue.set(now + delay, () => ran.push(order)), order })
      if (random(3) === 0) {
        const [gone] = pending.splice(random(pending.length), 1)
        const wasPending = gone?.timer.run !== undefined
        queue.cancel(gone?.timer)
        if (wasPending)
          expected.splice(
            expected.findIndex(each => each.order === gone?.order),
            1,
          )
      }
      if (random(4) === 0) {
        now += random(3000)
        queue.advance(now)
      }
    }
    queue.advance(now + 100_000)
    expected.sort((a, b) => a.at - b.at || a.order - b.order)
    expect(ran).toEqual(expected.map(({ order }) => order))
    expect(queue.nextDeadline()).toBeUndefined()
  }
})

test('a timer set by another that is due as well runs too', () => {
  const queue = new TimerQueue([500])
  const ran: string[] = []
  queue.set(500, () => {
    ran.push('first')
    queue.set(600, () => ran.push('second'))
  })
  queue.advance(700)
  expect(ran).toEqual(['first', 'second'])
})
