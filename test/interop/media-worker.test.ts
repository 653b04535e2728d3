import { spawnSync } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PCMU } from '../../src/audio/g711.ts'
import { tone, toneAmplitude } from '../../src/audio/tone.ts'
import { channelOf, readWav, writeWav } from '../../src/audio/wav.ts'
import type { MediaEvent, MediaPort } from '../../src/channel/voice/media/media-command.ts'
import { openMediaWorkers } from '../../src/channel/voice/media/open-media-workers.ts'
import { parseRtp, writeRtpHeader } from '../../src/protocol/rtp/rtp-packet.ts'

let folder: string
let media: MediaPort
let events: MediaEvent[]
const failures: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-media-'))
  media = await openMediaWorkers({ rtpPorts: { min: 23_000, max: 23_100 } }, reason =>
    failures.push(reason),
  )
  events = []
  media.onEvent(event => events.push(event))
})

afterEach(async () => {
  await media.close()
  await rm(folder, { recursive: true })
  expect(failures).toEqual([])
})

test('two phones talk through real ports, one hears a prompt first, and the call is on disk in stereo', async () => {
  const prompt = join(folder, 'prompt.wav')
  await writeFile(
    prompt,
    writeWav({ rate: 16_000, channels: 1, samples: tone(700, 8000, { rate: 16_000 }) }),
  )
  const ana = await Phone.open('ana', 440)
  const ben = await Phone.open('ben', 1000)
  const path = join(folder, 'recordings', 'call.wav')

  media.send({
    type: 'play',
    streamId: 'ana',
    playId: 'p1',
    sounds: [{ type: 'wav', path: prompt }],
    loop: false,
    stopOnDigit: false,
  })
  await until(event => event.type === 'play.ended')
  expect(toneAmplitude(ana.heard(), 700)).toBeGreaterThan(2000)

  const members = ['ana', 'ben'].map(streamId => ({ streamId, muted: false }))
  media.send({ type: 'mix.set', mixId: 'call', members })
  media.send({ type: 'record.set', recordingId: 'r', path, left: ['ana'], right: ['ben'] })
  await pause(300)
  ana.forget()
  ben.forget()
  await pause(1000)
  expect(toneAmplitude(ana.heard(), 1000)).toBeGreaterThan(6000)
  expect(toneAmplitude(ben.heard(), 440)).toBeGreaterThan(6000)
  expect(ana.packets).toBeGreaterThan(40)

  media.send({ type: 'record.finish', recordingId: 'r' })
  await until(event => event.type === 'record.finished')
  const wav = readWav(await readFile(path))
  if ('problem' in wav) throw new Error(wav.problem)
  expect(wav).toMatchObject({ rate: 8000, channels: 2 })
  const [left, right] = [channelOf(wav, 0).subarray(2400), channelOf(wav, 1).subarray(2400)]
  expect(toneAmplitude(left, 440)).toBeGreaterThan(6000)
  expect(toneAmplitude(right, 1000)).toBeGreaterThan(6000)
  expect(toneAmplitude(left, 1000)).toBeLessThan(200)
  for (const phone of [ana, ben]) phone.close()
})

test.skipIf(spawnSync('chrt', ['--rr', '1', 'true']).status !== 0)(
  'where the system lets us, sound is served at once, and nothing but sound',
  () => {
    // proc_pid_stat(5): 2 is SCHED_RR.
    expect(schedulingPolicies().filter(policy => policy === 2)).toHaveLength(1)
  },
)

test('ports are even numbers of the range and serve another call once they have been quiet', async () => {
  const phones = [await Phone.open('ana', 440), await Phone.open('ben', 440)]
  const ports = phones.map(({ port }) => port)
  expect(ports.map(port => port % 2)).toEqual([0, 0])
  for (const phone of phones) phone.close()
  media.send({ type: 'stream.close', streamId: 'ana' })
  media.send({ type: 'stream.close', streamId: 'ben' })
  await pause(2000)
  const next = await Phone.open('cy', 440)
  next.close()
  media.send({ type: 'stream.close', streamId: 'cy' })
  expect(ports).toContain(next.port)
})

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

async function until<T extends MediaEvent>(wanted: (event: MediaEvent) => boolean): Promise<T> {
  for (let tries = 0; tries < 250; tries++) {
    const event = events.find(wanted)
    // The caller asked for this kind of event.
    if (event !== undefined) return event as T
    await pause(20)
  }
  throw new Error(`waited in vain; heard ${events.map(({ type }) => type).join(', ')}`)
}

/** Sends a tone every 20 ms and keeps what it hears. */
class Phone {
  readonly port: number
  #heard: number[] = []
  readonly #socket: Socket
  readonly #timer: NodeJS.Timeout
  packets = 0
  #sent = 0

  static async open(streamId: string, frequencyHz: number): Promise<Phone> {
    media.send({ type: 'rtp.open', streamId, address: '127.0.0.1' })
    const opened = await until<MediaEvent & { type: 'rtp.opened' }>(
      event => event.type === 'rtp.opened' && event.streamId === streamId,
    )
    const socket = createSocket('udp4')
    await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
    media.send({
      type: 'rtp.set',
      streamId,
      rtp: {
        remoteAddress: '127.0.0.1',
        remotePort: socket.address().port,
        codec: 'PCMU',
        payloadType: 0,
        dtmfPayloadType: 101,
        sending: true,
        receiving: true,
      },
    })
    return new Phone(socket, opened.port, frequencyHz)
  }

  constructor(socket: Socket, port: number, frequencyHz: number) {
    this.#socket = socket
    this.port = port
    socket.on('message', bytes => this.#hear(bytes))
    const start = performance.now()
    this.#timer = setInterval(() => {
      while (this.#sent * 20 < performance.now() - start) this.#say(frequencyHz)
    }, 10)
  }

  forget(): void {
    this.#heard = []
    this.packets = 0
  }

  heard(): Int16Array {
    return Int16Array.from(this.#heard)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#socket.close()
  }

  #hear(bytes: Uint8Array): void {
    const packet = parseRtp(bytes)
    if (packet === undefined) return
    this.packets++
    for (const code of packet.payload) this.#heard.push(PCMU.decode[code] as number)
  }

  #say(frequencyHz: number): void {
    const packet = new Uint8Array(172)
    writeRtpHeader(packet, false, 0, this.#sent & 0xffff, this.#sent * 160, this.port)
    const samples = tone(frequencyHz, 160, { firstSample: this.#sent * 160 })
    for (let i = 0; i < 160; i++)
      packet[12 + i] = PCMU.encode[(samples[i] as number) & 0xffff] as number
    this.#socket.send(packet, this.port, '127.0.0.1')
    this.#sent++
  }
}

/** Of each of our threads. */
function schedulingPolicies(): number[] {
  return readdirSync('/proc/self/task').map(thread => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[38])
  })
}
