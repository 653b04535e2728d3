import { expect, test } from 'vitest'
import { type Fault, PlainQueue } from '../../test/support/plain-queue.ts'
import { type Estimate, Estimator } from './estimate.ts'
import { Luck } from './luck.ts'
import type { Measures } from './measures.ts'
import type { TrafficClass, TrafficModel } from './traffic-model.ts'

const BATCHES = 20
const SLICES = 800
const SLICE = 150

/** Agents at 80 %. */
function busy(
  agents: number,
  handling: TrafficClass['handling'] & { meanMs: number },
): TrafficModel {
  const arrivalsPerHour = (0.8 * agents * 3_600_000) / handling.meanMs
  return {
    classes: [{ name: 'queue', arrivalsPerHour, handling }],
    groups: [{ name: 'agents', agents, concurrency: 1, serves: [{ name: 'queue', priority: 1 }] }],
  }
}

const five = busy(5, { kind: 'exponential', meanMs: 180_000 })
/** Erlang C of 4 erlangs and 5 agents, as Erlang's recursion gives it: who waits, waits 180 s on average. */
const DELAYED = delayedShare(4, 5)
const ASA_S = DELAYED * 180

function delayedShare(erlangs: number, agents: number): number {
  let blocked = 1
  for (let n = 1; n <= agents; n++) blocked = (erlangs * blocked) / (n + erlangs * blocked)
  return blocked / (1 - (erlangs / agents) * (1 - blocked))
}

function play(model: TrafficModel, seed: number, fault?: Fault) {
  const luck = new Luck(model)
  const queue = new PlainQueue(model, seed, luck, fault)
  queue.run(20_000)
  luck.begin()
  const measures: Measures[] = []
  const lucks: Float64Array[] = []
  for (let slice = 0; slice < SLICES; slice++) {
    measures.push(queue.run(SLICE))
    lucks.push(luck.take())
  }
  const none = lucks.map(() => [])
  const by = (estimator: Estimator) => (name: string) =>
    estimator.estimate(measures.map(each => each[name] ?? { sum: Number.NaN, of: 1 }))
  return { known: by(new Estimator(lucks, BATCHES)), plain: by(new Estimator(none, BATCHES)) }
}

function offBy({ mean, standardError }: Estimate, truth: number): number {
  return Math.abs(mean - truth) / standardError
}

test('what luck is known is taken out: a busy queue is known ten times as well, and its error says so', () => {
  const { known, plain } = play(five, 1)
  expect(known('asa').standardError).toBeLessThan(plain('asa').standardError / 10)
  expect(offBy(known('asa'), ASA_S)).toBeLessThan(3)
  expect(offBy(known('p_wait'), DELAYED)).toBeLessThan(3)
  expect(offBy(known('asa_of_delayed'), 180)).toBeLessThan(3)
  // 1 − delayed × e^(−wait ÷ 180 s) do not wait longer.
  expect(offBy(known('wait_p90'), 180 * Math.log(DELAYED / 0.1))).toBeLessThan(3)
  expect(known('p_overflow')).toEqual({ mean: 0, standardError: 0 })
})

test('standard errors are neither too small nor too large', () => {
  const seeds = Array.from({ length: 12 }, (_, seed) =>
    offBy(play(five, 100 + seed).known('asa'), ASA_S),
  )
  const square = seeds.reduce((sum, off) => sum + off ** 2, 0) / seeds.length
  expect(Math.sqrt(square)).toBeGreaterThan(0.4)
  expect(Math.sqrt(square)).toBeLessThan(1.8)
})

test('one agent whose work is very uneven waits for nobody, but many wait for him: Pollaczek and Khinchine', () => {
  const { known } = play(busy(1, { kind: 'lognormal', meanMs: 60_000, scv: 2 }), 4)
  expect(offBy(known('asa'), (0.8 * 60 * 3) / 2 / 0.2)).toBeLessThan(3)
})

test('luck does not excuse a queue that serves the last one first', () => {
  const { known } = play(five, 1, { isLastFirst: true })
  // Waits are as long on average, but not for the same people.
  expect(offBy(known('asa'), ASA_S)).toBeLessThan(3)
  const truth = 1 - DELAYED * Math.exp(-20 / 180)
  expect(known('sl_answered.20').mean - truth).toBeGreaterThan(0.05)
  expect(offBy(known('sl_answered.20'), truth)).toBeGreaterThan(10)
})

test('luck does not excuse a queue that loses contacts', () => {
  const { known } = play(five, 1, { lostShare: 0.01 })
  const queue = (ASA_S / 180) * 4
  const { mean } = known('mean_queue_len')
  expect(Math.abs(mean - queue)).toBeGreaterThan(queue)
})
