import { expect, test } from 'vitest'
import { asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import { savedReportRoute } from './saved-report-route.ts'
import { Sessions } from './sessions.ts'

const REPORT = { name: 'Monday', page: '/reports', query: 'by=QUEUE&time=-1-week' }

async function reports() {
  const centre = await TestCentre.open()
  const { view } = centre.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  const submit = async (input: Parameters<TestCentre['tell']>[0]) => centre.tell(input)
  const route = savedReportRoute({ centre: view, sessions, clock: centre.clock, submit })
  return asking(route, sessions, centre)
}

test('a supervisor saves a report, finds it again, changes and deletes it', async () => {
  const ask = await reports()
  const { json, status } = await ask('POST', '/api/reports', REPORT, 'supervisor')
  expect(status).toBe(200)
  expect(json).toMatchObject({ ...REPORT, shared: false, isMine: true, owner: 'supervisor' })
  const path = `/api/reports/${json.id}`
  await ask('PUT', path, { ...REPORT, name: 'Tuesday' }, 'supervisor')
  expect((await ask('GET', '/api/reports', {}, 'supervisor')).json.reports).toMatchObject([
    { name: 'Tuesday' },
  ])
  await ask('DELETE', path, {}, 'supervisor')
  expect((await ask('GET', path, {}, 'supervisor')).status).toBe(404)
})

test('others see a report only when it is shared, and do not change it', async () => {
  const ask = await reports()
  const { json } = await ask('POST', '/api/reports', REPORT, 'supervisor')
  const path = `/api/reports/${json.id}`
  expect((await ask('GET', path, {}, 'qa')).status).toBe(404)
  await ask('PUT', path, { ...REPORT, shared: true }, 'supervisor')
  expect((await ask('GET', path, {}, 'qa')).json).toMatchObject({ isMine: false })
  expect((await ask('DELETE', path, {}, 'qa')).status).toBe(403)
})

test('agents have no reports, and what is not one is refused with a sentence', async () => {
  const ask = await reports()
  expect((await ask('GET', '/api/reports', {}, 'agent1')).status).toBe(403)
  for (const wrong of [
    {},
    { ...REPORT, name: ' ' },
    { ...REPORT, page: 'https://elsewhere.example' },
    { ...REPORT, page: '//elsewhere' },
    { ...REPORT, query: 7 },
    { ...REPORT, query: 'x'.repeat(5_000) },
    { ...REPORT, shared: 'yes' },
  ]) {
    const { status, body } = await ask('POST', '/api/reports', wrong)
    expect([status, body.includes('must')]).toEqual([400, true])
  }
})
