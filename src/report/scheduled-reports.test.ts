import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReportCentre, type ReportCentre } from '../../test/support/report-centre.ts'
import type { ReportScheduleDocument } from '../core/directory/report-schedule.ts'
import { minutes } from '../core/instant.ts'
import { HistoryUnavailable } from '../store/fact-reader.ts'
import {
  type DeliveredReport,
  RUN_KIND,
  SCHEDULE_KIND,
  ScheduledReports,
} from './scheduled-reports.ts'

const HOUR_MS = minutes(60)
let open: ReportCentre
let blobs: Map<string, Uint8Array>
let delivered: DeliveredReport[]
let receiver: 'there' | 'away' | 'hanging'
let asked: number
let allowed: boolean
let failures: unknown[]
let history: 'there' | 'away'

beforeEach(async () => {
  open = await openReportCentre()
  blobs = new Map()
  delivered = []
  failures = []
  receiver = 'there'
  asked = 0
  history = 'there'
  allowed = true
})
afterEach(() => open.close())

function scheduled(submits = true): ScheduledReports {
  const { centre, world } = open
  return new ScheduledReports({
    clock: centre.clock,
    reports: {
      ...world,
      reader: {
        report: async question => {
          if (history === 'away') throw new HistoryUnavailable('Not now.')
          return world.reader.report(question)
        },
      },
    },
    blobs: {
      put: async (key, bytes) => void blobs.set(key, bytes),
      delete: async key => void blobs.delete(key),
    },
    submit: async (...inputs) => {
      if (!submits) throw new Error('The process ends here.')
      for (const input of inputs) centre.tell(input)
    },
    deliver: async file => {
      asked++
      if (receiver === 'hanging') {
        pass(30_000)
        throw new Error('No answer came.')
      }
      if (receiver === 'away') throw new Error('Nobody listens there.')
      delivered.push(file)
    },
    mayMake: () => allowed,
    failed: error => failures.push(error),
  })
}

function schedule(members: Partial<ReportScheduleDocument> = {}): void {
  const { centre } = open
  centre.change(SCHEDULE_KIND, 's1', {
    Name: 'Sign-ins',
    Page: '/reports/sign-ins',
    Query: 'time=-1-week',
    Language: 'en',
    Format: 'csv',
    Every: 'hour',
    At: '00:05',
    Weekday: 1,
    Zone: 'UTC',
    Covers: 1,
    KeepDays: 30,
    Owner: centre.user('supervisor'),
    DoneUntil: centre.clock.now(),
    LastModifiedTime: centre.clock.now(),
    ...members,
  })
}

const runs = () =>
  [...open.centre.centre.view.directory.list(RUN_KIND)]
    .map(({ document }) => document)
    .sort((a, b) => a.DueAt - b.DueAt)
const hoursOf = () => runs().map(({ DueAt }) => new Date(DueAt).toISOString().slice(11, 16))
const pass = (ms: number) => open.centre.clock.advance(ms)
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString()

test('a report is made at its time with the hour before it, once, and is kept', async () => {
  schedule({ DoneUntil: open.centre.clock.now() + minutes(10) })
  open.centre.ready('agent1')
  pass(HOUR_MS)
  const reports = scheduled()
  await reports.run()
  expect(runs()).toEqual([])
  pass(minutes(6))
  await Promise.all([reports.run(), reports.run()])
  await reports.run()
  expect(hoursOf()).toEqual(['13:05'])
  expect(textOf(blobs.get(runs()[0]?.Key ?? ''))).toContain(
    'agent1,Ana Agent,2026-11-21T12:00:00Z,',
  )
  expect(failures).toEqual([])
})

test('what was due while nobody was there is made up, each once, and with its own time', async () => {
  schedule()
  pass(3 * HOUR_MS + minutes(10))
  await scheduled().run()
  await scheduled().run()
  expect(hoursOf()).toEqual(['12:05', '13:05', '14:05', '15:05'])
  expect(runs().map(({ From, Until }) => (Until - From) / HOUR_MS)).toEqual([1, 1, 1, 1])
})

test('a sudden end between the file and the journal leaves one file of that time, not two', async () => {
  schedule()
  pass(minutes(6))
  await scheduled(false).run()
  expect([runs().length, blobs.size, failures.length]).toEqual([0, 1, 1])
  await scheduled().run()
  expect([runs().length, blobs.size]).toEqual([1, 1])
})

test('while history cannot be read nothing is skipped: it is made when it can be', async () => {
  schedule()
  pass(minutes(6))
  history = 'away'
  await scheduled().run()
  expect(runs()).toEqual([])
  history = 'there'
  pass(HOUR_MS)
  await scheduled().run()
  expect(hoursOf()).toEqual(['12:05', '13:05'])
})

test('whoever may not see the report any more gets a sentence in place of the file', async () => {
  schedule()
  pass(minutes(6))
  allowed = false
  await scheduled().run()
  expect(runs()).toMatchObject([{ Problem: expect.stringContaining('may not see') }])
  expect(blobs.size).toBe(0)
})

test('a receiver that was away is sent the file later, under the same id, and once', async () => {
  schedule({ Sink: 'bi' })
  pass(minutes(6))
  receiver = 'away'
  const reports = scheduled()
  await reports.run()
  expect(runs()).toMatchObject([{ Delivery: 'pending', DeliveryProblem: 'Nobody listens there.' }])
  receiver = 'there'
  pass(minutes(1))
  await reports.run()
  await reports.run()
  expect(runs()).toMatchObject([{ Delivery: 'delivered' }])
  expect(delivered.map(({ id }) => id)).toEqual([`s1:${runs()[0]?.DueAt}`])
})

test('a receiver that hangs is asked once in a look, however many files wait for it', async () => {
  schedule({ Sink: 'bi' })
  receiver = 'hanging'
  pass(10 * HOUR_MS)
  const reports = scheduled()
  await reports.run()
  expect([runs().length, asked]).toEqual([10, 1])
  receiver = 'there'
  await reports.run()
  expect(delivered).toHaveLength(10)
})

test('old files go, and those of a schedule that was deleted', async () => {
  schedule({ Every: 'day', At: '12:05', KeepDays: 2 })
  const reports = scheduled()
  for (let day = 0; day < 5; day++) {
    pass(24 * HOUR_MS)
    await reports.run()
  }
  expect([runs().length, blobs.size]).toEqual([2, 2])
  open.centre.tell({ type: 'config.delete', kind: SCHEDULE_KIND, id: 's1' })
  await reports.run()
  expect([runs().length, blobs.size]).toEqual([0, 0])
})

test('one made by hand does not take the place of the one that is due', async () => {
  schedule()
  pass(minutes(4))
  const reports = scheduled()
  await reports.makeNow('s1')
  pass(minutes(2))
  await reports.run()
  expect(hoursOf()).toEqual(['12:04', '12:05'])
})

test('a saved report of metrics can be scheduled as PDF', async () => {
  schedule({ Page: '/reports', Query: 'by=QUEUE', Format: 'pdf' })
  pass(minutes(6))
  await scheduled().run()
  expect(textOf(blobs.get(runs()[0]?.Key ?? '')).slice(0, 5)).toBe('%PDF-')
})
