// Row 7: packets passed on per CPU second between SRTP and plain RTP, twenty calls, both directions.
//   npx tsx bench/srtp.ts
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { aesEcb } from '../src/io/webrtc/node-crypto.ts'
import { SrtpReceiver } from '../src/protocol/srtp/srtp-receiver.ts'
import { SrtpSender } from '../src/protocol/srtp/srtp-sender.ts'
import { compare } from './support/compare.ts'
import { cpuSecondsDuring } from './support/cpu-time.ts'
import { ng, startRtpengine } from './support/media-relays.ts'
import type { BridgeLeg } from './support/srtp-bridge.ts'

const CALLS = 20
const SECONDS = 3
/** 250 packets a second each way in each call: 10,000 in all, as from 100 calls. */
const PACKET_MS = 4

interface Bridge {
  readonly pid: number
  /** For each call the bridge's secure port, its plain port, and the key it encrypts with. */
  join(legs: readonly BridgeLeg[]): Promise<readonly BridgeEnd[]>
  stop(): Promise<void>
}

interface BridgeEnd {
  readonly securePort: number
  readonly plainPort: number
  readonly key: string
}

async function measure(start: () => Promise<Bridge>): Promise<number> {
  const bridge = await start()
  const calls = await Promise.all(Array.from({ length: CALLS }, () => Call.open()))
  try {
    const ends = await bridge.join(calls.map(call => call.leg))
    for (const [i, call] of calls.entries()) call.joined(ends[i] as BridgeEnd)
    const seconds = await cpuSecondsDuring([bridge.pid], () => send(calls))
    const received = calls.reduce((sum, call) => sum + call.received, 0)
    const sent = (CALLS * 2 * (SECONDS * 1000)) / PACKET_MS
    if (received < sent * 0.99) console.error(`lost ${sent - received} of ${sent}`)
    for (const call of calls) call.check()
    return received / seconds
  } finally {
    for (const call of calls) call.close()
    await bridge.stop()
  }
}

async function send(calls: readonly Call[]): Promise<void> {
  const start = performance.now()
  for (let count = 0; count < (SECONDS * 1000) / PACKET_MS; count++) {
    for (const call of calls) call.send(count)
    const late = performance.now() - start - (count + 1) * PACKET_MS
    if (late < 0) await pause(-late)
  }
  await pause(100)
}

/** Both far ends of one call: the one that speaks SRTP and the one that does not. */
class Call {
  received = 0
  readonly #secure: Socket
  readonly #plain: Socket
  readonly #key = randomBytes(30)
  readonly #packets: Uint8Array[]
  readonly #datagrams: Uint8Array[]
  #end: BridgeEnd | undefined
  #lastDatagram: Uint8Array | undefined

  static async open(): Promise<Call> {
    const [secure, plain] = await Promise.all([openSocket(), openSocket()])
    return new Call(secure, plain)
  }

