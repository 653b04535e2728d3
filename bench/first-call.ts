// Row 29: from an empty folder to the first answered call: a fresh clone, `npm start`, a call that is
// answered; then a later start, and what it holds in memory when nothing goes on.
//   npx tsx bench/first-call.ts
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../test/support/free-port.ts'
import { processTree } from '../test/support/process-tree.ts'
import { until } from '../test/support/until.ts'
import { timeAnswers } from './support/callers.ts'
import { compare } from './support/compare.ts'

const NUMBER = '+15550100'
const LATER_STARTS = 5
const IDLE_AFTER_MS = 10_000

const running = new Set<ChildProcess>()
const folder = mkdtempSync(join(tmpdir(), 'parley-first-call-'))
// The database runs as another user when this one is root.
chmodSync(folder, 0o755)
const clone = join(folder, 'parley')
const env = {
  ...process.env,
  PARLEY_DATA: join(folder, 'data'),
  PARLEY_HTTP_PORT: String(await freePort()),
  PARLEY_SIP_PORT: String(await freePort()),
}

try {
  const startedAt = performance.now()
  execFileSync('git', ['clone', '-q', resolve('.'), clone])
  const parley = await start()
  await call()
  const first = (performance.now() - startedAt) / 1000
  await compare({
    row: 29,
    title: 'Clone, install, start and first answered call',
    unit: 's',
    better: 'less',
    rounds: 1,
    ours: { name: 'git clone and npm start, packages from npm or its cache', measure: () => first },
    floor: { figure: 180 },
    goal: { figure: 60 },
  })
  await stop(parley)
  await compare({
    row: 29,
    title: 'A later start until it is ready',
    unit: 's',
    better: 'less',
    rounds: LATER_STARTS,
    ours: { name: 'npm start', measure: laterStart },
    floor: { figure: 3 },
    goal: { figure: 1 },
  })
  await idle()
} finally {
  for (const parley of running) await stop(parley)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function idle(): Promise<void> {
  const parley = await start()
  await call()
  await pause(IDLE_AFTER_MS)
  const pss = processTree(parley.pid ?? 0).map(({ pid, command }) => {
    const bytes = proportionalBytes(pid)
    console.error(`   ${(bytes / 1e6).toFixed(1).padStart(6)} MB  ${command.slice(0, 80)}`)
    return bytes
  })
  const sum = pss.reduce((total, each) => total + each, 0) / 1e6
  await compare({
    row: 29,
    title: 'Memory of all processes when nothing goes on',
    unit: 'MB of proportional set size',
    better: 'less',
    rounds: 1,
    ours: { name: 'npm start, one call long over', measure: () => sum },
    goal: { figure: 120 },
  })
  await stop(parley)
}

async function laterStart(): Promise<number> {
  const startedAt = performance.now()
  const parley = await start()
  const took = (performance.now() - startedAt) / 1000
  await stop(parley)
  return took
}

/** `npm start`, until it says that it is ready. */
async function start(): Promise<ChildProcess> {
  const child = spawn('npm', ['start', '--silent'], {
    cwd: clone,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  let output = ''
  child.stdout.on('data', chunk => {
    output += String(chunk)
  })
  await until('Parley is ready', () => output.includes('Parley is ready'), 300_000)
  return child
}

async function stop(parley: ChildProcess): Promise<void> {
  // npm and its shell come before it.
  const starter = processTree(parley.pid ?? 0).findLast(each =>
    /parley.mjs start/.test(each.command),
  )
  process.kill(starter?.pid ?? parley.pid ?? 0, 'SIGINT')
  await once(parley, 'exit')
  running.delete(parley)
}

/** Whoever is not answered calls again. */
async function call(): Promise<void> {
  const of = { port: Number(env.PARLEY_SIP_PORT), number: NUMBER, calls: 1, perSecond: 1 }
  await until('a call is answered', () => {
    return timeAnswers({ ...of, lastMs: 250 }).then(
      () => true,
      () => false,
    )
  })
}

/** Shared pages counted in shares, so that the sum over processes is what they take together. */
function proportionalBytes(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024
}
