import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { heard } from '../../test/support/command-line.ts'
import { type ProviderStub, startProviderStub } from '../../test/support/provider-stub.ts'
import { runMessagingCommand } from './messaging-command.ts'

let centre: ProviderStub
let folder: string

beforeEach(async () => {
  centre = await startProviderStub()
  folder = mkdtempSync(join(tmpdir(), 'parley-messaging-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await centre.stop()
})

const run = (...args: string[]) =>
  heard(runMessagingCommand, [...args, '--endpoint', centre.url], { PARLEY_ADMIN_PASSWORD: 'word' })

test('a channel is set by a file, and where the provider reaches us is shown', async () => {
  const file = join(folder, 'sms.json')
  writeFileSync(file, '{"provider": "webhook"}')
  const callbackUrl = 'https://centre/api/messaging/crm/in'
  centre.answer = () => ({ status: 200, body: JSON.stringify({ callbackUrl, secret: 'S3CRET' }) })
  const { code, out } = await run('set', 'crm', file)
  expect([code, out]).toEqual([0, expect.stringContaining(callbackUrl)])
  expect(out).toContain('S3CRET')
  const [asked] = centre.requests
  expect(asked).toMatchObject({ path: '/api/messaging/crm', body: '{"provider":"webhook"}' })
  expect(asked?.headers.authorization).toBe(`Basic ${Buffer.from('admin:word').toString('base64')}`)
})

test('channels are listed, shown and deleted', async () => {
  const channel = { name: 'crm', provider: 'webhook', addresses: ['+1', '+2'] }
  centre.answer = () => ({ status: 200, body: JSON.stringify({ ...channel, channels: [channel] }) })
  expect((await run('list')).out).toBe('crm  webhook  +1 +2\n')
  expect((await run('show', 'crm')).out).toContain('"webhook"')
  expect((await run('delete', 'crm')).out).toBe('crm is deleted.\n')
  expect(centre.requests.map(({ path }) => path)).toEqual([
    '/api/messaging',
    '/api/messaging/crm',
    '/api/messaging/crm',
  ])
})

test('what is wrong is told in one sentence', async () => {
  const file = join(folder, 'bad.json')
  writeFileSync(file, '[7')
  expect(await run('set', 'crm', file)).toMatchObject({
    code: 2,
    err: 'The file must hold a JSON object.\n',
  })
  expect(await run('set', 'crm')).toMatchObject({ code: 2, err: 'Give one name and one file.\n' })
  expect((await run('set', 'crm', join(folder, 'none'))).code).toBe(2)
  centre.answer = () => ({ status: 400, body: '{"title": "No."}' })
  expect(await run('show', 'crm')).toMatchObject({ code: 2, err: 'No.\n' })
})
