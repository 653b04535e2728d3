// Row 23, simulated ÷ real time: a day of 5,900 calls of 7 minutes, 590 an hour from 8 to 18, with 75
// agents, through the production core with every contact record and event it writes.
//   npx tsx bench/simulated-time.ts
// The open hours alone are told as well: nights, in which nothing happens, cost nothing. A day whose
// inputs are played again must give the same events, byte for byte.
import { createHash } from 'node:crypto'
import { Centre } from '../src/core/centre.ts'
import { type RecordedEntry, Traffic, TWIN_INSTANCE, TWIN_SEED } from '../src/twin/traffic.ts'
import type { TrafficModel } from '../src/twin/traffic-model.ts'
import { type Contender, compare } from './support/compare.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const OPEN = { fromMs: 8 * HOUR_MS, toMs: 18 * HOUR_MS }
const CALLS_PER_HOUR = 590
const DAYS = 5
const FLOOR = 2_000
const GOAL = 100_000

const model: TrafficModel = {
  classes: [
    {
      name: 'calls',
      arrivalsPerHour: {
        intervalMs: HOUR_MS,
        perHour: Array.from({ length: 18 }, (_, hour) => (hour < 8 ? 0 : CALLS_PER_HOUR)),
      },
      handling: { kind: 'exponential', meanMs: 420_000 },
      patience: { kind: 'exponential', meanMs: 300_000 },
    },
  ],
  groups: [
    {
      name: 'agents',
      agents: 0,
      shifts: [{ agents: 75, ...OPEN }],
      concurrency: 1,
      serves: [{ name: 'calls', priority: 1 }],
    },
  ],
}

replaysTheSame()
for (const [title, lengthMs] of [
  ['a day of 5,900 calls', DAY_MS],
  ['its open hours alone', OPEN.toMs - OPEN.fromMs],
] as const) {
  await compare({
    row: 23,
    title: `Simulated ÷ real time, ${title}`,
    unit: 'seconds simulated per CPU second',
    ours: simulated(lengthMs),
    rounds: 7,
    floor: { figure: FLOOR },
    goal: { figure: GOAL },
  })
}

/** Whole days are simulated; so many milliseconds of each are counted. */
function simulated(lengthMs: number): Contender {
  const traffic = new Traffic(model, 1)
  // The first days compile the code.
  traffic.runFor(3 * DAY_MS)
  return {
    name: `${DAYS} days at a time`,
    measure() {
      const before = process.cpuUsage()
      traffic.runFor(DAYS * DAY_MS)
      const { user, system } = process.cpuUsage(before)
      return (DAYS * lengthMs) / 1000 / ((user + system) / 1e6)
    },
  }
}

function replaysTheSame(): void {
  const entries: RecordedEntry[] = []
  new Traffic(model, 2, { record: entry => entries.push(entry) }).runFor(DAY_MS)
  const again = new Centre(TWIN_INSTANCE, TWIN_SEED)
  const [first, second] = [createHash('sha256'), createHash('sha256')]
  for (const { at, input, events } of entries) {
    first.update(JSON.stringify(events))
    second.update(JSON.stringify(again.handle(input, at).events))
  }
  if (first.digest('hex') !== second.digest('hex')) throw new Error('A replay differs.')
  console.log(`${entries.length} inputs played again: the same events, byte for byte`)
}
