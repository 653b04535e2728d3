import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { identify } from '../io/process.ts'
import { readConfiguration } from './configuration.ts'
import { type Running, start } from './supervisor.ts'

// One data folder for all: making a database is the slow part of a first start.
const root = mkdtempSync(join(tmpdir(), 'parley-supervisor-'))
const data = join(root, 'data')
const running: Running[] = []
const processes: ChildProcess[] = []
let reports: string[] = []

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop()
  for (const each of processes.splice(0)) each.kill('SIGKILL')
  reports = []
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A child that does as real ones do, and notes each life of its. */
function program(name: string, body: string): string {
  const path = join(root, `${name}.mjs`)
  const preamble = `
    import { appendFileSync } from 'node:fs'
    appendFileSync(${JSON.stringify(livesFile(name))}, process.pid + '\\n')
    process.on('disconnect', () => process.exit(0))
    process.on('SIGTERM', () => process.exit(0))
    setInterval(() => {}, 1000)
  `
  rmSync(livesFile(name), { force: true })
  writeFileSync(path, preamble + body)
  return path
}

function livesFile(name: string): string {
  return join(root, `${name}.lives`)
}

/** Process ids, one for each time it was started. */
function lives(name: string): number[] {
  if (!existsSync(livesFile(name))) return []
  return readFileSync(livesFile(name), 'utf8').trim().split('\n').map(Number)
}

const ready = (line: string) => `process.send({ type: 'ready', lines: [${JSON.stringify(line)}] })`
const environment = { PARLEY_DATA: data, PARLEY_HTTP_PORT: '0', PARLEY_SIP_PORT: '0' }

async function begin(
  more: Record<string, string> = {},
  bodies: { centre?: string; sink?: string; wanted?: string } = {},
) {
  const started = await start(
    readConfiguration({ ...environment, ...more }),
    {
      centre: program('centre', bodies.centre ?? ready('centre is at home')),
      voice: program('voice', ready('voice too')),
      ...(bodies.sink !== undefined && { beside: { sink: program('sink', bodies.sink) } }),
      ...(bodies.wanted !== undefined && {
        whenWanted: { wanted: program('wanted', bodies.wanted) },
      }),
    },
    line => reports.push(line),
    new AbortController().signal,
  )
  running.push(started)
  return started
}

function isRunning(pid: number | undefined): boolean {
  return pid !== undefined && identify(pid) !== undefined
}

