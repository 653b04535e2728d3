// What the world does to a centre that runs: its clock is put, its disk is full, it is stopped for a while.
// Nothing that was acknowledged may be lost, and callers who are there stay.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { clientConfig, type PostgresConnection } from '../../src/store/postgres/connection.ts'
import { AcknowledgedTasks } from '../support/acknowledged-tasks.ts'
import { connectClient } from '../support/connect-client.ts'
import { Contacts } from '../support/contacts.ts'
import { canFail, startFailingPostgres } from '../support/failing-postgres.ts'
import { canFakeTime, fakeTime } from '../support/fake-time.ts'
import { figuresOf } from '../support/figures.ts'
import { openLivePhone } from '../support/live-phone.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { until } from '../support/until.ts'

const NUMBER = '+15550100'

const endings: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function start(options: Parameters<typeof startParley>[0] = {}): Promise<Parley> {
  const parley = await startParley(options)
  endings.push(() => parley.stop())
  return parley
}

async function giveTasks(parley: Parley): Promise<AcknowledgedTasks> {
  const tasks = new AcknowledgedTasks(connectClient(parley), parley.credentials.instanceId)
  await tasks.start()
  endings.push(() => tasks.stop())
  return tasks
}

async function isWell(parley: Parley): Promise<boolean> {
  const patience = { signal: AbortSignal.timeout(2000) }
  return (await fetch(`${parley.httpUrl}/health`, patience).catch(() => undefined))?.ok === true
}

describe.skipIf(!canFakeTime)('a clock', () => {
  test('that is put forward an hour and back again ends no call, and locks nobody out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-clock-'))
    endings.push(() => rmSync(folder, { recursive: true, force: true }))
    const clock = join(folder, 'offset')
    writeFileSync(clock, '+0')
    const parley = await start({ env: fakeTime(clock) })
    const connect = connectClient(parley)
    const contacts = new Contacts(connect, parley.credentials.instanceId)
    const caller = await openLivePhone({ sipPort: parley.sipPort })
    endings.push(() => caller.close())
    const call = await caller.call(NUMBER)
    expect(call.status).toBe(200)
    caller.speak(440, call.rtpPort)
    await pause(1500)
    caller.digit(1, call.rtpPort)
    const queued = async () => (await figuresOf(parley)).contacts_queued === 1
    await until('the caller waits in the queue', queued)
    for (const offset of ['+3600', '+0', '-3600', '+0']) {
      writeFileSync(clock, offset)
      await pause(2500)
      expect(caller.wasHungUpOn(call), `at ${offset} s`).toBe(false)
      const before = caller.packetsHeard
      await until('music goes on', () => caller.packetsHeard > before + 25, 3000)
    }
    expect(await contacts.of('agent1'), 'who signs with the right time is let in').toEqual([])
    const before = await figuresOf(parley)
    expect(before.contacts_in_progress).toBe(1)
    await caller.hangUp(call)
    await until('the contact has its end', async () => {
      return (
        (await figuresOf(parley)).contacts_completed ===
        (before.contacts_completed ?? Number.NaN) + 1
      )
    })
  })
})

describe('a centre', () => {
  test('that stands still for five seconds loses nothing that it acknowledged', async () => {
    const parley = await start()
    const tasks = await giveTasks(parley)
    await tasks.more(20)
    const { pid } = parley.process('centre')
    process.kill(pid, 'SIGSTOP')
    await pause(5000)
    process.kill(pid, 'SIGCONT')
    await tasks.more(20)
    expect(parley.process('centre').pid, 'it was not given up').toBe(pid)
    await tasks.stop()
    expect(await tasks.lost()).toEqual([])
  })
})

const smallDisk = mountable()

describe.skipIf(!smallDisk)('a disk', () => {
  test('that is full stops acknowledging, and all is well when there is room again', async () => {
    const data = mkdtempSync(join(tmpdir(), 'parley-disk-'))
    endings.push(() => rmSync(data, { recursive: true, force: true }))
    mount(data, 160)
    endings.push(() => unmount(data))
    const parley = await start({ data })
    const tasks = await giveTasks(parley)
    await tasks.more(20)
    const filler = join(data, 'filler')
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k'], { stdio: 'ignore' })
    await beginNewFile(parley)
    await until('no more is acknowledged', () => tasks.refused > 3, 60_000)
    rmSync(filler)
    await tasks.more(20, 60_000)
    await until('it is well', () => isWell(parley), 20_000)
    await tasks.stop()
    expect(await tasks.lost()).toEqual([])
  }, 120_000)
})

describe.skipIf(!canFail())('a disk', () => {
  test('that now and then does not keep what it is given costs nothing that was acknowledged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-fsync-'))
    chmodSync(folder, 0o711)
    endings.push(() => rmSync(folder, { recursive: true, force: true }))
    const database = await startFailingPostgres(join(folder, 'postgres'), 100)
    endings.push(() => database.stop())
    const parley = await start({ env: { PARLEY_DATABASE_URL: database.url } })
    const tasks = await giveTasks(parley)
    await until('it has failed three times', () => database.failures >= 3, 60_000)
    await tasks.more(20, 60_000)
    await tasks.stop()
    expect(await tasks.lost()).toEqual([])
  }, 200_000)
})

/** The database has room in the file of its log that is begun: it is told to begin another. */
async function beginNewFile(parley: Parley): Promise<void> {
  const environment = readFileSync(`/proc/${parley.process('centre').pid}/environ`, 'utf8')
  const setting = environment.split('\0').find(each => each.startsWith('PARLEY_PG=')) ?? ''
  const connection = JSON.parse(setting.slice('PARLEY_PG='.length)) as PostgresConnection
  const database = new pg.Client(clientConfig(connection))
  database.on('error', () => undefined)
  await database.connect()
  // It has recycled some already.
  for (let n = 0; n < 20; n++) await database.query('select pg_switch_wal()').catch(() => undefined)
  await database.end().catch(() => undefined)
}

function mountable(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'parley-mount-'))
  try {
    if (!mount(folder, 1)) return false
    unmount(folder)
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function mount(folder: string, megabytes: number): boolean {
  mkdirSync(folder, { recursive: true })
  const args = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder]
  return spawnSync('mount', args, { stdio: 'ignore' }).status === 0
}

function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder], { stdio: 'ignore' })
}
