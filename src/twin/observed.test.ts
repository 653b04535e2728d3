import { expect, test } from 'vitest'
import { type Observed, scenarioOf } from './observed.ts'
import { readScenario } from './scenario.ts'

const hours = (of: (hour: number) => number) => Array.from({ length: 24 }, (_, hour) => of(hour))

/** Two days: from 8 to 12 two agents, from 10 to 12 a third one. */
const observed: Observed = {
  name: 'Acme',
  days: 2,
  intervalMinutes: 60,
  queues: [
    {
      name: 'Sales',
      maxContacts: 20,
      arrivals: hours(hour => (hour >= 8 && hour < 12 ? 60 : 0)),
      handledSeconds: [200, 100, 300],
      waitedSeconds: 3000,
      abandoned: 10,
    },
    {
      name: 'Nobody calls here',
      arrivals: hours(() => 0),
      handledSeconds: [],
      waitedSeconds: 0,
      abandoned: 0,
    },
  ],
  groups: [
    {
      name: 'Sellers',
      contactsAtOnce: 1,
      serves: [
        { queue: 'Sales', priority: 1, delaySeconds: 0 },
        { queue: 'Nobody calls here', priority: 2, delaySeconds: 30 },
      ],
      staffedHours: hours(hour => {
        if (hour < 8 || hour >= 12) return 0
        return hour < 10 ? 4 : 5.8
      }),
    },
    { name: 'On leave', contactsAtOnce: 1, serves: [], staffedHours: hours(() => 0) },
  ],
}

test('what was seen of a centre is a scenario that can be played', () => {
  const scenario = scenarioOf(observed)
  expect(scenario.queues).toEqual([
    {
      name: 'Sales',
      arrivals: { intervalMinutes: 60, contacts: hours(hour => (hour >= 8 && hour < 12 ? 30 : 0)) },
      handleTime: { distribution: 'empirical', seconds: [100, 200, 300] },
      patience: { meanSeconds: 300 },
      maxContacts: 20,
    },
  ])
  expect(scenario.agents).toEqual([
    {
      group: 'Sellers',
      contactsAtOnce: 1,
      shifts: [
        { agents: 2, from: '08:00', to: '12:00' },
        { agents: 1, from: '10:00', to: '12:00' },
      ],
      serves: [{ queue: 'Sales', priority: 1, delaySeconds: 0 }],
    },
  ])
  expect(readScenario(scenario)).toHaveProperty('scenario')
})

test('agents who are there around the clock have a shift from midnight to midnight', () => {
  const [group] = observed.groups
  const always = { ...observed, groups: [{ ...group, staffedHours: hours(() => 2) }] } as Observed
  const scenario = scenarioOf(always)
  expect(scenario.agents).toMatchObject([{ shifts: [{ agents: 1, from: '00:00', to: '00:00' }] }])
  expect(readScenario(scenario)).toHaveProperty('scenario')
})

test('of very many handling times a sample stands in the file that is as long on average', () => {
  const [queue] = observed.queues
  const handledSeconds = Array.from({ length: 10_000 }, (_, n) => (n * 7919) % 10_000)
  const scenario = scenarioOf({ ...observed, queues: [{ ...queue, handledSeconds }] } as Observed)
  const [{ handleTime }] = scenario.queues as unknown as [{ handleTime: { seconds: number[] } }]
  const { seconds } = handleTime
  expect(seconds).toHaveLength(400)
  expect(seconds.reduce((sum, each) => sum + each, 0) / 400).toBeCloseTo(4999.5, 6)
})
