// Starts the phones of rtp-phones.c, compiled the first time.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { compiled } from './compiled.ts'
import { pinned, realTime } from './pinned.ts'

export interface PhoneFigures {
  readonly sent: number
  readonly received: number
  /** From one phone through the relay to the other. */
  readonly p50Ms: number
  readonly p99Ms: number
  /** How far from an even 20 ms packets came that no phone had sent: all but the last phone's. */
  readonly paceP99Ms: number
  /** The same for the last phone. */
  readonly lastPaceP99Ms: number
  /** How late the phones themselves were at worst. */
  readonly worstSendMs: number
}

export interface RtpPhones {
  /** The phones' own ports. */
  readonly ports: readonly number[]
  /** Sends to these ports, one for each phone, until the time is over. */
  run(remotePorts: readonly number[]): Promise<PhoneFigures>
  stop(): void
}

/** Spinning between packets would take a whole processor from whoever is measured on the same ones. */
const SHARED_REST_US = 400

/**
 * Phones 2n and 2n+1 talk to each other. `cpu` is the processor they keep to. On shared processors they
 * come first where we may say so: a phone that is late sends in bursts, and no telephone does.
 */
export async function startPhones(of: {
  readonly phones: number
  readonly seconds: number
  readonly packetMs: number
  /** Before anything is counted: 1 unless said. */
  readonly warmUpSeconds?: number
  readonly cpu?: number
}): Promise<RtpPhones> {
  const { phones, seconds, packetMs, warmUpSeconds = 1 } = of
  const restUs = of.cpu === undefined ? SHARED_REST_US : 0
  const figures = [phones, seconds, packetMs, warmUpSeconds, restUs].map(String)
  const first = of.cpu === undefined ? realTime(2) : []
  const child = spawn(...pinned(of.cpu, [...first, compiled('rtp-phones'), ...figures]), {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ports = String((await lines.next()).value)
    .split(' ')
    .map(Number)
  return {
    ports,
    run: async remotePorts => {
      child.stdin.write(`${remotePorts.join('\n')}\n`)
      const line: unknown = (await lines.next()).value
      if (typeof line !== 'string') throw new Error('the phones ended without figures')
      await once(child, 'exit')
      // One line of JSON, written by our own program.
      return JSON.parse(line) as PhoneFigures
    },
    stop: () => {
      if (child.exitCode === null) child.kill('SIGKILL')
    },
  }
}
