import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { until } from '../../test/support/until.ts'
import type { JsonObject } from '../core/json.ts'
import type { HandlerCall } from './handler-call.ts'
import { functionNames, HandlerPool } from './handler-pool.ts'

let root: string
let pool: HandlerPool
let calls = 0

const open = (processesMax: number) =>
  new HandlerPool({
    folder: join(root, 'functions'),
    scratchFolder: join(root, 'scratch'),
    logFolder: join(root, 'logs'),
    workerFile: fileURLToPath(new URL('./handler-worker.mjs', import.meta.url)),
    region: 'eu-north-1',
    processesMax,
  })

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'parley-functions-')))
  process.env.PARLEY_SECRET_FOR_TEST = 'secret'
  pool = open(4)
})

afterAll(async () => {
  delete process.env.PARLEY_SECRET_FOR_TEST
  await pool.close()
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
})

function write(name: string, source: string, file = 'index.mjs'): void {
  mkdirSync(join(root, 'functions', name), { recursive: true })
  writeFileSync(join(root, 'functions', name, file), source)
}

// The machine that runs the tests may be busy: what must happen soon is measured elsewhere.
vi.setConfig({ testTimeout: 20_000 })

const call = (name: string, event: JsonObject = {}, more: Partial<HandlerCall> = {}) =>
  pool.invoke({
    name,
    arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    event,
    requestId: `r${++calls}`,
    timeLimitMs: 15_000,
    memoryMegabytes: 64,
    environment: {},
    ...more,
  })

/** Writes a handler with this body and calls it. */
let handlers = 0
async function run(body: string, event: JsonObject = {}, more: Partial<HandlerCall> = {}) {
  const name = `f${++handlers}`
  write(name, `export const handler = async (event, context) => { ${body} }`)
  return call(name, event, more)
}

