// `npm test`: installs what is missing, runs every check there is and says how many passed.
// Plain JavaScript that needs only Node, for on a fresh clone there is nothing else yet.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

const MINUTE_MS = 60_000

/** Programs that the interop and browser tests talk to. Nothing else in the project needs them. */
const PEERS = [
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    debian: 'chromium',
  },
  { name: 'SIPp', commands: ['sipp'], debian: 'sip-tester' },
  { name: 'baresip', commands: ['baresip'], debian: 'baresip' },
  { name: 'AWS CLI', commands: ['aws'], debian: 'awscli' },
  { name: 'NATS', commands: ['nats-server'], debian: 'nats-server' },
  { name: 'faketime', commands: ['faketime'], debian: 'faketime' },
  { name: 'pdftotext', commands: ['pdftotext'], debian: 'poppler-utils' },
]

/** Everything that is checked, in the order of what fails fastest. */
const STEPS = [
  { name: 'types of the pure folders', run: ['tsc', '-p', 'tsconfig.pure.json'] },
  { name: 'types', run: ['tsc'] },
  {
    name: 'types of the web',
    run: ['tsc', '-p', 'web/tsconfig.json'],
    when: () => hasSources('web'),
  },
  { name: 'lint', run: ['biome', 'check', '--max-diagnostics=50', '--diagnostic-level=error'] },
  { name: 'borders', run: ['depcruise', 'src', 'test', 'web'] },
  { name: 'unused', run: ['knip', '--no-config-hints'] },
  { name: 'unit, scenario, simulation and compatibility tests', project: 'unit', minutes: 12 },
  { name: 'guards', run: ['tsx', 'tools/test-guards.ts'] },
  {
    name: 'web pages',
    run: ['vite', 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'],
    when: () => existsSync('web/ccp/index.html'),
  },
  { name: 'interop and browser tests', project: 'interop', minutes: 20 },
  { name: 'tests of the product without sound', project: 'product', minutes: 15 },
]

const inCi = process.env.CI !== undefined && !['', '0', 'false'].includes(process.env.CI)
const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []

process.chdir(dirname(import.meta.dirname))
process.env.PATH = `${join(process.cwd(), 'node_modules/.bin')}${delimiter}${process.env.PATH}`
checkNode()
await installPackages()
installPeers()
for (const step of chosenSteps()) await (step.project ? runTests(step) : runCheck(step))
conclude()

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Parley needs Node 20.19 or later; this is ${process.versions.node}.`)
  process.exit(1)
}

async function installPackages() {
  if (hasAllPackages()) return
  const { status } = await run('npm packages', ['npm', 'ci'], 5)
  if (status === 0) return
  failures.push('npm ci')
  total.failed++
  conclude()
}

/** Whether what is installed is what the lock file asks for; `npm start` installs less than we need. */
function hasAllPackages() {
  const installed = 'node_modules/.package-lock.json'
  if (!existsSync(installed)) return false
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages
  const wanted = Object.entries(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)
  return wanted.every(
    ([path, { version, optional }]) => path === '' || optional || there[path]?.version === version,
  )
}

/** Debian packages when we may, else the sentence that says what to install. */
function installPeers() {
  let missing = missingPeers()
  if (missing.length > 0 && mayInstall()) {
    const packages = missing.map(peer => peer.debian)
    console.log(`Installing ${packages.join(' ')} …`)
    if (!apt(['install', '-y', '--no-install-recommends', ...packages])) {
      apt(['update'])
      apt(['install', '-y', '--no-install-recommends', ...packages])
    }
    missing = missingPeers()
  }
  if (missing.length === 0) return
  const names = missing.map(peer => peer.name).join(', ')
  console.log(
    `Missing: ${names}. The tests that talk to them ${inCi ? 'cannot run' : 'are skipped'}.`,
  )
  console.log(
    `Install them with: sudo apt-get install ${missing.map(peer => peer.debian).join(' ')}`,
  )
  if (!inCi) return
  // In CI a test that was not run is a test that failed: a green run must mean all of it.
  failures.push(`missing ${names}`)
  total.failed += missing.length
}

function missingPeers() {
  return PEERS.filter(peer => !peer.commands.some(isOnPath))
}

function isOnPath(command) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some(folder => folder !== '' && existsSync(join(folder, command)))
}

function mayInstall() {
  if (!isOnPath('apt-get')) return false
  return process.getuid?.() === 0 || succeeds('sudo', ['-n', 'true'])
}

function apt(args) {
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args]
  const [program, ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
  return succeeds(program, rest, 5)
}

function succeeds(program, args, minutes = 1) {
  return spawnSync(program, args, { stdio: 'ignore', timeout: minutes * MINUTE_MS }).status === 0
}

/** All of them, or those whose names contain a word of the command line: `npm test -- lint borders`. */
function chosenSteps() {
  const words = process.argv.slice(2)
  return STEPS.filter(
    step =>
      words.length === 0 || words.some(word => step.name.includes(word) || step.project === word),
  ).filter(step => step.when?.() ?? true)
}

async function runCheck(step) {
  const { status } = await run(step.name, step.run, step.minutes ?? 3)
  if (status === 0) total.passed++
  else {
    total.failed++
    failures.push(step.name)
  }
}

async function runTests(step) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-gate-'))
  try {
    const report = join(folder, 'report.json')
    const command = ['vitest', 'run', '--project', step.project, '--passWithNoTests']
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const { status } = await run(step.name, [...command, ...reporters], step.minutes)
    count(
      step.name,
      status,
      existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function count(name, status, report) {
  const files = report?.testResults ?? []
  const tests = files.flatMap(file => file.assertionResults)
  const failed = tests.filter(test => test.status === 'failed').map(test => test.fullName)
  // A file that cannot even be loaded has no tests to fail.
  const broken = files
    .filter(file => file.status === 'failed' && !file.assertionResults.some(isFailed))
    .map(file => file.name)
  const passed = tests.filter(test => test.status === 'passed').length
  total.passed += passed
  total.failed += failed.length + broken.length
  total.skipped += tests.length - passed - failed.length
  failures.push(...failed, ...broken)
  if (status === 0 || failed.length + broken.length > 0) return
  total.failed++
  failures.push(`${name} ended with ${status}`)
}

function isFailed(test) {
  return test.status === 'failed'
}

/** Runs a command in a process group of its own, so that nothing it started outlives its time. */
function run(name, [program, ...args], minutes) {
  console.log(`\n── ${name}: ${program} ${args.join(' ')}`)
  const startedAt = performance.now()
  return new Promise(resolve => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true })
    const stop = () => endGroup(child.pid)
    const timer = setTimeout(() => {
      console.log(`── ${name}: not done after ${minutes} minutes, stopped`)
      stop()
    }, minutes * MINUTE_MS)
    const interrupt = () => {
      stop()
      process.exit(130)
    }
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
    const done = status => {
      clearTimeout(timer)
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`── ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s`)
      resolve({ status })
    }
    child.once('error', error => {
      console.log(`── ${name}: ${error.message}`)
      done(127)
    })
    child.once('exit', (code, signal) => done(code ?? signal))
  })
}

function endGroup(pid) {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself meanwhile.
  }
}

function hasSources(folder) {
  return readdirSync(folder, { recursive: true }).some(
    file => /[.]tsx?$/.test(file) && !file.endsWith('.config.ts'),
  )
}

function conclude() {
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map(each => `  ${each}`).join('\n')}`)
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
}
