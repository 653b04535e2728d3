import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { heard } from '../../test/support/command-line.ts'
import { runSimulateCommand } from './simulate-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-simulate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const parleySimulate = (...args: readonly string[]) => heard(runSimulateCommand, args)

const scenario = {
  name: 'Small',
  replications: 5,
  queues: [
    {
      name: 'Sales',
      arrivals: { from: '09:00', contacts: [20, 30] },
      handleTime: { distribution: 'exponential', meanSeconds: 200 },
      patience: { meanSeconds: 120 },
      maxContacts: 5,
    },
  ],
  agents: [
    { group: 'team', shifts: [{ agents: 2, from: '09:00', to: '11:00' }], serves: ['Sales'] },
  ],
}

const write = (name: string, content: unknown) => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const path = write('small.json', scenario)

interface Shown {
  readonly queues: Readonly<
    Record<string, Readonly<Record<string, { mean: number; halfWidth: number }>>>
  >
  readonly groups: Shown['queues']
  readonly changes: readonly { readonly title: string; readonly difference: Shown }[]
}

test('a day is simulated again and again, and told with intervals', async () => {
  const { code, out } = await parleySimulate(path)
  expect(code).toBe(0)
  expect(out).toContain('Small: 5 replications of 1 day')
  expect(out).toMatch(/service level +[\d.]+ % {2}± [\d.]+ %/)
  expect(out).toMatch(/occupancy +[\d.]+ % {2}± [\d.]+ %/)
})

test('the same seed gives the same numbers, another seed others', async () => {
  const outs = await Promise.all(
    ['3', '3', '4'].map(seed => parleySimulate(path, '--seed', seed, '--json')),
  )
  expect(outs[0]?.out).toBe(outs[1]?.out)
  expect(outs[0]?.out).not.toBe(outs[2]?.out)
})

test('one agent fewer: the same contacts come, fewer are answered in time, and the difference is told', async () => {
  const { out } = await parleySimulate(path, '--agents', '-1', '--json')
  const { queues, changes } = JSON.parse(out) as Shown
  const [change] = changes
  expect(change?.title).toBe('team -1')
  const difference = change?.difference.queues.Sales
  expect(difference?.offered?.mean).toBe(0)
  expect(difference?.serviceLevel?.mean).toBeLessThan(-0.05)
  // On the same contacts, a difference is known better than what it is a difference of.
  expect(difference?.serviceLevel?.halfWidth).toBeLessThan(
    queues.Sales?.serviceLevel?.halfWidth ?? 0,
  )
  expect(change?.difference.groups.team?.staffedHours?.mean).toBeCloseTo(-2, 0)
})

test('every contact that is offered is answered, gives up, finds the queue full or still waits', async () => {
  const { out } = await parleySimulate(path, '--agents=team=1', '--json', '--days', '2')
  const of = (JSON.parse(out) as Shown).queues.Sales ?? {}
  const sum = ['answered', 'abandoned', 'overflowed', 'waiting'].map(name => of[name]?.mean ?? 0)
  expect(sum.reduce((all, each) => all + each, 0)).toBeCloseTo(of.offered?.mean ?? 0, 6)
  expect(of.offered?.mean).toBeGreaterThan(60)
})

test('the history of a simulation is recorded', async () => {
  const file = join(folder, 'history.ndjson')
  await parleySimulate(path, '--record', file)
  const [head, ...entries] = readFileSync(file, 'utf8').trim().split('\n')
  expect(JSON.parse(head ?? '')).toHaveProperty('seed')
  expect(entries.length).toBeGreaterThan(100)
  expect(JSON.parse(entries.at(-1) ?? '')).toHaveProperty('events')
})

describe('what is wrong is told in sentences, with exit code 2', () => {
  const [queue] = scenario.queues
  test.each([
    ['no file', ['/no/such/file'], 'There is no file /no/such/file.'],
    ['not JSON', [write('bad.json', '{')], 'is not JSON'],
    ['no scenario', [], 'Which one scenario?'],
    [
      'an unknown queue',
      [
        write('unknown.json', {
          ...scenario,
          agents: [{ ...scenario.agents[0], serves: ['Nowhere'] }],
        }),
      ],
      'team names the queue Nowhere',
    ],
    [
      'a bad number',
      [write('number.json', { ...scenario, queues: [{ ...queue, maxContacts: -1 }] })],
      'queues[0].maxContacts must be a whole number of at least 1.',
    ],
    [
      'a member nobody knows',
      [write('member.json', { ...scenario, colour: 'red' })],
      'The scenario has a member colour',
    ],
    [
      'a bad time',
      [
        write('time.json', {
          ...scenario,
          agents: [{ group: 'g', shifts: [{ agents: 1, from: '9', to: '11:00' }], serves: [] }],
        }),
      ],
      'agents[0].shifts[0].from must be a time of day',
    ],
    ['a bad change', [path, '--agents', 'few'], '--agents must be such as -1'],
    ['a group nobody knows', [path, '--agents', 'x=1'], 'There is no group x'],
  ])('%s', async (_, args, sentence) => {
    const { code, out, err } = await parleySimulate(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
  })
})

test('the example of the guide is played by the command', () => {
  const root = join(import.meta.dirname, '../..')
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      join(root, 'bin/parley.mjs'),
      'simulate',
      'docs/guide/examples/sales-and-support.json',
      '--json',
    ],
    { cwd: root, encoding: 'utf8' },
  )
  expect([stderr, status]).toEqual(['', 0])
  expect(Object.keys((JSON.parse(stdout) as Shown).queues)).toEqual(['Sales', 'Support'])
}, 60_000)
