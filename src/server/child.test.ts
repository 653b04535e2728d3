import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Child } from './child.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-child-'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true, force: true })
})

test('who says what keeps it busy is waited for longer than a minute, and who is silent is not', async () => {
  const program = join(folder, 'busy.mjs')
  const isDone = join(folder, 'done')
  writeFileSync(
    program,
    `import { existsSync } from 'node:fs'
     let count = 0
     process.on('disconnect', () => process.exit(0))
     setInterval(() => {
       if (existsSync(${JSON.stringify(isDone)})) process.send({ type: 'ready', lines: ['here'] })
       else process.send({ type: 'busy', sentence: 'busy ' + ++count })
     }, 10)`,
  )
  let heard: () => void = () => undefined
  const child = new Child({
    name: 'centre',
    program,
    environment: {},
    runFolder: folder,
    report: () => heard(),
  })
  const started = child.start()
  for (let minute = 0; minute < 3; minute++) {
    await new Promise<void>(resolve => {
      heard = resolve
    })
    vi.advanceTimersByTime(55_000)
  }
  writeFileSync(isDone, '')
  expect(await started).toEqual(['here'])
  const stopped = child.stop(60_000)
  await stopped

  writeFileSync(
    program,
    `process.on('disconnect', () => process.exit(0)); setInterval(() => {}, 1000)`,
  )
  const silent = new Child({
    name: 'centre',
    program,
    environment: {},
    runFolder: folder,
    report: () => undefined,
  })
  const late = expect(silent.start()).rejects.toThrow('not ready after a minute')
  vi.advanceTimersByTime(60_000)
  await late
  await silent.stop(60_000)
})

test('a child is started although nothing can be written: the disk may be full', async () => {
  const program = join(folder, 'ready.mjs')
  writeFileSync(
    program,
    `process.on('disconnect', () => process.exit(0)); process.send({ type: 'ready', lines: ['here'] })`,
  )
  const child = new Child({
    name: 'centre',
    program,
    environment: {},
    runFolder: join(folder, 'is', 'not', 'there'),
    report: () => undefined,
  })
  expect(await child.start()).toEqual(['here'])
  await child.stop(60_000)
})
