import { expect, test } from 'vitest'
import type { MetricsAgent, MetricsDelta } from '../../../../src/api/contract/metrics-stream.ts'
import { MetricsBoard } from './metrics-board.ts'

const ana: MetricsAgent = {
  agentId: 'a',
  username: 'ana',
  routingProfileId: 'p',
  statusId: 's',
  status: 'Available',
  statusType: 'ROUTABLE',
  statusSince: 0,
  reachable: true,
  freeSlots: { VOICE: 1 },
  contacts: [],
}

function delta(sequence: number, rest: Partial<MetricsDelta> = {}): MetricsDelta {
  const nothing = { cells: [], agents: [], cellsGone: [], agentsGone: [] }
  return { type: 'delta', stream: 'x', sequence, at: 0, ...nothing, ...rest }
}

function board(): MetricsBoard {
  const made = new MetricsBoard()
  made.tell({
    type: 'snapshot',
    stream: 'x',
    sequence: 1,
    at: 0,
    cells: [{ cell: 'q', queueId: 'q', values: { CONTACTS_IN_QUEUE: 2, AGENTS_ONLINE: 5 } }],
    agents: [ana],
  })
  return made
}

test('a delta changes the values it names and leaves the others', () => {
  const made = board()
  made.tell(delta(2, { cells: [{ cell: 'q', values: { CONTACTS_IN_QUEUE: 3 } }] }))
  expect(made.cells.get('q')).toEqual({
    cell: 'q',
    queueId: 'q',
    values: { CONTACTS_IN_QUEUE: 3, AGENTS_ONLINE: 5 },
  })
})

test('who or what is gone is not shown any more', () => {
  const made = board()
  made.tell(delta(2, { agentsGone: ['a'], cellsGone: ['q'] }))
  expect([made.agents.size, made.cells.size]).toEqual([0, 0])
})

test('an agent about whom nothing is new stays the same object, so that only what changed is drawn', () => {
  const made = board()
  const before = made.agents.get('a')
  made.tell(delta(2, { agents: [{ ...ana, agentId: 'b' }] }))
  expect(made.agents.get('a')).toBe(before)
})

test('a delta that is not the next one is not believed', () => {
  const made = board()
  expect(made.tell(delta(3, { agentsGone: ['a'] }))).toBe(false)
  expect(made.tell({ ...delta(2), stream: 'y' })).toBe(false)
  expect(made.agents.size).toBe(1)
  expect(made.place).toEqual({ stream: 'x', sequence: 1 })
})

test('what is told twice changes nothing, and is no reason to ask again', () => {
  const made = board()
  made.tell(delta(2, { agentsGone: ['a'] }))
  expect(made.tell(delta(2, { agents: [ana] }))).toBe(true)
  expect(made.agents.size).toBe(0)
})

test('a snapshot takes the place of everything', () => {
  const made = board()
  made.tell({ type: 'snapshot', stream: 'z', sequence: 9, at: 0, cells: [], agents: [] })
  expect([made.agents.size, made.cells.size, made.place?.sequence]).toEqual([0, 0, 9])
})
