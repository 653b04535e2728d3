// Makes a clone of the repository ready to run: packages from the lock file, the web pages and the
// server's bundles. Does only what is out of date, so that a later start costs milliseconds.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'

/** Answers the absolute paths of the server's programs. A failure is told in one sentence and ends the process. */
export async function prepare(root) {
  if (!isInstalled(root)) await install(root)
  const server = join(root, 'dist/server')
  await Promise.all([
    whenStale(join(server, '.stamp'), serverSources(root), () => buildServer(root, server)),
    whenStale(join(root, 'dist/web/.stamp'), webSources(root), () => buildWeb(root)),
  ])
  return {
    supervisor: join(server, 'supervisor.mjs'),
    centre: join(server, 'centre.mjs'),
    voice: join(server, 'voice.mjs'),
    beside: { analytics: join(server, 'analytics.mjs') },
    whenWanted: { sink: join(server, 'sink.mjs') },
  }
}

/** As `prepare`, but only for the commands that need no running centre. Says nothing on stdout: that is theirs. */
export async function prepareCommands(root) {
  if (!isInstalled(root)) await install(root, console.error)
  const folder = join(root, 'dist/cli')
  const programs = [
    'flow=src/cli/flow-main.ts',
    'flow-test=src/flow-test/flow-test.ts',
    'access=src/cli/access-main.ts',
    'copy=src/cli/copy-main.ts',
    'limits=src/cli/limits-main.ts',
    'messaging=src/cli/messaging-main.ts',
    'metrics=src/cli/metrics-main.ts',
    'simulate=src/cli/simulate-main.ts',
    'sql=src/cli/sql-main.ts',
    'why=src/cli/why-main.ts',
    'widget=src/cli/widget-main.ts',
  ]
  // Split, so that what one command needs is not loaded for all.
  await whenStale(join(folder, '.stamp'), serverSources(root), () =>
    bundle(root, folder, [...programs, '--splitting']),
  )
  return {
    flow: join(folder, 'flow.mjs'),
    flowTest: join(folder, 'flow-test.mjs'),
    access: join(folder, 'access.mjs'),
    copy: join(folder, 'copy.mjs'),
    limits: join(folder, 'limits.mjs'),
    messaging: join(folder, 'messaging.mjs'),
    metrics: join(folder, 'metrics.mjs'),
    simulate: join(folder, 'simulate.mjs'),
    sql: join(folder, 'sql.mjs'),
    why: join(folder, 'why.mjs'),
    widget: join(folder, 'widget.mjs'),
  }
}

/** npm notes what it has installed; every package we need to run must be among it, in the version of the lock file. */
function isInstalled(root) {
  const wanted = readJson(join(root, 'package-lock.json'))
  const found = readJson(join(root, 'node_modules/.package-lock.json'))
  if (!wanted || !found) return false
  return Object.entries(wanted.packages).every(
    ([path, { version, dev, optional, devOptional }]) => {
      return (
        path === '' || dev || optional || devOptional || found.packages[path]?.version === version
      )
    },
  )
}

async function install(root, say = console.log) {
  say('Installing packages …')
  const found = readJson(join(root, 'node_modules/.package-lock.json'))
  const develops = found && Object.values(found.packages).some(({ dev }) => dev)
  const args = ['ci', '--no-audit', '--no-fund', ...(develops ? [] : ['--omit=dev'])]
  const npm = process.env.npm_execpath
  const [command, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']
  await execute(root, command, [...first, ...args], 'The packages could not be installed')
}

async function buildServer(root, folder) {
  const programs = readdirSync(join(root, 'src/server')).flatMap(file => {
    const name = /^(supervisor|[a-z]+-main|[a-z]+-worker)\.ts$/.exec(file)?.[1]
    return name ? [`${name.replace(/-main$/, '')}=src/server/${file}`] : []
  })
  // Where handlers of functions run: plain JavaScript, which starts without anything of ours.
  await bundle(root, folder, [...programs, 'handler-worker=src/function/handler-worker.mjs'])
}

async function bundle(root, folder, programs) {
  const options = [
    '--bundle',
    '--platform=node',
    '--target=node20',
    '--format=esm',
    '--packages=external',
  ]
  const output = [
    '--sourcemap',
    `--outdir=${folder}`,
    '--out-extension:.js=.mjs',
    '--log-level=error',
  ]
  const args = [...programs, ...options, ...output]
  await execute(
    root,
    join(root, 'node_modules/.bin/esbuild'),
    args,
    'The programs could not be built',
  )
}

async function buildWeb(root) {
  console.log('Building the web pages …')
  const args = ['build', '--config', 'web/vite.config.ts', '--logLevel', 'error']
  await execute(
    root,
    join(root, 'node_modules/.bin/vite'),
    args,
    'The web pages could not be built',
  )
}

/** Runs `build` unless the stamp says that it was run on just these files. */
async function whenStale(stamp, files, build) {
  const now = digest(files)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  rmSync(stamp, { force: true })
  await build()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, now)
}

function serverSources(root) {
  return [...filesIn(join(root, 'src')), ...shared(root)]
}

function webSources(root) {
  return [
    ...filesIn(join(root, 'web')),
    ...filesIn(join(root, 'src/api/contract')),
    // The flow designer checks and plays flows in the page.
    ...filesIn(join(root, 'src/core')),
    ...filesIn(join(root, 'src/flow-test')),
    ...shared(root),
  ]
}

function shared(root) {
  return [join(root, 'package-lock.json'), join(root, 'bin/prepare.mjs')]
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.name !== 'dist' && !entry.name.includes('.test.'))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesIn(path) : [path]
    })
    .sort()
}

/** Names, sizes and times: reading every file would take longer than most starts. */
function digest(files) {
  const hash = createHash('sha256').update(process.version)
  for (const file of files) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function execute(root, command, args, complaint) {
  return new Promise(resolve => {
    const env = {
      ...process.env,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    }
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', data => {
        output = (output + data).slice(-4000)
      })
    }
    const fail = how => {
      console.error(output.trim())
      console.error(`${complaint}: ${basename(command)} ${how}.`)
      process.exit(1)
    }
    child.once('error', error => fail(`said ${error.message}`))
    child.once('close', code => (code === 0 ? resolve() : fail(`ended with code ${code}`)))
  })
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined // not there, or cut off by an installation that was killed
  }
}
