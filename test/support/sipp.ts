// SIPp, the SIP traffic generator, playing one scenario of `test/interop/scenarios` (or its own).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { pathOf } from './peer.ts'
import { type Utterance, writeRtpCapture } from './rtp-capture.ts'
import { writeToneUlaw } from './tone.ts'

/** The packet capture SIPp plays goes out by a raw socket. */
export const maySpeak = process.getuid?.() === 0

export interface SippOptions {
  /** A file of `test/interop/scenarios` without its ending, a built-in scenario (`-sn`), or XML. */
  readonly scenario: string | { readonly builtIn: 'uac' | 'uas' } | { readonly xml: string }
  /** Where to send; a scenario that waits for calls has none. */
  readonly target?: { readonly host?: string; readonly port: number }
  /** The number or user that is called. */
  readonly service?: string
  readonly transport?: 'udp' | 'tcp'
  /** How many calls in all, how many begin each second, how many at once. */
  readonly calls?: number
  readonly callsPerSecond?: number
  readonly atOnceMax?: number
  /** What `<pause/>` without a length means. */
  readonly pauseMs?: number
  /** `[name]` in a message of the scenario, `{{name}}` anywhere in it. `caller` is a number when not given. */
  readonly keys?: Readonly<Record<string, string>>
  /** The tone behind `rtp_stream="tone.ulaw,…"`. */
  readonly toneHz?: number
  /** What is said by `play_pcap_audio="speech.pcap"`. */
  readonly speech?: readonly Utterance[]
  /** Share of messages lost on the way, in percent. */
  readonly lostPercent?: number
  readonly timeoutMs?: number
  readonly port?: number
}

export interface SippResult {
  /** 0: every call went as the scenario says. */
  readonly exit: number | undefined
  readonly successful: number
  readonly failed: number
  readonly retransmissions: number
  /** Every message and error, for when a test fails. */
  readonly log: string
}

/** Of each of its logs, the end. */
const LOG_CHARACTERS = 4000

export interface Sipp {
  readonly port: number
  /** Its process, for benchmarks. */
  readonly pid: number
  readonly done: Promise<SippResult>
  stop(): Promise<SippResult>
}

/** Plays a scenario to its end. */
export async function runSipp(options: SippOptions): Promise<SippResult> {
  return (await startSipp(options)).done
}

/** Starts a scenario that goes on while the test does something else. */
export async function startSipp(options: SippOptions): Promise<Sipp> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-sipp-'))
  const port = options.port ?? (await freePort())
  const timeoutMs = options.timeoutMs ?? 30_000
  writeSound(folder, options)
  const args = [
    ...argumentsFor(options, folder, port),
    ...['-mp', String(nextMediaPort()), '-timeout', `${timeoutMs}ms`],
  ]
  const child = spawn(pathOf('sipp'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output = (output + String(chunk)).slice(-LOG_CHARACTERS)
    })
  }
  // SIPp keeps its own time; this is for when it hangs.
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs + 5000)
  const done = once(child, 'exit').then(([code]) => {
    clearTimeout(timer)
    const result = resultIn(folder, code as number | null, output)
    rmSync(folder, { recursive: true, force: true })
    return result
  })
  const stop = () => {
    child.kill('SIGKILL')
    return done
  }
  return { port, pid: child.pid ?? 0, done, stop }
}

/** SIPp takes this port and the one after the next; below those the system gives to others. */
function nextMediaPort(): number {
  const turn = (process.pid + mediaPortsTaken++) % 450
  return 6000 + 4 * turn
}

let mediaPortsTaken = 0

function argumentsFor(options: SippOptions, folder: string, port: number): string[] {
  const { scenario, target } = options
  const keys = { caller: '+15550123', ...options.keys }
  const calls = options.calls ?? 1
  return [
    ...(target === undefined ? [] : [`${target.host ?? '127.0.0.1'}:${target.port}`]),
    ...scenarioArguments(scenario, folder, keys),
    ...['-i', '127.0.0.1', '-mi', '127.0.0.1', '-p', String(port), '-nostdin'],
    ...['-m', String(calls), '-r', String(options.callsPerSecond ?? 10)],
    ...(options.atOnceMax === undefined ? [] : ['-l', String(options.atOnceMax)]),
    ...(options.transport === 'tcp' ? ['-t', 't1'] : []),
    ...(options.service === undefined ? [] : ['-s', options.service]),
    ...(options.pauseMs === undefined ? [] : ['-d', String(options.pauseMs)]),
    ...(options.lostPercent === undefined ? [] : ['-lost', String(options.lostPercent)]),
    ...Object.entries(keys).flatMap(([key, value]) => ['-key', key, value]),
    ...['-trace_stat', '-stf', 'statistics.csv', '-fd', '1', '-trace_err'],
    // Messages are worth their bytes in a test of a few calls, not in one of thousands.
    ...(calls <= 10 ? ['-trace_msg'] : []),
  ]
}

function scenarioArguments(
  scenario: SippOptions['scenario'],
  folder: string,
  keys: Readonly<Record<string, string>>,
): string[] {
  if (typeof scenario !== 'string' && 'builtIn' in scenario) return ['-sn', scenario.builtIn]
  const xml =
    typeof scenario === 'string'
      ? readFileSync(join('test/interop/scenarios', `${scenario}.xml`), 'utf8')
      : scenario.xml
  const file = join(folder, 'scenario.xml')
  writeFileSync(
    file,
    xml.replace(/{{(\w+)}}/g, (_, key: string) => keys[key] ?? ''),
  )
  return ['-sf', file]
}

function writeSound(folder: string, { toneHz, speech }: SippOptions): void {
  if (toneHz !== undefined) writeToneUlaw(join(folder, 'tone.ulaw'), { hz: toneHz, seconds: 60 })
  if (speech !== undefined) writeRtpCapture(join(folder, 'speech.pcap'), speech)
}

function resultIn(folder: string, code: number | null, output: string): SippResult {
  const statistics = lastRow(join(folder, 'statistics.csv'))
  const logs = readdirSync(folder).filter(name => name.endsWith('.log'))
  return {
    exit: code ?? undefined,
    successful: Number(statistics.get('SuccessfulCall(C)') ?? 0),
    failed: Number(statistics.get('FailedCall(C)') ?? 0),
    retransmissions: Number(statistics.get('Retransmissions(C)') ?? 0),
    log: [
      ...logs.map(name => readFileSync(join(folder, name), 'latin1').slice(-LOG_CHARACTERS)),
      output,
    ].join('\n'),
  }
}

function lastRow(file: string): Map<string, string> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    // It ended before it wrote any.
    return new Map()
  }
  const [names = '', ...rows] = text.trim().split('\n')
  const values = rows.at(-1)?.split(';') ?? []
  return new Map(names.split(';').map((name, i) => [name, values[i] ?? '']))
}
