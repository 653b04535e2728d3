import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { processTree } from '../../test/support/process-tree.ts'
import { until } from '../../test/support/until.ts'
import type { HandlerCall } from '../function/handler-call.ts'
import { FunctionHost } from './function-host.ts'

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

let root: string
let host: FunctionHost
let calls = 0

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-function-host-'))
  const write = (name: string, body: string) => {
    mkdirSync(join(root, 'functions', name), { recursive: true })
    writeFileSync(
      join(root, 'functions', name, 'index.mjs'),
      `export const handler = async event => { ${body} }`,
    )
  }
  write('echo', 'return event')
  write('stuck', 'for (;;) {}')
  host = new FunctionHost({
    folder: join(root, 'functions'),
    scratchFolder: join(root, 'scratch'),
    logFolder: join(root, 'logs'),
    region: 'us-east-1',
    processesMax: 2,
  })
})

afterAll(async () => {
  await host.close()
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
})

const call = (name: string, timeLimitMs = 8000) => {
  const more: Omit<HandlerCall, 'name' | 'timeLimitMs'> = {
    arn: name,
    event: { n: ++calls },
    requestId: `r${calls}`,
    memoryMegabytes: 64,
    environment: {},
  }
  return host.invoke({ name, timeLimitMs, ...more })
}

test('functions run behind a process of their own, which is started again when it is killed', async () => {
  expect(await call('echo')).toEqual({ ok: true, result: { n: 1 } })
  const stuck = call('stuck')
  const first = host.pid ?? 0
  process.kill(first, 'SIGKILL')
  expect(await stuck).toMatchObject({ ok: false, why: 'died' })
  expect(await call('echo')).toEqual({ ok: true, result: { n: 3 } })
  expect(host.pid).not.toBe(first)
})

test('closing it ends every function, even one that never listens', async () => {
  const stuck = call('stuck')
  await until('the function runs', () => readdirSync(join(root, 'scratch')).length > 1, 5000)
  const family = processTree(host.pid ?? 0).map(({ pid }) => pid)
  expect(family.length).toBeGreaterThan(1)
  await host.close()
  expect(await stuck).toMatchObject({ ok: false, why: 'died' })
  await until('all are gone', () => !family.some(isThere), 2000)
})

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
