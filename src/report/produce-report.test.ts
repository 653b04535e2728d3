import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReportCentre, type ReportCentre } from '../../test/support/report-centre.ts'
import type { ReportKind, ReportTable } from '../api/contract/report-table.ts'
import { minutes } from '../core/instant.ts'
import { produceReport } from './produce-report.ts'
import { reportCsv } from './report-csv.ts'
import { readReportRequest } from './report-request.ts'

let open: ReportCentre
const NOON = Date.parse('2026-11-21T12:00:00Z')

beforeEach(async () => {
  open = await openReportCentre()
})
afterEach(() => open.close())

async function report(kind: ReportKind, query = '', user = 'admin'): Promise<ReportTable> {
  const request = readReportRequest(kind, query, open.world.now())
  if (typeof request === 'string') throw new Error(request)
  const made = await produceReport(open.world, request, open.centre.user(user))
  if ('refused' in made) throw new Error(made.refused)
  return made
}

/** Rows, with moments as minutes after noon and durations in minutes. */
async function rows(kind: ReportKind, query = '', user = 'admin'): Promise<unknown[]> {
  const { rows: found, columns } = await report(kind, query, user)
  return found.map(row =>
    row.map((cell, index) => {
      if (typeof cell !== 'number') return cell
      const { kind: of } = columns[index] ?? {}
      if (of === 'moment') return (cell - NOON) / minutes(1)
      return of === 'duration' ? cell / minutes(1) : cell
    }),
  )
}

function advance(count: number): void {
  open.centre.clock.advance(minutes(count))
}

test('every sign-in has a row with its sign-out, and who is still there has none yet', async () => {
  const { centre } = open
  centre.ready('agent1')
  advance(90)
  centre.setStatus('agent1', 'Offline')
  advance(30)
  centre.ready('agent1', 'agent2')
  advance(10)
  expect(await rows('sign-ins')).toEqual([
    ['agent1', 'Ana Agent', 0, 90, 90],
    ['agent1', 'Ana Agent', 120, null, 10],
    ['agent2', 'Ben Agent', 120, null, 10],
  ])
})

test('a sign-in before the time that is asked for counts from when it really was', async () => {
  const { centre } = open
  centre.ready('agent1')
  advance(26 * 60)
  centre.setStatus('agent1', 'Offline')
  advance(5)
  expect(await rows('sign-ins', 'time=-1-hour')).toEqual([
    ['agent1', 'Ana Agent', 0, 26 * 60, 26 * 60],
  ])
  advance(60)
  expect(await rows('sign-ins', 'time=-1-hour')).toEqual([])
})

test('what an agent did is told by status over full hours and calls, until now', async () => {
  const { centre } = open
  centre.ready('agent1')
  advance(30)
  const caller = centre.call()
  centre.choose(caller, '1')
  centre.does('agent1', 'accept')
  centre.promptOver(centre.agentLeg('agent1'))
  advance(45)
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  advance(60)
  expect(await rows('activity')).toEqual([['agent1', 'Ana Agent', 'Available', 0, 135, 135, 45]])
  const { columns } = await report('activity', 'language=de')
  expect(columns.map(({ header }) => header).slice(2, 4)).toEqual(['Status', 'Von'])
})

test('time in each status is added up by day of the time zone, also in statuses of one’s own', async () => {
  const { centre } = open
  const offline = centre.id('agent-state', 'Offline')
  const like = centre.centre.view.directory.get('agent-state', offline)
  centre.change('agent-state', 'lunch', { ...like, Name: 'Lunch', Type: 'CUSTOM' })
  centre.ready('agent1')
  // Midnight in Tokyo is at three in the afternoon.
  advance(60)
  centre.setStatus('agent1', 'Lunch')
  advance(180)
  expect(await rows('time-in-status', 'zone=Asia/Tokyo')).toEqual([
    ['agent1', 'Ana Agent', '2026-11-21', 60, 120],
    ['agent1', 'Ana Agent', '2026-11-22', 0, 60],
  ])
})

