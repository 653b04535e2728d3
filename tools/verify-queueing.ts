// Proves that queueing is right: plays every case of a file of analytic reference values through the
// production core and compares.  npm run verify:queueing -- FILE.json [contacts at most] [case …]
// A row passes when it is within three standard errors of the reference, and within 1 % of it (0.002
// for shares) once enough contacts have been seen to tell.
import { readFileSync } from 'node:fs'
import type { Distribution } from '../src/twin/distribution.ts'
import { type BatchEstimate, estimateOf } from '../src/twin/estimate.ts'
import { type Measures, measuresOf } from '../src/twin/measures.ts'
import { type Counted, Traffic, type TrafficClass, type TrafficModel } from '../src/twin/traffic.ts'

const [file = '', most = '2000000', ...wanted] = process.argv.slice(2)
const contactsMax = Number(most)
const BATCHES = 20
/** Of contacts before anything is counted: the centre begins empty. */
const WARM_UP = 0.05
const Z_MAX = 3

interface Case {
  readonly name: string
  readonly model: TrafficModel
  readonly reference: Measures
  measure(counted: Counted): Measures
}

type Row = Readonly<Record<string, unknown>>

const seconds = (meanS: unknown): Distribution => ({
  kind: 'exponential',
  meanMs: Number(meanS) * 1000,
})

const cases = casesOf(JSON.parse(readFileSync(file, 'utf8')) as Row).filter(
  ({ name }) => wanted.length === 0 || wanted.includes(name),
)
let passed = 0
let failed = 0
for (const each of cases) verify(each)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function verify({ name, model, reference, measure }: Case): void {
  const traffic = new Traffic(model, 20_261_121)
  const size = Math.max(100, Math.floor(contactsMax / BATCHES))
  traffic.run(Math.floor(contactsMax * WARM_UP))
  const batches = Array.from({ length: BATCHES }, () => measure(traffic.run(size)))
  const faults: string[] = []
  for (const [metric, wantedValue] of Object.entries(reference)) {
    const estimate = estimateOf(batches.map(batch => batch[metric] ?? Number.NaN))
    const { mean, standardError } = estimate
    const off = (mean - wantedValue) / standardError
    const row = [name, metric, mean.toPrecision(7), wantedValue.toPrecision(7), off.toFixed(2)]
    console.log(row.join(' '))
    if (!isRight(metric, estimate, wantedValue)) faults.push(metric)
  }
  if (faults.length === 0) passed++
  else {
    failed++
    console.log(`${name} is off in ${faults.join(', ')}`)
  }
}

function isRight(
  metric: string,
  { mean, standardError }: BatchEstimate,
  reference: number,
): boolean {
  const distance = Math.abs(mean - reference)
  // What never happens has no spread.
  if (distance === 0 || (reference === 0 && mean === 0)) return true
  const isShare = /^(.*[.])?(p_|sl_|occupancy)/.test(metric)
  const tolerance = isShare ? 0.002 : 0.01 * Math.abs(reference)
  return (
    distance <= Math.max(Z_MAX * standardError, 1e-9) &&
    distance <= Math.max(tolerance, 2 * standardError)
  )
}

function casesOf(file: Row): Case[] {
  return Object.entries(file).flatMap(([shape, rows]) =>
    Array.isArray(rows) ? rows.map(row => caseOf(shape, row as Row)) : [],
  )
}

function caseOf(shape: string, row: Row): Case {
  const name = String(row.case)
  const inputs = row.inputs as Row
  const ref = row.ref as Row
  if (shape === 'priority') return priorityCase(name, inputs, ref)
  if (shape === 'skills') return skillsCase(name, inputs, ref)
  if (shape === 'transfers') return transferCase(name, inputs, ref)
  return plainCase(name, inputs, ref)
}

/** One queue, one group of agents. */
function plainCase(name: string, inputs: Row, ref: Row): Case {
  const agents = Number(inputs.agents)
  const places = Number(inputs.chats_per_agent ?? 1)
  const of: TrafficClass = {
    name: 'queue',
    arrivalsPerHour: Number(inputs.arrivals_per_hour),
    handling: handlingOf(inputs),
    ...(inputs.patience_s !== undefined && { patience: seconds(inputs.patience_s) }),
    ...(inputs.max_contacts_in_queue !== undefined && {
      maxContactsInQueue: Number(inputs.max_contacts_in_queue),
    }),
  }
  return {
    name,
    model: {
      classes: [of],
      groups: [
        { name: 'agents', agents, concurrency: places, serves: [{ name: 'queue', priority: 1 }] },
      ],
    },
    reference: numbersIn(ref),
    measure: counted => ({
      ...measuresOf(counted, [...counted.classes.values()]),
      occupancy: occupancy(counted, 'agents', agents * places),
    }),
  }
}

function handlingOf(inputs: Row): Distribution {
  const meanMs = Number(inputs.aht_s ?? inputs.chat_duration_s) * 1000
  if (inputs.scv === undefined) return { kind: 'exponential', meanMs }
  const scv = Number(inputs.scv)
  return scv === 0 ? { kind: 'deterministic', meanMs } : { kind: 'lognormal', meanMs, scv }
}