  private constructor(secure: Socket, plain: Socket) {
    this.#secure = secure
    this.#plain = plain
    const count = (SECONDS * 1000) / PACKET_MS
    this.#packets = Array.from({ length: count }, (_, i) => rtp(i))
    const sender = new SrtpSender(master(this.#key), aesEcb)
    this.#datagrams = this.#packets.map(packet => sender.protect(packet) ?? packet)
    plain.on('message', () => this.received++)
    secure.on('message', datagram => {
      this.received++
      this.#lastDatagram = datagram
    })
  }

  get leg(): BridgeLeg {
    return {
      securePort: this.#secure.address().port,
      plainPort: this.#plain.address().port,
      key: this.#key.toString('base64'),
    }
  }

  joined(end: BridgeEnd): void {
    this.#end = end
  }

  send(count: number): void {
    const { securePort, plainPort } = this.#end as BridgeEnd
    this.#secure.send(this.#datagrams[count] as Uint8Array, securePort, '127.0.0.1')
    this.#plain.send(this.#packets[count] as Uint8Array, plainPort, '127.0.0.1')
  }

  /** Was what came really encrypted for us? */
  check(): void {
    const key = Buffer.from(this.#end?.key ?? '', 'base64')
    const packet = new SrtpReceiver(master(key), aesEcb).unprotect(
      this.#lastDatagram ?? new Uint8Array(),
    )
    if (typeof packet === 'string') throw new Error(`the bridge's SRTP is ${packet}`)
  }

  close(): void {
    this.#secure.close()
    this.#plain.close()
  }
}

async function openSocket(): Promise<Socket> {
  const socket = createSocket({
    type: 'udp4',
    lookup: (host, _options, done) => done(null, host, 4),
  })
  const listening = once(socket, 'listening')
  socket.bind(0, '127.0.0.1')
  await listening
  return socket
}

const master = (key: Buffer) => ({ key: key.subarray(0, 16), salt: key.subarray(16, 30) })

function rtp(count: number): Uint8Array {
  const packet = new Uint8Array(172).fill(0x55)
  const view = new DataView(packet.buffer)
  view.setUint16(0, 0x8000)
  view.setUint16(2, count)
  view.setUint32(4, count * 160)
  view.setUint32(8, 4711)
  return packet
}

async function startOurs(): Promise<Bridge> {
  const main = fileURLToPath(new URL('support/srtp-bridge.ts', import.meta.url))
  const command = ['-c', '0', process.execPath, '--import', 'tsx', main]
  const child = spawn('taskset', command, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next()
  return {
    pid: child.pid ?? 0,
    join: async legs => {
      child.stdin.write(`${JSON.stringify(legs)}\n`)
      // Written by our own process.
      const ports = JSON.parse(String((await lines.next()).value)) as [number, number][]
      return ports.map(([securePort, plainPort], i) => {
        return { securePort, plainPort, key: legs[i]?.key ?? '' }
      })
    },
    stop: async () => {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

async function startPeer(): Promise<Bridge> {
  const { pid, stop } = await startRtpengine(0)
  return {
    pid,
    stop,
    join: async legs => {
      const ends: BridgeEnd[] = []
      for (const [i, leg] of legs.entries()) ends.push(await joinThroughNg(i, leg))
      return ends
    },
  }
}

async function joinThroughNg(i: number, leg: BridgeLeg): Promise<BridgeEnd> {
  const call = { 'call-id': `srtp-${i}`, 'from-tag': 'a' }
  const secure = [
    ...sdp(leg.securePort, 'RTP/SAVP'),
    `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${leg.key}`,
  ]
  const offer = { command: 'offer', ...call, 'transport-protocol': 'RTP/AVP' }
  const plainPort = portOf(await ng({ ...offer, sdp: textOf(secure) }, 2000))
  const answer = { command: 'answer', ...call, 'to-tag': 'b', 'transport-protocol': 'RTP/SAVP' }
  const answered = await ng({ ...answer, sdp: textOf(sdp(leg.plainPort, 'RTP/AVP')) }, 2000)
  const key = /AES_CM_128_HMAC_SHA1_80 inline:([^|\r\n]+)/.exec(answered)?.[1] ?? ''
  return { securePort: portOf(answered), plainPort, key }
}

const portOf = (answer: string): number => Number(/m=audio (\d+)/.exec(answer)?.[1])

const textOf = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`

function sdp(port: number, profile: string): string[] {
  return [
    'v=0',
    `o=- ${port} 1 IN IP4 127.0.0.1`,
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio ${port} ${profile} 0`,
    'a=rtpmap:0 PCMU/8000',
  ]
}

await compare({
  row: 7,
  title: 'SRTP and RTP, 20 calls, 10,000 packets a second',
  unit: 'packets passed on per CPU second',
  ours: { name: 'our SRTP on UDP sockets', measure: () => measure(startOurs) },
  peer: { name: 'rtpengine (SDES) in user space', measure: () => measure(startPeer) },
  floor: { figure: 40_000 },
  goal: { figure: 80_000 },
})