test('calls are told by the number that was dialled', async () => {
  const { centre } = open
  centre.ready('agent1')
  const caller = centre.call()
  centre.choose(caller, '1')
  advance(0.1)
  centre.does('agent1', 'accept')
  centre.promptOver(centre.agentLeg('agent1'))
  advance(3)
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  const lost = centre.call()
  centre.hangUp(lost)
  advance(1)
  expect(await rows('phone-numbers')).toEqual([
    ['+15550100', 'The number of the demo', 'INBOUND', 2, 1, 0, 3, 0.1],
  ])
})

test('a queue over the day tells who came and how many waited at once', async () => {
  const { centre } = open
  const callers = [centre.call('+15551'), centre.call('+15552')]
  for (const caller of callers) centre.choose(caller, '1')
  advance(15)
  for (const caller of callers) centre.hangUp(caller)
  advance(45)
  const [queue] = [centre.id('queue', 'BasicQueue')]
  const found = await rows('queue-day', `ids=${queue}&time=-1-hour`)
  expect(found).toMatchObject([
    [0, 2, 0, 0, 2, 2, 0, 0, 0],
    [15, 0, 0, 2, 0, 0, 15, 0, 0],
    [30, 0, 0, 0, 0, 0, 0, 0, 0],
    [45, 0, 0, 0, 0, 0, 0, 0, 0],
  ])
})

test('whoever may see only some agents is told of those alone', async () => {
  const { centre } = open
  centre.ready('agent1', 'agent2')
  advance(10)
  centre.change('agent', centre.user('agent2'), { Tags: { team: 'sales' } })
  centre.change('security-profile', centre.id('security-profile', 'CallCenterManager'), {
    AllowedAccessControlTags: { team: 'sales' },
    TagRestrictedResources: ['User'],
  })
  for (const kind of ['sign-ins', 'activity', 'time-in-status'] as const) {
    const seen = (await report(kind, '', 'supervisor')).rows.map(([name]) => name)
    expect(seen).toEqual(['agent2'])
  }
})

test('by what there is no report is answered with a sentence, whatever it is called', async () => {
  for (const by of ['FLOWS', 'constructor', 'toString']) {
    await expect(report('metrics', `by=${by}`)).rejects.toThrow('`by` must be one of')
  }
})

test('when nobody can tell who was there, a queue’s day does not say that nobody was', async () => {
  const { world, centre } = open
  const refused = 'Metrics cannot be told now.'
  open = { ...open, world: { ...world, askMetrics: async () => ({ refused }) } }
  const asked = report('queue-day', `ids=${centre.id('queue', 'BasicQueue')}&time=-1-hour`)
  await expect(asked).rejects.toThrow(refused)
})

test('while a large file is made calls go on', async () => {
  const moments = Array.from({ length: 20_000 }, (_, index) => NOON + index * 60_000)
  const columns = [{ id: 'at', header: 'At', kind: 'moment' as const }]
  const rows = moments.map(at => [at])
  let turns = 0
  const count = () => {
    turns++
    turn = setImmediate(count)
  }
  let turn = setImmediate(count)
  const csv = await reportCsv({
    ...(await report('sign-ins')),
    zone: 'Europe/Berlin',
    columns,
    rows,
  })
  clearImmediate(turn)
  expect(turns).toBeGreaterThan(10)
  const lines = csv.trimEnd().split('\r\n')
  expect([lines.length, lines[1], lines.at(-1)]).toEqual([
    20_001,
    '2026-11-21T13:00:00+01:00',
    '2026-12-05T10:19:00+01:00',
  ])
})

test('a file has local times with their offset, seconds, and no formula of somebody’s name', async () => {
  const { centre } = open
  centre.ready('agent1')
  centre.change('agent', centre.user('agent1'), { Username: '=cmd()' })
  advance(2)
  expect(await reportCsv(await report('sign-ins', 'zone=Europe/Berlin'))).toBe(
    '\uFEFFAgent,Name,Signed in,Signed out,Duration\r\n' +
      "'=cmd(),Ana Agent,2026-11-21T13:00:00+01:00,,120\r\n",
  )
})

test('what cannot be asked is answered with a sentence', () => {
  for (const query of ['time=soon', 'zone=Mars/Olympus', 'time=-400-day', `time=2026..2025`]) {
    expect(typeof readReportRequest('activity', query, NOON)).toBe('string')
  }
})
