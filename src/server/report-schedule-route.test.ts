import { expect, test } from 'vitest'
import { asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import type { Input } from '../core/input.ts'
import { RUN_KIND } from '../report/scheduled-reports.ts'
import { reportScheduleRoutes } from './report-schedule-route.ts'
import { Sessions } from './sessions.ts'

const DAILY = { name: 'Every morning', page: '/reports/sign-ins', every: 'day', at: '06:30' }
const PATH = '/api/report-schedules'

async function schedules() {
  const centre = await TestCentre.open()
  const { view } = centre.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  const routes = reportScheduleRoutes({
    centre: view,
    sessions,
    clock: centre.clock,
    blobs: { get: async key => Buffer.from(`file ${key}`) },
    scheduled: { makeNow: async () => {} },
    submit: async (...inputs: Input[]) => {
      for (const input of inputs) centre.tell(input)
    },
  })
  const route = async (...given: Parameters<(typeof routes)[0]>) => {
    for (const each of routes) if (await each(...given)) return true
    return false
  }
  return { ask: asking(route, sessions, centre), centre }
}

test('a supervisor sets a report up, sees when it comes next, changes and deletes it', async () => {
  const { ask } = await schedules()
  const { status, json } = await ask('POST', PATH, DAILY, 'supervisor')
  expect([status, json.nextAt]).toEqual([200, Date.parse('2026-11-22T06:30:00Z')])
  const path = `${PATH}/${json.id}`
  const changed = await ask('PUT', path, { ...DAILY, zone: 'Asia/Tokyo' }, 'supervisor')
  expect(changed.json.nextAt).toBe(Date.parse('2026-11-21T21:30:00Z'))
  await ask('DELETE', path, {}, 'supervisor')
  expect((await ask('GET', PATH, {}, 'supervisor')).json).toEqual({ schedules: [] })
})

test('files are for whoever set the report up and for administrators, and for nobody else', async () => {
  const { ask, centre } = await schedules()
  const { json } = await ask('POST', PATH, DAILY, 'supervisor')
  const run = { ScheduleId: json.id, Owner: centre.user('supervisor'), Format: 'csv', DueAt: 5 }
  centre.change(RUN_KIND, `${json.id}:5`, { ...run, Key: 'k' })
  centre.change('agent', centre.user('qa'), {
    SecurityProfileIds: [centre.id('security-profile', 'CallCenterManager')],
  })
  const get = async (user: string) =>
    (await ask('GET', `${PATH}/${json.id}/files/5`, {}, user)).status
  expect(await Promise.all(['supervisor', 'admin', 'qa', 'agent1'].map(get))).toEqual([
    200, 200, 404, 403,
  ])
  expect((await ask('GET', `${PATH}/${json.id}`, {}, 'qa')).status).toBe(404)
})

test('nobody has a report made that they may not see, nor sent where no administrator said', async () => {
  const { ask, centre } = await schedules()
  centre.change('security-profile', centre.id('security-profile', 'QualityAnalyst'), {
    Permissions: ['MetricsReports.Schedule'],
  })
  expect((await ask('POST', PATH, DAILY, 'qa')).status).toBe(400)
  expect((await ask('POST', PATH, { ...DAILY, sink: 'nowhere' }, 'supervisor')).status).toBe(400)
})

test('what makes no sense is refused with a sentence', async () => {
  const { ask } = await schedules()
  for (const wrong of [
    { name: '' },
    { page: '/users' },
    { every: 'minute' },
    { at: '25:00' },
    { weekday: 8 },
    { zone: 'Mars' },
    { covers: 0 },
    { keepDays: 10_000 },
    { format: 'exe' },
    { language: '../..' },
  ]) {
    const { status, body } = await ask('POST', PATH, { ...DAILY, ...wrong })
    expect([status, body.includes('.')]).toEqual([400, true])
  }
})