describe('a handler', () => {
  test('gets event and context as in Lambda', async () => {
    const outcome = await run(
      `const { functionName, invokedFunctionArn, awsRequestId, memoryLimitInMB } = context
       return { event, functionName, invokedFunctionArn, awsRequestId, memoryLimitInMB,
         hasTime: context.getRemainingTimeInMillis() > 3000 }`,
      { Name: 'ContactFlowEvent' },
    )
    expect(outcome).toEqual({
      ok: true,
      result: {
        event: { Name: 'ContactFlowEvent' },
        functionName: `f${handlers}`,
        invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:f${handlers}`,
        awsRequestId: `r${calls}`,
        memoryLimitInMB: '64',
        hasTime: true,
      },
    })
  })

  test.each([
    [
      'called back',
      'index.js',
      'exports.handler = (e, c, done) => setTimeout(() => done(null, { a: 1 }), 5)',
    ],
    ['CommonJS', 'index.cjs', 'exports.handler = async () => ({ a: 1 })'],
    ['a module in .js', 'index.js', 'export const handler = async () => ({ a: 1 })'],
    ['default', 'index.mjs', 'export default { handler: () => ({ a: 1 }) }'],
    [
      'succeeding by its context',
      'index.cjs',
      'exports.handler = (e, c) => { c.succeed({ a: 1 }) }',
    ],
  ])('may be %s', async (name, file, source) => {
    const folder = name.replaceAll(/\W/g, '-')
    write(folder, source, file)
    expect(await call(folder)).toEqual({ ok: true, result: { a: 1 } })
  })

  test('that never answers and waits for nothing returns nothing', async () => {
    write('silent', 'exports.handler = (event, context, callback) => {}', 'index.cjs')
    expect(await call('silent')).toEqual({ ok: true, result: null })
    expect(await run('await new Promise(() => {})')).toEqual({ ok: true, result: null })
  })

  test('stays warm from call to call, and is fresh again when its file changes', async () => {
    const source = (version: number) =>
      `let n = 0; export const handler = async () => ({ version: ${version}, n: ++n })`
    write('warm', source(1))
    expect(await call('warm')).toMatchObject({ result: { version: 1, n: 1 } })
    expect(await call('warm')).toMatchObject({ result: { version: 1, n: 2 } })
    write('warm', source(22))
    await new Promise(resolve => setTimeout(resolve, 250))
    expect(await call('warm')).toMatchObject({ result: { version: 22, n: 1 } })
  })

  test('may read its own folder and what functions share, and import from there', async () => {
    mkdirSync(join(root, 'functions/shared'), { recursive: true })
    writeFileSync(join(root, 'functions/shared/greet.mjs'), 'export const greet = n => `Hi ${n}`')
    write(
      'reader',
      `import { readFileSync } from 'node:fs'
       import { greet } from '../shared/greet.mjs'
       export const handler = async () => ({ own: readFileSync('data.txt', 'utf8'), text: greet('A') })`,
    )
    write('reader', 'mine', 'data.txt')
    expect(await call('reader')).toEqual({ ok: true, result: { own: 'mine', text: 'Hi A' } })
  })

  test('may keep files for a while in its scratch folder', async () => {
    const outcome = await run(
      `const fs = await import('node:fs'); const path = process.env.TMPDIR + '/x'
       fs.writeFileSync(path, 'y'); return { read: fs.readFileSync(path, 'utf8') }`,
    )
    expect(outcome).toEqual({ ok: true, result: { read: 'y' } })
  })

  test('reaches the network', async () => {
    expect(
      await run(
        `const http = await import('node:http')
         const server = http.createServer((_, response) => response.end('{"a":1}'))
         await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
         const response = await fetch('http://127.0.0.1:' + server.address().port)
         const read = await response.json(); server.close(); server.closeAllConnections(); return read`,
      ),
    ).toEqual({ ok: true, result: { a: 1 } })
  })
})

describe('a handler harms nothing:', () => {
  beforeAll(() => write('fine', 'export const handler = async () => ({ fine: true })'))

  test.each([
    ['throws', 'throw new Error("boom")', 'failed', 'boom'],
    ['throws nothing', 'throw undefined', 'failed', 'undefined'],
    ['is cyclic', 'const a = {}; a.a = a; return a', 'failed', 'circular'],
    ['returns a big number', 'return { n: 1n }', 'failed', 'BigInt'],
    ['returns too much', 'return { a: "x".repeat(1e6) }', 'failed', 'too much'],
    ['exits', 'process.exit(0)', 'died', 'exit code 0'],
    [
      'fails later',
      'setTimeout(() => { throw new Error("late") }, 5); await new Promise(r => setTimeout(r, 500))',
      'died',
      'exit code 1',
    ],
    [
      'rejects later',
      'void Promise.reject(new Error("late")); await new Promise(r => setTimeout(r, 500))',
      'died',
      'exit code 1',
    ],
    [
      'fills its heap',
      'const a = []; for (;;) a.push(new Array(1e5).fill(a.length))',
      'died',
      'SIG',
    ],
    [
      'fills memory outside of it',
      'const a = []; for (;;) { a.push(Buffer.alloc(1e7, 1)); await new Promise(r => setTimeout(r, 1)) }',
      'failed',
      'memory',
    ],
    [
      'floods its output',
      'const fs = await import("node:fs"); for (;;) try { fs.writeSync(1, "x".repeat(65536)) } catch {}',
      'failed',
      'printed',
    ],
  ])('one that %s', async (_, body, why, message) => {
    const outcome = await run(body)
    expect(outcome).toMatchObject({ ok: false, why })
    expect('message' in outcome && outcome.message).toContain(message)
    expect(await call('fine')).toEqual({ ok: true, result: { fine: true } })
  })

  test.each(['for (;;) {}', 'await new Promise(resolve => setTimeout(resolve, 60000))'])(
    'one that goes on for ever is stopped in time: %s',
    async body => {
      const startedAt = performance.now()
      expect(await run(body, {}, { timeLimitMs: 500 })).toMatchObject({ ok: false, why: 'timeUp' })
      expect(performance.now() - startedAt).toBeLessThan(3000)
    },
  )

  test('one that goes on by itself when it has answered is ended', async () => {
    expect(await run('setTimeout(() => { for (;;) {} }, 1); return {}')).toMatchObject({ ok: true })
    const scratch = () => readdirSync(join(root, 'scratch')).join(' ')
    const name = `f${handlers}-`
    expect(scratch()).toContain(name)
    await until('its process is gone', () => !scratch().includes(name), 20_000)
  }, 25_000)

  test('one that fills the disk is stopped', async () => {
    const body = `const fs = await import('node:fs'); const path = process.env.TMPDIR + '/x'
      for (;;) { fs.appendFileSync(path, Buffer.alloc(1e7, 1)); await new Promise(r => setTimeout(r, 1)) }`
    const outcome = await run(body, {}, { timeLimitMs: 8000 })
    expect(outcome).toMatchObject({ ok: false, message: 'It filled its scratch folder.' })
    expect(readdirSync(join(root, 'scratch'))).not.toContain(`f${handlers}`)
  }, 10_000)

  test('one that prints megabytes is served, and most of it dropped', async () => {
    const outcome = await run(
      'for (let i = 0; i < 50; i++) console.log("x".repeat(1e5)); return {}',
    )
    expect(outcome).toEqual({ ok: true, result: {} })
    await pool.close()
    const log = readFileSync(join(root, `logs/f${handlers}.log`), 'utf8')
    expect(log.length).toBeLessThan(300_000)
    expect(log).toContain('dropped')
    pool = open(4)
  })

  test.each([
    [
      'other files',
      'return { a: (await import("node:fs")).readFileSync("/etc/hostname", "utf8") }',
    ],
    ['files it may not write', 'return { a: (await import("node:fs")).writeFileSync("x", "y") }'],
    ['programs', 'return { a: (await import("node:child_process")).execSync("id").toString() }'],
    [
      'threads',
      'return { a: new (await import("node:worker_threads")).Worker("1", { eval: true }).threadId }',
    ],
    ['signals', 'return { a: process.kill(process.ppid, 0) }'],
    ['the wire to us', 'process.send({ id: context.awsRequestId, json: "{}" })'],
  ])('%s are out of its reach', async (_, body) => {
    expect(await run(body)).toMatchObject({ ok: false, why: 'failed' })
  })

  test('our secrets are not in its environment; its own settings are', async () => {
    const outcome = await run('return { ...process.env }', {}, { environment: { TABLE: 'people' } })
    const result = JSON.stringify(outcome)
    expect(outcome).toMatchObject({ result: { TABLE: 'people', AWS_REGION: 'eu-north-1' } })
    expect(result).not.toContain('PARLEY')
  })

  test.each(['none', '..', '../functions', 'a/b', ''])('there is no function %j', async name => {
    expect(await call(name)).toMatchObject({ ok: false, why: 'missing' })
  })

  test('one that does not compile says so', async () => {
    write('broken', 'export const handler = async ( => {}')
    expect(await call('broken')).toMatchObject({ ok: false, why: 'failed' })
    write('empty', 'export const other = 1')
    expect(await call('empty')).toMatchObject({ ok: false, why: 'failed' })
  })
})

test('no more run at once than there are processes; who waits too long is told', async () => {
  const small = open(1)
  write(
    'slow',
    'export const handler = async e => { await new Promise(r => setTimeout(r, e.ms)); return {} }',
  )
  const ask = (ms: number, timeLimitMs: number) =>
    small.invoke({
      name: 'slow',
      arn: 'slow',
      event: { ms },
      requestId: `s${++calls}`,
      timeLimitMs,
      memoryMegabytes: 64,
      environment: {},
    })
  const outcomes = await Promise.all([ask(600, 5000), ask(1, 300), ask(1, 5000)])
  expect(outcomes.map(each => (each.ok ? 'done' : each.why))).toEqual(['done', 'busy', 'done'])
  await small.close()
})

test('the folder says which functions there are', () => {
  expect(functionNames(join(root, 'functions'))).toContain('warm')
  expect(functionNames(join(root, 'functions'))).not.toContain('shared')
  expect(functionNames(join(root, 'nowhere'))).toEqual([])
})
