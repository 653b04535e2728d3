// The cases of a file of analytic reference values, as models of traffic with what is to be measured.
import type { Distribution } from '../../src/twin/distribution.ts'
import { type Measure, type Measures, measuresOf } from '../../src/twin/measures.ts'
import type { Counted } from '../../src/twin/traffic.ts'
import type { TrafficClass, TrafficModel } from '../../src/twin/traffic-model.ts'

export interface Case {
  readonly name: string
  readonly model: TrafficModel
  /** By the name of the measure. */
  readonly reference: Readonly<Record<string, number>>
  measure(counted: Counted): Measures
}

type Row = Readonly<Record<string, unknown>>

const seconds = (meanS: unknown): Distribution => ({
  kind: 'exponential',
  meanMs: Number(meanS) * 1000,
})

/** Every case of every shape that is known. */
export function casesOf(file: Row): Case[] {
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

function occupancy({ busyMs, elapsedMs }: Counted, group: string, places: number): Measure {
  return { sum: busyMs.get(group) ?? Number.NaN, of: elapsedMs * places }
}

/** Figures of the reference that can be measured, nested ones as `sl_answered.20`. */
function numbersIn(ref: Row): Readonly<Record<string, number>> {
  const given = Object.entries(ref).flatMap(([key, value]): [string, number][] => {
    if (key === 'offered_erlangs' || key === 'states') return []
    if (typeof value === 'number') return [[key, value]]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).map(([limit, share]) => [`${key}.${limit}`, Number(share)])
  })
  return Object.fromEntries(given)
}

function prefixed<T>(
  name: string,
  measures: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(measures).map(([key, value]) => [`${name}.${key}`, value]),
  )
}
