// Keeps PostgreSQL, the centre node, the voice node and those beside them alive, and ends them
// together. It imports nothing heavy: it is the one process that must never be in anybody's way.
import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { MEDIA_NODE_FLAGS } from '../channel/voice/media/media-node-flags.ts'
import { socketFolder } from '../io/paths.ts'
import type { PostgresConnection } from '../store/postgres/connection.ts'
import { CannotStart } from './cannot-start.ts'
import { Child, endLeftover } from './child.ts'
import {
  type Configuration,
  childEnvironment,
  readConfiguration,
  unknownSettings,
} from './configuration.ts'
import { READER_ENGINE } from './engine-flags.ts'
import { lockFolder } from './folder-lock.ts'
import { checkPorts } from './free-ports.ts'
import { OtherPrograms } from './other-programs.ts'
import { type Postgres, startPostgres } from './postgres.ts'

/** Names of sockets in the run folder may be this long. */
const LONGEST_SOCKET_NAME = 'x'.repeat(24)
/** Together less than the 5 s in which Ctrl-C must have ended everything. */
const STOP_MS = { beside: 700, centre: 1400, voice: 900 }

/** Bundles of the programs, as absolute paths. */
export interface Programs {
  readonly centre: string
  readonly voice: string
  /** By name: what no contact waits for. They are started when the others are ready. */
  readonly beside?: Readonly<Record<string, string>>
  /** By name: the same, started when there is something for them to do. */
  readonly whenWanted?: Readonly<Record<string, string>>
}

export interface Running {
  /** To be shown to who started it: addresses and first-run credentials. */
  readonly lines: readonly string[]
  stop(): Promise<void>
}

/** Runs Parley until SIGINT or SIGTERM. This is all of `parley start` once everything is built. */
export async function run(programs: Programs): Promise<void> {
  const asked = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => asked.abort())
  }
  // Whoever read what we print may have gone (`npm start | head`); that is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  try {
    for (const name of unknownSettings(process.env)) {
      console.error(`${name} is no setting of Parley: see npx parley --help.`)
    }
    const report = (line: string) => console.error(line)
    const running = await start(readConfiguration(process.env), programs, report, asked.signal)
    for (const line of running.lines) console.log(line)
    console.log('Parley is ready')
    await aborted(asked.signal)
    await running.stop()
    process.exit(0)
  } catch (error) {
    if (asked.signal.aborted) process.exit(0)
    console.error(error instanceof CannotStart ? error.message : error)
    process.exit(1)
  }
}

/** Starts everything, or nothing: what had begun is ended when the rest cannot or when `signal` says so. */
export async function start(
  configuration: Configuration,
  programs: Programs,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<Running> {
  const { dataFolder } = configuration
  makeDataFolder(dataFolder)
  const endings: (() => Promise<void> | void)[] = [lockFolder(dataFolder)]
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end()
  }
  try {
    const runFolder = socketFolder(join(dataFolder, 'run'), LONGEST_SOCKET_NAME)
    const { beside = {}, whenWanted = {} } = programs
    const names = ['centre', 'voice', ...Object.keys(beside), ...Object.keys(whenWanted)]
    await Promise.all(names.map(name => endLeftover(runFolder, name)))
    await checkPorts(configuration)
    const database = await openDatabase(configuration, report, endings)
    signal.throwIfAborted()
    const environment = childEnvironment(runFolder, database)
    const others = new OtherPrograms({
      always: Object.keys(beside),
      whenWanted: Object.keys(whenWanted),
      child: name => {
        const program = beside[name] ?? whenWanted[name] ?? ''
        const nodeFlags = READER_ENGINE
        const options = { name, program, nodeFlags, environment, runFolder, report }
        return new Child({ ...options, isEssential: false })
      },
      report,
    })
    const child = (name: 'centre' | 'voice') =>
      new Child({
        name,
        program: programs[name],
        nodeFlags: name === 'voice' ? MEDIA_NODE_FLAGS : [],
        environment,
        runFolder,
        report,
        onWanted: program => others.want(program),
      })
    const centre = child('centre')
    const voice = child('voice')
    endings.push(() => voice.stop(STOP_MS.voice))
    endings.push(() => centre.stop(STOP_MS.centre))
    const ready = Promise.all([centre.start(), voice.start()])
    await Promise.race([ready, aborted(signal)])
    signal.throwIfAborted()
    const lines = (await ready).flat()
    endings.push(() => others.stop(STOP_MS.beside))
    others.start()
    return { lines, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function makeDataFolder(folder: string): void {
  const isRoot = process.getuid?.() === 0
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      // The database of root runs as another user, who must be able to pass through.
      if (isRoot) chmodSync(folder, 0o711)
    }
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    for (const name of ['run', 'logs']) {
      mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
    }
  } catch {
    throw new CannotStart(
      `The data folder ${folder} cannot be written to: change its owner or set PARLEY_DATA to another one.`,
    )
  }
}

async function openDatabase(
  { databaseUrl, dataFolder }: Configuration,
  report: (line: string) => void,
  endings: (() => Promise<void> | void)[],
): Promise<PostgresConnection> {
  if (databaseUrl !== undefined) return { connectionString: databaseUrl }
  const postgres = await keepPostgres(dataFolder, report)
  endings.push(() => postgres.stop())
  return postgres.connection
}

/** A server that is started again whenever it ends. The connection stays the same. */
async function keepPostgres(dataFolder: string, report: (line: string) => void) {
  const open = () =>
    startPostgres(join(dataFolder, 'postgres'), join(dataFolder, 'logs', 'postgres.log'))
  let stopping = false
  let current: Postgres | undefined = await open()
  const { connection } = current
  const keeping = (async () => {
    for (let waitMs = 0; !stopping; waitMs = Math.min(2 * waitMs + 100, 5000)) {
      await current?.exited
      if (stopping) return
      report('PostgreSQL ended unexpectedly; starting it again.')
      await pause(waitMs)
      try {
        // A full disk may be emptied, a lost mount may come back: the others wait meanwhile.
        current = await open()
        waitMs = 0
      } catch (error) {
        current = undefined
        report(error instanceof Error ? error.message : String(error))
      }
    }
    await current?.stop()
  })()
  const stop = async () => {
    stopping = true
    await current?.stop()
    await keeping
  }
  return { connection, stop }
}
