import { expect, test } from 'vitest'
import type { MetricsAgent } from '../../../../src/api/contract/metrics-stream.ts'
import { agentRow, agentsThat, cellRows, sorted } from './live-rows.ts'
import { MetricsBoard } from './metrics-board.ts'

function agent(username: string, rest: Partial<MetricsAgent> = {}): MetricsAgent {
  return {
    agentId: username,
    username,
    routingProfileId: 'p1',
    statusId: 'available',
    status: 'Available',
    statusType: 'ROUTABLE',
    statusSince: 1_000,
    reachable: true,
    freeSlots: { VOICE: 1 },
    contacts: [],
    ...rest,
  }
}

function board(): MetricsBoard {
  const made = new MetricsBoard()
  made.tell({
    type: 'snapshot',
    stream: 'x',
    sequence: 1,
    at: 0,
    cells: [
      { cell: '1', queueId: 'q1', values: { CONTACTS_IN_QUEUE: 2, OLDEST_CONTACT_SINCE: 5_000 } },
      { cell: '2', queueId: 'q2', values: { CONTACTS_IN_QUEUE: 9, OLDEST_CONTACT_SINCE: null } },
    ],
    agents: [
      agent('ana'),
      agent('ben', { routingProfileId: 'p2', statusId: 'lunch', freeSlots: {} }),
      agent('cleo', { freeSlots: { CHAT: 2 } }),
    ],
  })
  return made
}

test('a queue has its live numbers, how long the first in line has waited, and those of today', () => {
  const rows = cellRows(board(), {
    of: 'queueId',
    now: 65_500,
    today: new Map([['q1', new Map([['SERVICE_LEVEL', 80]])]]),
    nameOf: id => ({ q1: 'Sales' })[id],
  })
  expect(rows.map(({ name }) => name)).toEqual(['Sales', 'q2'])
  expect(rows[0]?.value('OLDEST_CONTACT_SINCE')).toBe(60)
  expect(rows[0]?.value('SERVICE_LEVEL')).toBe(80)
  expect(rows[1]?.value('OLDEST_CONTACT_SINCE')).toBeUndefined()
  expect(rows[1]?.value('SERVICE_LEVEL')).toBeUndefined()
})

test('agents are found by a part of the name, status, channel, routing profile and group', () => {
  const all = { find: '', status: '', channel: '', profiles: undefined, agents: undefined }
  const found = (filter: object) =>
    agentsThat(board(), { ...all, ...filter }).map(({ username }) => username)
  expect(found({})).toEqual(['ana', 'ben', 'cleo'])
  expect(found({ find: 'BE' })).toEqual(['ben'])
  expect(found({ status: 'available' })).toEqual(['ana', 'cleo'])
  expect(found({ channel: 'CHAT' })).toEqual(['cleo'])
  expect(found({ profiles: new Set(['p2']) })).toEqual(['ben'])
  expect(found({ agents: new Set(['cleo']) })).toEqual(['cleo'])
})

test('whoever is offline for hours is not beyond any limit', () => {
  const offline = agentRow(agent('ana', { statusType: 'OFFLINE' }), 90_000)
  expect(offline.value('STATUS_AGE')).toBeUndefined()
  expect(agentRow(agent('ana'), 90_000).value('STATUS_AGE')).toBe(89)
})

test('rows without a number come last, whichever way they are sorted', () => {
  const rows = [{ n: 'b' }, { n: 'c', v: 2 }, { n: 'a', v: 1 }, { n: 'd', v: 2 }]
  const order = (descending: boolean) =>
    sorted(
      rows,
      { column: 'v', descending },
      row => row.v,
      row => row.n,
    ).map(({ n }) => n)
  expect(order(false).join('')).toBe('acdb')
  expect(order(true).join('')).toBe('cdab')
})
