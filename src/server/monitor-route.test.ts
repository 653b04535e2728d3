import { beforeEach, expect, test } from 'vitest'
import { type Ask, asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import { monitorRoute } from './monitor-route.ts'
import { Sessions } from './sessions.ts'

const PATH = '/api/contacts/listening/monitor'

let centre: TestCentre
let ask: Ask
beforeEach(async () => {
  centre = await TestCentre.open()
  const { view } = centre.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  const submit = async (input: Parameters<TestCentre['tell']>[0]) => centre.tell(input)
  ask = asking(monitorRoute({ centre: view, sessions, submit }), sessions, centre)
  centre.ready('agent1')
  centre.choose(centre.call(), '1')
  centre.does('agent1', 'accept')
  centre.hearOut(centre.agentLeg('agent1'))
  centre.tell({ type: 'agent.reachable', agentId: centre.user('supervisor'), reachable: true })
})

function listen(mayBarge = true): void {
  const refused = centre.tell({
    type: 'contact.monitor',
    contactId: centre.agent('agent1').contacts[0]?.contactId ?? '',
    agentId: centre.user('supervisor'),
    monitorId: 'listening',
    participantId: '',
    mayBarge,
  })
  expect(refused).toBeUndefined()
}

const mode = () => centre.agent('supervisor').contacts[0]?.monitoring?.mode

test('a supervisor whispers, barges in and only listens again by the API', async () => {
  listen()
  for (const each of ['WHISPER', 'BARGE', 'SILENT_MONITOR']) {
    const { status, json } = await ask('POST', PATH, { mode: each }, 'supervisor')
    expect([status, json]).toEqual([200, { contactId: 'listening', mode: each }])
    expect(mode()).toBe(each)
  }
  expect((await ask('POST', PATH, { mode: 'WHISPER' })).status).toBe(200)
})

test('nobody does it for another, from a page of others, or with a mode that is none', async () => {
  listen()
  const barge = { mode: 'BARGE' }
  expect((await ask('POST', PATH, barge, 'agent2')).status).toBe(404)
  expect((await ask('POST', '/api/contacts/nothing/monitor', barge)).status).toBe(404)
  const foreign = { origin: 'https://elsewhere.example', host: 'parley.example' }
  expect((await ask('POST', PATH, barge, 'supervisor', foreign)).status).toBe(403)
  expect((await ask('POST', PATH, { mode: 'SHOUT' }, 'supervisor')).status).toBe(400)
  expect((await ask('GET', PATH, {}, 'supervisor')).status).toBe(405)
  expect(mode()).toBe('SILENT_MONITOR')
})

test('who may only listen is told so', async () => {
  listen(false)
  const answer = await ask('POST', PATH, { mode: 'WHISPER' }, 'supervisor')
  expect(answer.status).toBe(409)
  expect(answer.body).toContain('may not speak')
})
