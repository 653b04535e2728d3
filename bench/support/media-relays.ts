// The relays that are compared: our media engine in a process of its own, rtpengine, and the least that a
// relay can be. Each joins phones 2n and 2n+1 and says at which ports it listens for them.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { MEDIA_NODE_FLAGS } from '../../src/channel/voice/media/media-node-flags.ts'
import { compiled } from './compiled.ts'
import { pinned, realTime } from './pinned.ts'

export interface Relay {
  readonly pid: number
  /** Joins the phones in pairs; answers the port for each. */
  join(phonePorts: readonly number[], options?: JoinOptions): Promise<readonly number[]>
  stop(): Promise<void>
}

export interface JoinOptions {
  readonly recorded?: boolean
  /** Each hears music instead of the other (ours only). */
  readonly prompts?: boolean
}

/** Our media worker, run from its sources. */
export async function startOurRelay(cpu?: number): Promise<Relay> {
  const main = fileURLToPath(new URL('media-process.ts', import.meta.url))
  const child = spawn(
    ...pinned(cpu, [process.execPath, ...MEDIA_NODE_FLAGS, '--import', 'tsx', main]),
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next()
  return {
    pid: pidOf(child.pid),
    join: async (phonePorts, { recorded = false, prompts = false } = {}) => {
      child.stdin.write(`${JSON.stringify({ phonePorts, recorded, prompts })}\n`)
      // The ports, as our own process wrote them.
      return JSON.parse(String((await lines.next()).value)) as number[]
    },
    stop: async () => {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

const NG_PORT = 22_622

/** rtpengine in user space: the kernel module is not to be had everywhere. */
export async function startRtpengine(cpu?: number): Promise<Relay> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-rtpengine-'))
  const child = spawn(
    ...pinned(cpu, [
      'rtpengine',
      '--config-file=none',
      '--table=-1',
      '--interface=127.0.0.1',
      `--listen-ng=127.0.0.1:${NG_PORT}`,
      '--port-min=20000',
      '--port-max=29999',
      '--foreground',
      '--log-stderr',
      '--log-level=3',
      `--recording-dir=${folder}`,
      '--recording-method=pcap',
      '--num-threads=1',
      `--pidfile=${folder}/pid`,
      // As our media thread has it.
      ...(realTime(1).length > 0 ? ['--scheduling=rr', '--priority=1'] : []),
    ]),
    { stdio: 'ignore' },
  )
  await waitForNg()
  return {
    pid: pidOf(child.pid),
    join: (phonePorts, options) => joinThroughNg(phonePorts, options?.recorded === true),
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Records nothing and knows no calls. */
export async function startBareRelay(cpu?: number): Promise<Relay> {
  let child: ChildProcessByStdio<Writable, Readable, null> | undefined
  return {
    get pid() {
      return pidOf(child?.pid)
    },
    join: async phonePorts => {
      const command = [...realTime(1), compiled('bare-relay'), ...phonePorts.map(String)]
      child = spawn(...pinned(cpu, command), { stdio: ['pipe', 'pipe', 'inherit'] })
      const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
      return line.trim().split(' ').map(Number)
    },
    stop: async () => {
      if (child === undefined) return
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

function pidOf(pid: number | undefined): number {
  if (pid === undefined) throw new Error('the relay did not start')
  return pid
}

async function waitForNg(): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    try {
      await ng({ command: 'ping' }, 100)
      return
    } catch {
      // Not up yet.
    }
  }
  throw new Error('rtpengine does not answer: apt-get install rtpengine-daemon')
}

async function joinThroughNg(phonePorts: readonly number[], recorded: boolean): Promise<number[]> {
  const ports: number[] = []
  for (let i = 0; i < phonePorts.length; i += 2) {
    const call = { 'call-id': `bench-${i}`, 'from-tag': 'a' }
    const record = recorded ? { 'record-call': 'yes' } : {}
    const offer = { command: 'offer', ...call, ...record, sdp: sdp(phonePorts[i] ?? 0) }
    const answer = { command: 'answer', ...call, 'to-tag': 'b', sdp: sdp(phonePorts[i + 1] ?? 0) }
    ports[i + 1] = portOf(await ng(offer, 2000))
    ports[i] = portOf(await ng(answer, 2000))
  }
  return ports
}

function sdp(port: number): string {
  return [
    'v=0',
    `o=- ${port} 1 IN IP4 127.0.0.1`,
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${port} RTP/AVP 0`,
    'a=rtpmap:0 PCMU/8000',
    '',
  ].join('\r\n')
}

function portOf(answer: string): number {
  const port = /m=audio (\d+)/.exec(answer)?.[1]
  if (port === undefined) throw new Error(`rtpengine answered: ${answer.slice(0, 200)}`)
  return Number(port)
}

let cookie = 0

/** One command of the NG protocol: a cookie and a bencoded dictionary over UDP. */
export async function ng(
  command: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<string> {
  const socket = createSocket('udp4')
  const entries = Object.entries(command).map(([key, value]) => text(key) + text(value))
  socket.send(`${++cookie}_${process.pid} d${entries.join('')}e`, NG_PORT, '127.0.0.1')
  try {
    const [bytes] = (await once(socket, 'message', { signal: AbortSignal.timeout(timeoutMs) })) as [
      Buffer,
    ]
    return bytes.toString()
  } finally {
    socket.close()
  }
}

const text = (value: string): string => `${Buffer.byteLength(value)}:${value}`
