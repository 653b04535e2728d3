import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Ask, asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import type { JsonObject } from '../core/json.ts'
import { functionRoutes } from './function-routes.ts'
import { Sessions } from './sessions.ts'

const arnFor = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`

let root: string
let centre: TestCentre
let ask: Ask

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'parley-function-routes-'))
  mkdirSync(join(root, 'functions/lookup'), { recursive: true })
  writeFileSync(join(root, 'functions/lookup/index.mjs'), '')
  centre = await TestCentre.open()
  const sessions = new Sessions(Buffer.from('secret'), centre.centre.view)
  const route = functionRoutes({
    centre: centre.centre.view,
    sessions,
    functionsFolder: join(root, 'functions'),
    logFolder: root,
    arnFor,
    submit: async input => centre.tell(input),
  })
  ask = asking(route, sessions, centre)
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

test('a function in the folder is there by itself, and shows whether flows may call it', async () => {
  const shown = { name: 'lookup', arn: arnFor('lookup'), type: 'local', associated: false }
  expect((await ask('GET', '/api/functions/lookup')).json).toMatchObject(shown)
  const id = arnFor('lookup')
  centre.tell({ type: 'config.put', kind: 'lambda-function', id, document: { Arn: id } })
  expect(JSON.parse((await ask('GET', '/api/functions')).body)).toMatchObject([
    { ...shown, associated: true },
  ])
  expect((await ask('GET', '/api/functions/none')).status).toBe(404)
})

test('a web address is given a secret, which is shown once', async () => {
  const url = 'https://example.com/fn'
  const made = await ask('PUT', '/api/functions/web', { type: 'https', url })
  expect(made).toMatchObject({ status: 200, json: { type: 'https', url } })
  const { secret } = made.json
  expect(String(secret).length).toBeGreaterThan(30)
  expect((await ask('GET', '/api/functions')).body).not.toContain(secret)
  const again = await ask('PUT', '/api/functions/web', { type: 'https', url: `${url}/2` })
  expect(again.json.secret, 'a new address keeps the secret').toBe(secret)
  await ask('DELETE', '/api/functions/web')
  expect((await ask('GET', '/api/functions/web')).status).toBe(404)
})

test('keys and the values of variables are never shown', async () => {
  const lambda = {
    type: 'lambda',
    region: 'eu-west-1',
    accessKeyId: 'AKID',
    secretAccessKey: 'top',
  }
  expect((await ask('PUT', '/api/functions/aws', lambda)).json).toMatchObject({
    type: 'lambda',
    region: 'eu-west-1',
  })
  const local = { type: 'local', memoryMegabytes: 256, environment: { TOKEN: 'hidden' } }
  expect((await ask('PUT', '/api/functions/lookup', local)).json).toMatchObject({
    memoryMegabytes: 256,
    environment: ['TOKEN'],
  })
  const all = (await ask('GET', '/api/functions')).body
  for (const secret of ['AKID', 'top', 'hidden']) expect(all).not.toContain(secret)
})

test.each<JsonObject>([
  {},
  { type: 'other' },
  { type: 'https' },
  { type: 'https', url: 'http://example.com/' },
  { type: 'https', url: 'https://example.com/', secret: 'short' },
  { type: 'lambda', accessKeyId: 'AKID' },
  { type: 'lambda', endpoint: 'nowhere' },
  { type: 'local', memoryMegabytes: 1 },
  { type: 'local', environment: { NODE_OPTIONS: '--inspect' } },
  { type: 'local', environment: { A: 1 } },
  { type: 'local', arn: 'arn:aws:s3:::bucket' },
])('%j is refused', async body => {
  expect((await ask('PUT', '/api/functions/lookup', body)).status).toBe(400)
  expect(centre.centre.view.directory.get('function', 'lookup')).toBeUndefined()
})

test('what a function printed can be read, the older part first', async () => {
  writeFileSync(join(root, 'lookup.log.1'), 'one\n')
  writeFileSync(join(root, 'lookup.log'), 'two\n')
  expect((await ask('GET', '/api/functions/lookup/log')).body).toBe('one\ntwo\n')
  expect((await ask('GET', '/api/functions/none/log')).body).toBe('')
})

test('only administrators may', async () => {
  expect((await ask('GET', '/api/functions', {}, 'agent1')).status).toBe(401)
  expect((await ask('PUT', '/api/functions/lookup', { type: 'local' }, 'agent1')).status).toBe(401)
})
