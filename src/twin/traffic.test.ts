import { expect, test } from 'vitest'
import { Estimator } from './estimate.ts'
import { Luck } from './luck.ts'
import { type Measures, measuresOf } from './measures.ts'
import { type RecordedEntry, Traffic } from './traffic.ts'
import type { TrafficModel } from './traffic-model.ts'

const exponential = (seconds: number) => ({ kind: 'exponential', meanMs: seconds * 1000 }) as const

/** Two agents, half an hour of work an hour each: M/M/2. */
const model: TrafficModel = {
  classes: [{ name: 'queue', arrivalsPerHour: 30, handling: exponential(120) }],
  groups: [{ name: 'agents', agents: 2, concurrency: 1, serves: [{ name: 'queue', priority: 1 }] }],
}

test('waits are what queueing theory says, within three standard errors', () => {
  const luck = new Luck(model)
  const traffic = new Traffic(model, 7, { watcher: luck })
  traffic.run(300)
  luck.begin()
  const measures: Measures[] = []
  const lucks: Float64Array[] = []
  for (let slice = 0; slice < 120; slice++) {
    const counted = traffic.run(50)
    measures.push(measuresOf(counted, [...counted.classes.values()]))
    lucks.push(luck.take())
  }
  const estimator = new Estimator(lucks, 20)
  // Erlang C with one erlang and two agents.
  for (const [metric, wanted] of [
    ['p_wait', 1 / 3],
    ['asa', 40],
    ['asa_of_delayed', 120],
  ] as const) {
    const { mean, standardError } = estimator.estimate(
      measures.map(each => each[metric] ?? { sum: 0, of: 0 }),
    )
    expect(Math.abs(mean - wanted)).toBeLessThan(3 * standardError)
  }
})

test('the same seed gives the same waits, another seed others', () => {
  const waits = (seed: number) =>
    new Traffic(model, seed).run(300).classes.get('queue')?.answeredAfter
  expect(waits(1)).toEqual(waits(1))
  expect(waits(2)).not.toEqual(waits(1))
})

test('waits are the same whether anybody reads what happens or not', () => {
  const heard: RecordedEntry[] = []
  const told = new Traffic(model, 1, { record: entry => heard.push(entry) })
  const waits = told.run(300).classes.get('queue')?.answeredAfter
  expect(new Traffic(model, 1).run(300).classes.get('queue')?.answeredAfter).toEqual(waits)
  expect(heard.flatMap(({ events }) => events).length).toBeGreaterThan(1000)
})

test('contacts give up, find the queue full, and go on to another queue', () => {
  const [queue] = model.classes
  const traffic = new Traffic(
    {
      classes: [
        {
          ...queue,
          name: 'queue',
          arrivalsPerHour: 120,
          handling: exponential(120),
          patience: exponential(60),
          maxContactsInQueue: 3,
          transfer: { probability: 0.5, to: 'second' },
        },
        { name: 'second', arrivalsPerHour: 0, handling: exponential(10) },
      ],
      groups: [
        ...model.groups,
        { name: 'others', agents: 5, concurrency: 1, serves: [{ name: 'second', priority: 1 }] },
      ],
    },
    3,
  )
  const { classes } = traffic.run(1000)
  const [first, second] = [classes.get('queue'), classes.get('second')]
  expect(first?.abandoned).toBeGreaterThan(50)
  expect(first?.overflowed).toBeGreaterThan(20)
  expect(second?.arrivals).toBeGreaterThan(100)
  expect(second?.abandoned).toBe(0)
})
