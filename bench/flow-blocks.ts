// Row 13: flow blocks made durable. npx tsx bench/flow-blocks.ts [seconds per run] [contacts]
// Ours: contacts in a flow of ten blocks between two keys of the caller, as a median exported flow
// has between two questions; each key is an input to the production core, journaled on the embedded
// PostgreSQL (fsync on), and its blocks count when it is durable. Beside it the two limits: the same
// core with nothing written down, and the journal alone with the same entries and no core.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Centre } from '../src/core/centre.ts'
import type { Input } from '../src/core/input.ts'
import type { JsonObject } from '../src/core/json.ts'
import { NUMBER, setupInputs } from '../src/flow-test/setup.ts'
import { systemClock } from '../src/io/clock.ts'
import type { SpacingLimits } from '../src/io/spacing.ts'
import { Actor } from '../src/server/actor.ts'
import { startPostgres } from '../src/server/postgres.ts'
import type { Journal } from '../src/store/journal.ts'
import { openPostgresStore } from '../src/store/postgres/postgres-store.ts'
import { compare } from './support/compare.ts'
import { cpuSecondsOf } from './support/cpu-time.ts'
import { quantile } from './support/statistics.ts'

const seconds = Number(process.argv[2] ?? 3)
const contacts = Number(process.argv[3] ?? 500)
const NODE = 'voice-1'
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))

interface Figures {
  readonly perSecond: number
  readonly perCpuSecond: number
  readonly p99Ms: number
}

const block = (
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  next: string,
  Conditions: JsonObject[] = [],
): JsonObject => {
  const types = ['NoMatchingError', 'NoMatchingCondition', 'InputTimeLimitExceeded']
  const Errors = types.map(ErrorType => ({ NextAction: next, ErrorType }))
  return { Identifier, Type, Parameters, Transitions: { NextAction: next, Errors, Conditions } }
}
const when = (Operator: string, operand: string, NextAction: string): JsonObject => ({
  NextAction,
  Condition: { Operator, Operands: [operand] },
})
const flow = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'menu',
  Actions: [
    block(
      'menu',
      'GetParticipantInput',
      { Text: 'Press a key.', InputTimeLimitSeconds: '180' },
      'attributes',
      [when('Equals', '1', 'attributes')],
    ),
    block(
      'attributes',
      'UpdateContactAttributes',
      { Attributes: { choice: '1', from: '$.CustomerEndpoint.Address' } },
      'compare',
    ),
    block('compare', 'Compare', { ComparisonValue: '$.Attributes.choice' }, 'lot', [
      when('Equals', '7', 'hours'),
      when('TextStartsWith', '1', 'lot'),
    ]),
    block('lot', 'DistributeByPercentage', {}, 'data', [when('NumberLessThan', '51', 'data')]),
    block('data', 'UpdateContactData', { Name: 'Call from $.CustomerEndpoint.Address' }, 'hours'),
    block('hours', 'CheckHoursOfOperation', { HoursOfOperationId: 'always' }, 'flow', [
      when('Equals', 'True', 'flow'),
      when('Equals', 'False', 'flow'),
    ]),
    block('flow', 'UpdateFlowAttributes', { FlowAttributes: { step: { Value: '1' } } }, 'priority'),
    block('priority', 'UpdateContactRoutingBehavior', { QueuePriority: '3' }, 'loop'),
    block('loop', 'Loop', { LoopCount: '100' }, 'voice', [
      when('Equals', 'ContinueLooping', 'voice'),
      when('Equals', 'DoneLooping', 'voice'),
    ]),
    block('voice', 'UpdateContactTextToSpeechVoice', { TextToSpeechVoice: 'Joanna' }, 'menu'),
  ],
})
const BLOCKS = 10

