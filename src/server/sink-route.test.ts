import { beforeEach, expect, test } from 'vitest'
import { type Ask, asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import { Sessions } from './sessions.ts'
import { SinkHub } from './sink-hub.ts'
import { sinkRoute } from './sink-route.ts'

let centre: TestCentre
let hub: SinkHub
let ask: Ask

beforeEach(async () => {
  centre = await TestCentre.open()
  const { view } = centre.centre
  hub = new SinkHub({
    directory: view.directory,
    natsUrl: 'nats://me:word@127.0.0.1:4222',
    wanted: () => undefined,
  })
  const sessions = new Sessions(Buffer.from('secret'), view)
  const submit = async (input: Parameters<TestCentre['tell']>[0]) => centre.tell(input)
  const route = sinkRoute({ clock: centre.clock, centre: view, sessions, hub, submit })
  ask = asking(route, sessions, centre)
})

const webhook = { type: 'webhook', url: 'https://crm.example.com/hook' }

test('a webhook is made, shown without its secret, changed and deleted', async () => {
  const made = await ask('PUT', '/api/sinks/crm', webhook)
  expect(made.status).toBe(200)
  const secret = String(made.json.secret)
  expect(secret).toHaveLength(43)
  const all = await ask('GET', '/api/sinks')
  expect(all.body).toContain('"name":"crm"')
  expect(all.body).not.toContain(secret)
  expect(all.body).not.toContain('word')
  const changed = await ask('PUT', '/api/sinks/crm', { ...webhook, kinds: ['agent-event'] })
  expect(changed.json).toMatchObject({ kinds: ['agent-event'], hasSecret: true })
  expect(changed.json.secret).toBeUndefined()
  expect(hub.settings().crm).toMatchObject({ secret, kinds: ['agent-event'] })
  expect((await ask('DELETE', '/api/sinks/crm')).status).toBe(200)
  expect((await ask('GET', '/api/sinks/crm')).status).toBe(404)
})

test('only administrators see or change who is told', async () => {
  for (const method of ['GET', 'PUT', 'DELETE']) {
    expect((await ask(method, '/api/sinks/crm', webhook, 'agent1')).status).toBe(401)
  }
  expect(hub.settings().crm).toBeUndefined()
})

test('what the environment or the API made is not changed here, and a wrong name is no sink', async () => {
  expect((await ask('PUT', '/api/sinks/nats', { type: 'file' })).status).toBe(409)
  expect((await ask('DELETE', '/api/sinks/nats')).status).toBe(409)
  expect((await ask('GET', '/api/sinks/constructor')).status).toBe(404)
  expect((await ask('PUT', '/api/sinks/..%2Fx', { type: 'file' })).status).toBe(400)
  expect((await ask('PUT', '/api/sinks/crm', { type: 'file', url: 'x' })).status).toBe(400)
})

test('the sink node is told of the sinks when it comes and when they change, and its figures are shown', async () => {
  const sent: object[] = []
  let report: (message: never) => void = () => undefined
  hub.accept({
    send: message => void sent.push(message),
    close: () => undefined,
    onMessage: listener => {
      report = listener
    },
    onClose: () => undefined,
  })
  await ask('PUT', '/api/sinks/archive', { type: 'file' })
  hub.settingsChanged()
  hub.settingsChanged()
  expect(sent).toHaveLength(2)
  expect(sent[1]).toMatchObject({ sinks: { nats: {}, archive: { type: 'file' } } })
  const status = { delivered: 7, failures: 1, setAside: 0, missed: 0, position: 90, at: 1000 }
  report({ type: 'report', statuses: { archive: status }, newest: 100, now: 3500 } as never)
  expect(hub.figures).toMatchObject({
    'sink_delivered{sink="archive"}': 7,
    'sink_lag_entries{sink="archive"}': 10,
    'sink_lag_seconds{sink="archive"}': 2.5,
  })
  expect((await ask('GET', '/api/sinks/archive')).json.status).toEqual(status)
})
