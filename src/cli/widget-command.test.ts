import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { heard } from '../../test/support/command-line.ts'
import { runWidgetCommand } from './widget-command.ts'

let server: Server
let endpoint: string
let asked: { readonly what: string; readonly who: string; readonly body: unknown }[]

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += String(chunk)
    })
    request.on('end', () => {
      const who = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64').toString()
      asked.push({ what: `${request.method} ${request.url}`, who, body: JSON.parse(body || '{}') })
      const isKnown = !request.url?.includes('nothing')
      response.statusCode = isKnown ? 200 : 404
      const widget = { id: 'w-1', name: 'Shop', origins: ['https://a.example'], secret: 'S3CRET' }
      const all = { widgets: [{ ...widget, requiresToken: true }] }
      const answer = request.url === '/api/widgets' && request.method === 'GET' ? all : widget
      response.end(JSON.stringify(isKnown ? answer : { title: 'There is no widget nothing.' }))
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  asked = []
})

test('a widget is made, and what belongs on the pages is shown with its secret', async () => {
  const { code, out } = await run(
    'create',
    'Shop',
    '--origin',
    'https://a.example',
    '--require-token',
  )
  expect(code).toBe(0)
  expect(out).toContain('S3CRET')
  expect(out).toContain(`${endpoint}/connectwidget/static/amazon-connect-chat-interface-client.js`)
  expect(out).toContain(`'amazon_connect', 'w-1'`)
  expect(asked).toEqual([
    {
      what: 'POST /api/widgets',
      who: 'admin:right',
      body: {
        name: 'Shop',
        flow: 'Sample chat flow',
        origins: ['https://a.example'],
        requiresToken: true,
      },
    },
  ])
})

test('a widget is changed by what is said only, listed and deleted', async () => {
  await run('change', 'w-1', '--settings', '{"texts":{"title":"Ask us"}}')
  expect(asked[0]).toMatchObject({
    what: 'PUT /api/widgets/w-1',
    body: { texts: { title: 'Ask us' } },
  })
  expect((await run('list')).out).toBe('w-1  Shop  with token  https://a.example\n')
  expect((await run('delete', 'w-1')).out).toBe('w-1 is deleted.\n')
})

test.each([
  [['create'], 'Give one name.'],
  [['snippet', 'nothing'], 'There is no widget nothing.'],
  [['change', 'w-1', '--settings', '[7'], '--settings must be a JSON object.'],
])('what is wrong is told in one sentence: %j', async (args, sentence) => {
  expect(await run(...args)).toMatchObject({ code: 2, err: `${sentence}\n` })
})

test('without a password, or a centre, nobody is asked', async () => {
  const silent = await heard(runWidgetCommand, ['list', '--endpoint', endpoint])
  expect(silent.code).toBe(2)
  expect(silent.err).toContain('PARLEY_ADMIN_PASSWORD')
  expect((await run('list', '--endpoint', 'http://127.0.0.1:1')).err).toContain('Nobody answers')
})

function run(...args: readonly string[]) {
  const place = args.includes('--endpoint') ? [] : ['--endpoint', endpoint]
  return heard(runWidgetCommand, [...args, ...place], { PARLEY_ADMIN_PASSWORD: 'right' })
}
