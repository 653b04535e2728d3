import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TestBus } from '../../test/support/test-bus.ts'

const step = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('fromVoice', 'fromCentre') },
  { weight: 4, arbitrary: fc.constant('commit') },
  { weight: 3, arbitrary: fc.constant('call') },
  { weight: 3, arbitrary: fc.constant('digit') },
  { weight: 2, arbitrary: fc.constant('hangUp') },
  { weight: 2, arbitrary: fc.constantFrom('cut', 'time') },
  { weight: 1, arbitrary: fc.constantFrom('killCentre', 'stopCentre') },
)

test('a bus that breaks and a centre that dies at any moment lose and repeat nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 150 }), async steps => {
      const bus = await TestBus.open()
      for (const each of steps) await bus.take(each)
      await bus.settle()
      expect(bus.performed, 'each effect once, in order').toEqual(await bus.effectsOfJournal())
      expect(bus.reportsTaken, 'each report').toBe(bus.reportsMade)
      await bus.close()
    }),
    { numRuns: Number(process.env.STORIES ?? 150) },
  )
}, 60_000)

test('a voice node that was given up is told so, even if it never did anything', async () => {
  const bus = await TestBus.open()
  await bus.settle()
  bus.unplug()
  await bus.take('time')
  bus.clock.advance(11_000)
  await bus.settle()
  bus.plugIn()
  await bus.settle()
  expect(bus.forgotten).toBe(true)
})

test('what was meant for a dead voice node is not kept for ever', async () => {
  const bus = await TestBus.open()
  await bus.take('call')
  await bus.settle()
  bus.unplug()
  bus.clock.advance(11_000)
  await bus.settle()
  expect(bus.effectsWaiting).toBe(0)
  await bus.take('killCentre')
  await bus.settle()
  expect(bus.effectsWaiting, 'nor after a restart').toBe(0)
})
