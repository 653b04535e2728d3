// Proves that queueing is right: plays every case of a file of analytic reference values through the
// production core and compares.  npm run verify:queueing -- FILE.json [contacts at most] [case …]
// A case passes when each figure is within three standard errors of the reference and within 1 % of it
// (0.002 for shares). At least two million contacts a case, and as many more as it takes to be sure; who
// is doing what is told on stderr.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { casesOf } from './queueing/cases.ts'

const CONTACTS_MAX = 16_000_000

const [file, most = String(CONTACTS_MAX), ...wanted] = process.argv.slice(2)
if (file === undefined || !(Number(most) > 0)) {
  console.error('Usage: npm run verify:queueing -- FILE.json [contacts at most] [case …]')
  process.exit(1)
}
const reference = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>
const names = casesOf(reference)
  .map(({ name }) => name)
  .filter(name => wanted.length === 0 || wanted.includes(name))
const folder = mkdtempSync(join(tmpdir(), 'parley-queueing-'))
try {
  process.exitCode = await verify(names)
} finally {
  rmSync(folder, { recursive: true })
}

/** As many cases at a time as there are processors; their rows come in the order of the file. */
async function verify(cases: readonly string[]): Promise<number> {
  const program = join(folder, 'play-case.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('queueing/play-case.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  const waiting = [...cases]
  const played = new Map<string, Played>()
  const printed: Played[] = []
  const playAll = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      played.set(name, await play(program, name))
      for (let next = nextOf(); next; next = nextOf()) {
        process.stdout.write(next.rows)
        printed.push(next)
      }
    }
  }
  const nextOf = () => played.get(cases[printed.length] ?? '')
  await Promise.all(Array.from({ length: availableParallelism() }, playAll))
  const passed = printed.filter(({ isRight }) => isRight).length
  console.log(`${passed} passed, ${cases.length - passed} failed`)
  return passed === cases.length ? 0 : 1
}

interface Played {
  readonly rows: string
  readonly isRight: boolean
}

function play(program: string, name: string): Promise<Played> {
  return new Promise((resolve, reject) => {
    // Most of what a contact leaves behind is dead before it is old.
    const child = spawn(
      process.execPath,
      ['--max-semi-space-size=64', program, file ?? '', name, most],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let rows = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      rows += text
    })
    child.once('error', reject)
    child.once('close', code => resolve({ rows, isRight: code === 0 }))
  })
}