/** A centre with its contacts at the menu. */
function business(): { centre: Centre; legs: readonly string[]; seq: number } {
  const centre = new Centre('bench', [1, 2, 3, 4])
  const now = systemClock.now()
  let seq = 0
  for (const input of setupInputs({ flows: [{ name: 'flow', content: flow }] }))
    centre.handle(input, now)
  centre.handle({ node: NODE, seq: ++seq, type: 'voice.started' }, now)
  const legs = Array.from({ length: contacts }, (_, index) => `leg-${index}`)
  for (const legId of legs) {
    const from = '+12065550100'
    const offered = { type: 'leg.offered', legId, from, to: NUMBER, trunkId: 'trunk' } as const
    centre.handle({ node: NODE, seq: ++seq, ...offered }, now)
    centre.handle({ node: NODE, seq: ++seq, type: 'leg.answered', legId }, now)
  }
  return { centre, legs, seq }
}

/** Everybody presses a key as soon as the last one is durable. */
async function throughActor(journal: Journal): Promise<Figures> {
  const { centre, legs, seq: begun } = business()
  const actor = await actorOf(centre, journal)
  let seq = begun
  let keys = 0
  const latencies: number[] = []
  const end = performance.now() + seconds * 1000
  const cpu = cpuSecondsOf(process.pid)
  const start = performance.now()
  await Promise.all(
    legs.map(async legId => {
      for (let asked = performance.now(); asked < end; asked = performance.now()) {
        await actor.submit({ node: NODE, seq: ++seq, type: 'leg.digit', legId, digit: '1' })
        latencies.push(performance.now() - asked)
        keys++
      }
    }),
  )
  return figuresOf(keys, start, cpu, latencies)
}

/**
 * Keys come at an even pace, whether the ones before are durable or not; each is waited for from the
 * moment it was due.
 */
async function atPace(
  journal: Journal,
  blocksPerSecond: number,
  spacing?: SpacingLimits,
): Promise<Record<'p50' | 'p99' | 'worst' | 'busy', number>> {
  const { centre, legs, seq: begun } = business()
  const actor = await actorOf(centre, journal, spacing)
  const keysPerMs = blocksPerSecond / BLOCKS / 1000
  const latencies: number[] = []
  let seq = begun
  let pressed = 0
  const warmUp = 500
  const cpu = cpuSecondsOf(process.pid)
  const start = performance.now()
  const until = start + seconds * 1000
  for (let now = start; now < until; now = performance.now()) {
    for (; pressed < (now - start) * keysPerMs; pressed++) {
      const due = start + pressed / keysPerMs
      const legId = legs[pressed % legs.length] as string
      void actor
        .submit({ node: NODE, seq: ++seq, type: 'leg.digit', legId, digit: '1' })
        .then(() => {
          if (due - start > warmUp) latencies.push(performance.now() - due)
        })
    }
    await pause(1)
  }
  await actor.durable()
  return {
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    worst: quantile(latencies, 1),
    busy: (cpuSecondsOf(process.pid) - cpu) / ((performance.now() - start) / 1000),
  }
}

async function actorOf(centre: Centre, journal: Journal, spacing?: SpacingLimits): Promise<Actor> {
  const actor = new Actor(centre, {
    clock: systemClock,
    journal,
    release() {},
    saveOutbox: () => null,
    restoreOutbox() {},
    fatal(error) {
      throw error
    },
    ...(spacing && { spacing }),
  })
  await actor.recover().catch(() => 0)
  return actor
}

function alone(): Figures {
  const { centre, legs, seq: begun } = business()
  let seq = begun
  let keys = 0
  const cpu = cpuSecondsOf(process.pid)
  const start = performance.now()
  const end = start + seconds * 1000
  const now = systemClock.now()
  while (performance.now() < end) {
    for (const legId of legs) {
      const input: Input = { node: NODE, seq: ++seq, type: 'leg.digit', legId, digit: '1' }
      centre.handle(input, now)
      keys++
    }
  }
  return figuresOf(keys, start, cpu, [0])
}