function databasePid(): number {
  return Number(readFileSync(join(data, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0])
}

test('everything starts, is told where the database is, and ends together', async () => {
  const asking = `process.send({ type: 'ready', lines: [process.env.PARLEY_PG] })`
  const { lines, stop } = await begin({}, { centre: asking })
  expect(lines[1]).toBe('voice too')
  const client = new pg.Client(JSON.parse(lines[0] ?? '') as pg.ClientConfig)
  await client.connect()
  const { rows } = await client.query(
    `select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync`,
  )
  await client.end()
  expect(rows).toEqual([{ checksums: 'on', fsync: 'on' }])
  const pids = [...lives('centre'), ...lives('voice'), databasePid()]
  expect(pids.map(isRunning)).toEqual([true, true, true])
  await stop()
  expect(pids.map(isRunning)).toEqual([false, false, false])
  expect(reports).toEqual([])
})

test('a node that is killed is started again', async () => {
  await begin()
  process.kill(lives('voice')[0] ?? 0, 'SIGKILL')
  await expect.poll(() => lives('voice').length).toBe(2)
  expect(reports).toEqual(['The voice node ended unexpectedly (SIGKILL); starting it again.'])
  expect(lives('centre')).toHaveLength(1)
})

test('a program that there is nothing to do for is started when there is, once', async () => {
  const wish = `process.send({ type: 'wanted', program: 'wanted' })`
  const centre = `${wish}; ${ready('here')}; setTimeout(() => { ${wish} }, 300)`
  const { stop } = await begin({}, { centre, wanted: ready('at last') })
  await expect.poll(() => lives('wanted').length).toBe(1)
  await new Promise(resolve => setTimeout(resolve, 500))
  expect(lives('wanted')).toHaveLength(1)
  await stop()
  expect(lives('wanted').some(isRunning)).toBe(false)
  const { stop: stopOther } = await begin({}, { wanted: ready('not wanted') })
  await stopOther()
  expect(lives('wanted')).toHaveLength(0)
})

test('what nobody waits for is started last, may crash as often as it likes, and ends with the others', async () => {
  const { lines, stop } = await begin({}, { sink: 'process.exit(1)' })
  expect(lines).toEqual(['centre is at home', 'voice too'])
  await expect.poll(() => lives('sink').length, { timeout: 5000 }).toBeGreaterThan(3)
  expect(lives('centre')).toHaveLength(1)
  await stop()
  expect([...lives('centre'), ...lives('sink')].some(isRunning)).toBe(false)
})

test('a database that is killed is started again in the same place', async () => {
  const asking = `process.send({ type: 'ready', lines: [process.env.PARLEY_PG] })`
  const { lines } = await begin({}, { centre: asking })
  const before = databasePid()
  process.kill(before, 'SIGKILL')
  const answers = async () => {
    const client = new pg.Client(JSON.parse(lines[0] ?? '') as pg.ClientConfig)
    client.on('error', () => undefined)
    await client.connect()
    await client.query('select 1')
    await client.end()
    return databasePid() !== before
  }
  await expect.poll(() => answers().catch(() => false), { timeout: 5000 }).toBe(true)
  expect(lives('centre')).toHaveLength(1)
})

describe('what is in the way is named in one sentence, and nothing is left running', () => {
  test('another Parley on the same data', async () => {
    await begin()
    await expect(begin()).rejects.toThrow(
      `Parley is already running on ${data} (process ${process.pid}).`,
    )
    expect(isRunning(databasePid())).toBe(true)
  })

  test('a port that somebody else has', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    await expect(begin({ PARLEY_HTTP_PORT: String(port) })).rejects.toThrow(
      `The HTTP port ${port} is used by another program: end that or set PARLEY_HTTP_PORT to a free one.`,
    )
    await expect(begin({ PARLEY_SIP_PORT: String(port) })).rejects.toThrow(
      `The SIP port ${port} is used by another program`,
    )
    server.close()
  })

  test('an address of another machine', async () => {
    const elsewhere = { PARLEY_BIND: '192.0.2.1', PARLEY_HTTP_PORT: '18080' }
    await expect(begin(elsewhere)).rejects.toThrow('192.0.2.1 is no address of this machine')
  })

  test('a data folder that cannot be written to', async () => {
    writeFileSync(join(root, 'file'), '')
    const folder = join(root, 'file', 'data')
    await expect(begin({ PARLEY_DATA: folder })).rejects.toThrow(
      `The data folder ${folder} cannot be written to`,
    )
  })

  test('whatever the centre node says', async () => {
    const centre = `process.send({ type: 'fatal', sentence: 'The moon is in the wrong place.' }, () => process.exit(1))`
    await expect(begin({}, { centre })).rejects.toThrow('The moon is in the wrong place.')
    expect(lives('centre')).toHaveLength(1)
    expect(isRunning(lives('voice')[0])).toBe(false)
    expect(existsSync(join(data, 'postgres/cluster/postmaster.pid'))).toBe(false)
  })

  test('a centre node that crashes time and again', async () => {
    await expect(begin({}, { centre: 'process.exit(3)' })).rejects.toThrow(
      'The centre node does not start; its last words are above.',
    )
    expect(lives('centre')).toHaveLength(3)
  })
})

test('a start after the supervisor was killed ends what was left behind', async () => {
  const paths = { centre: program('centre', ready('')), voice: program('voice', ready('')) }
  // A node that is stuck does not notice that its supervisor is gone.
  const stuck = program('centre', `${ready('')}\nprocess.removeAllListeners('disconnect')`)
  const first = supervisorProcess({ ...paths, centre: stuck })
  await isReady(first)
  const left = [lives('centre')[0], databasePid()]
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect(left.map(isRunning)).toEqual([true, true])
  await begin()
  expect(left.map(isRunning)).toEqual([false, false])
  expect(reports).toEqual([])
})

test('Ctrl-C ends everything in order and in time', async () => {
  const paths = { centre: program('centre', ready('hello')), voice: program('voice', ready('')) }
  const supervisor = supervisorProcess(paths)
  expect(await isReady(supervisor)).toBe('hello\n\nParley is ready\n')
  const left = [...lives('centre'), ...lives('voice'), databasePid()]
  supervisor.kill('SIGINT')
  supervisor.kill('SIGINT')
  expect(await once(supervisor, 'exit')).toEqual([0, null])
  expect(left.map(isRunning)).toEqual([false, false, false])
})

function supervisorProcess(programs: object): ChildProcess {
  const code = `import { run } from ${JSON.stringify(join(import.meta.dirname, 'supervisor.ts'))}
    await run(${JSON.stringify(programs)})`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(child)
  return child
}

async function isReady(child: ChildProcess): Promise<string> {
  let said = ''
  child.stdout?.on('data', data => {
    said += String(data)
  })
  await expect.poll(() => said, { timeout: 10_000 }).toContain('Parley is ready\n')
  return said
}