function priorityCase(name: string, inputs: Row, ref: Row): Case {
  const rates = inputs.arrivals_per_hour as readonly number[]
  const agents = Number(inputs.agents)
  const names = rates.map((_, index) => `class${index + 1}`)
  const references = ref.classes as readonly Row[]
  return {
    name,
    model: {
      classes: rates.map((arrivalsPerHour, index) => ({
        name: names[index] ?? '',
        arrivalsPerHour,
        handling: seconds(inputs.aht_s),
      })),
      groups: [
        {
          name: 'agents',
          agents,
          concurrency: 1,
          serves: names.map((each, index) => ({ name: each, priority: index + 1 })),
        },
      ],
    },
    reference: {
      occupancy: Number(ref.occupancy),
      p_wait: Number(ref.p_wait),
      asa: Number(ref.asa_all),
      ...Object.fromEntries(
        names.map((each, index) => [`${each}.asa`, Number(references[index]?.asa)]),
      ),
    },
    measure: counted => ({
      ...measuresOf(counted, [...counted.classes.values()]),
      ...namedMeasures(counted, names),
      occupancy: occupancy(counted, 'agents', agents),
    }),
  }
}

function skillsCase(name: string, inputs: Row, ref: Row): Case {
  const one = Number(inputs.profile1_agents_A_only)
  const two = Number(inputs.profile2_agents_A_prio1_B_prio2)
  const of = (each: string, rate: unknown): TrafficClass => ({
    name: each,
    arrivalsPerHour: Number(rate),
    handling: seconds(inputs.aht_s),
    patience: seconds(inputs.patience_s),
  })
  const A = { name: 'A', priority: 1 }
  const B = { name: 'B', priority: 2 }
  return {
    name,
    model: {
      classes: [of('A', inputs.queueA_per_hour), of('B', inputs.queueB_per_hour)],
      groups: [
        { name: 'profile1', agents: one, concurrency: 1, serves: [A] },
        { name: 'profile2', agents: two, concurrency: 1, serves: [A, B] },
      ],
    },
    reference: {
      ...prefixed('A', numbersIn(ref.A as Row)),
      ...prefixed('B', numbersIn(ref.B as Row)),
      occupancy_profile1: Number(ref.occupancy_profile1),
      occupancy_profile2: Number(ref.occupancy_profile2),
    },
    measure: counted => ({
      ...namedMeasures(counted, ['A', 'B']),
      occupancy_profile1: occupancy(counted, 'profile1', one),
      occupancy_profile2: occupancy(counted, 'profile2', two),
    }),
  }
}

function transferCase(name: string, inputs: Row, ref: Row): Case {
  const [first, second] = [Number(inputs.agents1), Number(inputs.agents2)]
  const serves = (each: string) => [{ name: each, priority: 1 }]
  return {
    name,
    model: {
      classes: [
        {
          name: 'queue1',
          arrivalsPerHour: Number(inputs.arrivals_per_hour),
          handling: seconds(inputs.aht1_s),
          transfer: { probability: Number(inputs.transfer_probability), to: 'queue2' },
        },
        { name: 'queue2', arrivalsPerHour: 0, handling: seconds(inputs.aht2_s) },
      ],
      groups: [
        { name: 'agents1', agents: first, concurrency: 1, serves: serves('queue1') },
        { name: 'agents2', agents: second, concurrency: 1, serves: serves('queue2') },
      ],
    },
    reference: {
      ...prefixed('queue1', numbersIn(ref.queue1 as Row)),
      ...prefixed('queue2', numbersIn(ref.queue2 as Row)),
    },
    measure: counted => ({
      ...namedMeasures(counted, ['queue1', 'queue2']),
      'queue1.occupancy': occupancy(counted, 'agents1', first),
      'queue2.occupancy': occupancy(counted, 'agents2', second),
    }),
  }
}

function namedMeasures(counted: Counted, names: readonly string[]): Measures {
  const parts = names.map(each => {
    const count = counted.classes.get(each)
    return count ? prefixed(each, measuresOf(counted, [count])) : {}
  })
  return Object.assign({}, ...parts) as Measures
}

function occupancy({ busyMs, elapsedMs }: Counted, group: string, places: number): number {
  return (busyMs.get(group) ?? Number.NaN) / elapsedMs / places
}

/** Figures of the reference that can be measured, nested ones as `sl_answered.20`. */
function numbersIn(ref: Row): Measures {
  const given = Object.entries(ref).flatMap(([key, value]): [string, number][] => {
    if (key === 'offered_erlangs' || key === 'states') return []
    if (typeof value === 'number') return [[key, value]]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).map(([limit, share]) => [`${key}.${limit}`, Number(share)])
  })
  return Object.fromEntries(given)
}

function prefixed(name: string, measures: Measures): Measures {
  return Object.fromEntries(
    Object.entries(measures).map(([key, value]) => [`${name}.${key}`, value]),
  )
}