async function appendOnly(journal: Journal, from: number): Promise<Figures & { next: number }> {
  let seq = from
  let keys = 0
  const latencies: number[] = []
  const cpu = cpuSecondsOf(process.pid)
  const start = performance.now()
  const end = start + seconds * 1000
  while (performance.now() < end) {
    const asked = performance.now()
    const entries = Array.from({ length: contacts }, (_, index) => ({
      seq: seq + index,
      at: systemClock.now(),
      input: {
        node: NODE,
        seq: seq + index,
        type: 'leg.digit',
        legId: `leg-${index}`,
        digit: '1',
      } as const,
      events: [],
    }))
    await journal.append(entries)
    latencies.push(performance.now() - asked)
    seq += contacts
    keys += contacts
  }
  return { ...figuresOf(keys, start, cpu, latencies), next: seq }
}

function figuresOf(keys: number, start: number, cpu: number, latencies: number[]): Figures {
  const took = (performance.now() - start) / 1000
  return {
    perSecond: (keys * BLOCKS) / took,
    perCpuSecond: (keys * BLOCKS) / (cpuSecondsOf(process.pid) - cpu),
    p99Ms: quantile(latencies, 0.99),
  }
}

/** What a caller waits for whose key comes among so many; as it runs, and with batches that wait for nobody. */
async function printPaces(): Promise<void> {
  const atOnce: SpacingLimits = { perSecond: 0, maxMs: 0 }
  for (const [name, spacing] of [
    ['as it runs', undefined],
    ['batches at once', atOnce],
  ] as const) {
    for (const rate of [20_000, 50_000, 100_000]) {
      const store = await open()
      const { p50, p99, worst, busy } = await atPace(store.journal, rate, spacing)
      await store.close()
      const [half, most, all, cpu] = [p50, p99, worst, busy].map(each => each.toFixed(2))
      console.log(
        `13. ${rate} durable flow blocks a second, ${name}: p50 ${half} ms, p99 ${most} ms, worst ${all} ms, ${cpu} CPU`,
      )
    }
  }
}

const postgres = await startPostgres(join(folder, 'postgres'), join(folder, 'postgres.log'))
let opened = 0
const open = () =>
  openPostgresStore({
    connection: postgres.connection,
    instanceId: `bench-${++opened}`,
    onFenced: error => {
      throw error
    },
  })
try {
  await printPaces()
  const ours: Figures[] = []
  const core: Figures[] = []
  const append: Figures[] = []
  for (let round = 0; round < 6; round++) {
    const mine = await open()
    const measured = await throughActor(mine.journal)
    await mine.close()
    const bare = alone()
    const theirs = await open()
    const raw = await appendOnly(theirs.journal, 1)
    await theirs.close()
    if (round === 0) continue // warms everything up
    ours.push(measured)
    core.push(bare)
    append.push(raw)
  }
  await print(
    'durable flow blocks',
    'blocks per second',
    'perSecond',
    'the core alone, nothing written',
    core,
  )
  await print(
    'durable flow blocks',
    'blocks per second',
    'perSecond',
    'the journal alone, no core',
    append,
  )
  await print(
    'durable flow blocks',
    'blocks per CPU second',
    'perCpuSecond',
    'the core alone, nothing written',
    core,
  )
  await print(
    'a key until its blocks are durable, p99',
    'ms',
    'p99Ms',
    'the journal alone, no core',
    append,
  )

  async function print(
    title: string,
    unit: string,
    member: keyof Figures,
    peer: string,
    peers: Figures[],
  ) {
    const next = (list: readonly Figures[]) => {
      const left = list.map(each => each[member])
      return () => left.shift() ?? Number.NaN
    }
    await compare({
      row: 13,
      title,
      unit,
      rounds: ours.length,
      ours: { name: `flows, ${contacts} contacts`, measure: next(ours) },
      peer: { name: peer, measure: next(peers) },
      ...(member === 'perSecond' && { floor: { figure: 20_000 }, goal: { figure: 100_000 } }),
      ...(member === 'p99Ms' && { better: 'less' as const, goal: { figure: 2 } }),
    })
  }
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
