// baresip, a real SIP phone, as a test's phone: it speaks a tone and writes down what it hears.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Wav } from '../../src/audio/wav.ts'
import { freePort } from './free-port.ts'
import { pathOf } from './peer.ts'
import { soundIn, writeToneWav } from './tone.ts'
import { until } from './until.ts'

/** baresip hangs up when its microphone's file ends, so the file outlasts every test. */
const MICROPHONE_SECONDS = 240

/** Where the length of the samples stands in a plain .wav. */
const DATA_LENGTH_AT = 40

export interface BaresipOptions {
  /** What it says: a tone of this frequency. */
  readonly toneHz: number
  /** The user part of its address; `phone` when not given. */
  readonly user?: string
  readonly codec?: 'PCMU' | 'PCMA'
  readonly transport?: 'udp' | 'tcp' | 'tls'
  /** Picks up by itself. */
  readonly autoAnswer?: boolean
  /** Registers there, by digest. */
  readonly registrar?: { readonly port: number; readonly password: string }
}

/** Something that happened to the phone, in its own words (`CALL_ESTABLISHED`, `CALL_CLOSED`, `REGISTER_OK`, …). */
export interface BaresipEvent {
  readonly type: string
  readonly param?: string
  readonly peeruri?: string
}

export async function startBaresip(options: BaresipOptions): Promise<Baresip> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-baresip-'))
  const [sipPort, controlPort] = [await freePort(), await freePort()]
  mkdirSync(join(folder, 'heard'))
  writeToneWav(join(folder, 'mic.wav'), { hz: options.toneHz, seconds: MICROPHONE_SECONDS })
  writeFileSync(join(folder, 'config'), config({ folder, sipPort, controlPort }))
  writeFileSync(join(folder, 'accounts'), `${account(options, sipPort)}\n`)
  writeFileSync(join(folder, 'contacts'), '')
  // `-t` ends it even when a test forgets to.
  const args = ['-f', folder, '-t', String(MICROPHONE_SECONDS)]
  const child = spawn(pathOf('baresip'), args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const phone = new Baresip(child, folder, sipPort)
  try {
    await phone.connectTo(controlPort)
    return phone
  } catch (error) {
    await phone.stop()
    throw error
  }
}

export class Baresip {
  readonly sipPort: number
  readonly events: BaresipEvent[] = []
  /** What it printed, for when a test fails. */
  output = ''
  readonly #child: ChildProcess
  readonly #folder: string
  #control: Socket | undefined
  #unread = ''
  /** Events before this one belong to what was done earlier. */
  #seen = 0

  constructor(child: ChildProcess, folder: string, sipPort: number) {
    this.#child = child
    this.#folder = folder
    this.sipPort = sipPort
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString('latin1')).slice(-100_000)
      })
    }
  }

  async connectTo(port: number): Promise<void> {
    this.#control = await until('baresip starts', () => this.#tryConnect(port))
    this.#control.on('error', () => this.#control?.destroy())
    this.#control.on('data', chunk => this.#read(chunk.toString('utf8')))
  }

  /** Calls somebody, for example `sip:+15550100@127.0.0.1:5060`. */
  dial(uri: string): void {
    this.#command('dial', uri)
  }

  /** Presses keys, one after the other. */
  async press(digits: string): Promise<void> {
    for (const digit of digits) {
      this.#command('sndcode', digit)
      await new Promise(resolve => setTimeout(resolve, 300))
    }
  }

  accept(): void {
    this.#command('accept')
  }

  hold(): void {
    this.#command('hold')
  }

  resume(): void {
    this.#command('resume')
  }

  hangUp(): void {
    this.#command('hangup')
  }

  /** Waits for the next event of this type that nobody has waited for yet. */
  async next(type: string, timeoutMs = 10_000): Promise<BaresipEvent> {
    const index = await until(
      `baresip says ${type} (it said ${this.events.map(event => event.type).join(' ')})`,
      () => {
        const at = this.events.findIndex((event, i) => i >= this.#seen && event.type === type)
        return at >= 0 && at + 1
      },
      timeoutMs,
    )
    this.#seen = index
    return this.events[index - 1] as BaresipEvent
  }

  /** What the phone has heard in its latest call, up to now. */
  heard(): Wav {
    const files = readdirSync(join(this.#folder, 'heard')).filter(name => name.endsWith('-dec.wav'))
    const latest = files.toSorted((a, b) => a.localeCompare(b)).at(-1)
    if (latest === undefined) return { rate: 8000, channels: 1, samples: new Int16Array() }
    const file = readFileSync(join(this.#folder, 'heard', latest))
    // While it is being written its header says there is nothing: read to the end instead.
    file.writeUInt32LE(0xffffffff, DATA_LENGTH_AT)
    return soundIn(file)
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exited = once(this.#child, 'exit')
      this.#control?.end()
      this.#child.kill('SIGTERM')
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), 2000)
      await exited
      clearTimeout(timer)
    }
    this.#control?.destroy()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #tryConnect(port: number): Promise<Socket | undefined> {
    if (this.#child.exitCode !== null) throw new Error(`baresip ended: ${this.output}`)
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return socket
    } catch {
      // Not listening yet.
      socket.destroy()
      return undefined
    }
  }

  /** Commands and events are JSON in netstrings: `12:{…},`. */
  #command(command: string, params?: string): void {
    const json = JSON.stringify({ command, ...(params !== undefined && { params }) })
    this.#control?.write(`${Buffer.byteLength(json)}:${json},`)
  }

  #read(text: string): void {
    this.#unread += text
    for (;;) {
      const colon = this.#unread.indexOf(':')
      const length = Number(this.#unread.slice(0, colon))
      if (colon < 0 || this.#unread.length < colon + length + 2) return
      const message = JSON.parse(this.#unread.slice(colon + 1, colon + 1 + length)) as BaresipEvent
      this.#unread = this.#unread.slice(colon + length + 2)
      if ('event' in message) this.events.push(message)
    }
  }
}

function account(
  { user = 'phone', codec = 'PCMU', ...more }: BaresipOptions,
  port: number,
): string {
  const host =
    more.registrar === undefined ? `127.0.0.1:${port}` : `127.0.0.1:${more.registrar.port}`
  const parameters = [
    `<sip:${user}@${host};transport=${more.transport ?? 'udp'}>`,
    `audio_codecs=${codec}`,
    more.registrar === undefined ? 'regint=0' : `regint=60;auth_pass=${more.registrar.password}`,
    ...(more.autoAnswer === true ? ['answermode=auto'] : []),
  ]
  return parameters.join(';')
}

function config(of: { folder: string; sipPort: number; controlPort: number }): string {
  // `net_interface lo` would fail: it wants the address. `sndfile` writes what is heard, no player needed.
  return `
sip_listen 127.0.0.1:${of.sipPort}
call_local_timeout 120
call_max_calls 4
audio_path ${of.folder}
audio_source aufile,${join(of.folder, 'mic.wav')}
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
rtp_ports 40000-49998
jitter_buffer_delay 2-4
net_interface 127.0.0.1
module_path ${modulePath()}
module g711.so
module aufile.so
module sndfile.so
module_tmp account.so
module_app menu.so
module ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${of.controlPort}
snd_path ${join(of.folder, 'heard')}
`
}

function modulePath(): string {
  return join(pathOf('baresip'), '../../lib/baresip/modules')
}
