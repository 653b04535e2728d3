// A media engine with phones around it, in virtual time: each phone sends tones and keeps what it gets.
import { PCMA, PCMU } from '../../src/audio/g711.ts'
import { loudness, tone, toneAmplitude } from '../../src/audio/tone.ts'
import type {
  MediaCommand,
  MediaEvent,
  RtpParameters,
} from '../../src/channel/voice/media/media-command.ts'
import { MediaEngine, TICK_PARTS } from '../../src/channel/voice/media/media-engine.ts'
import type { MediaWorld } from '../../src/channel/voice/media/media-world.ts'
import { Recorder } from '../../src/channel/voice/media/recorder.ts'
import type { RecordingFile } from '../../src/channel/voice/media/recording.ts'
import type {
  OnRtpPacket,
  RtpAddress,
  RtpTransport,
} from '../../src/channel/voice/media/rtp-transport.ts'
import { parseRtp, writeRtpHeader } from '../../src/protocol/rtp/rtp-packet.ts'

const TICK_MS = 20
const PHONES = '192.0.2.1'

type Talk = readonly [phone: FakePhone, frequencyHz: number, amplitude?: number]

export class FakeMedia {
  readonly events: MediaEvent[] = []
  readonly sounds = new Map<string, Int16Array>()
  readonly engine: MediaEngine
  diskFailure: string | undefined
  noPorts = false
  #now = 1000
  #seed = 1
  #opened: FakePhone[] = []
  readonly #files = new Map<string, FakeRecording>()
  readonly #recorder = new Recorder({
    emit: event => this.engine.recorded(event),
    createRecording: path => {
      const file = new FakeRecording(this.diskFailure)
      this.#files.set(path, file)
      return file
    },
  })

  constructor() {
    this.engine = new MediaEngine(this.#world(), { silentAfterMs: 60_000 })
  }

  command(command: MediaCommand): void {
    this.engine.command(command, this.#now)
  }

  /** Opens a stream for each name and connects a PCMU phone to it. */
  async phones<const T extends readonly string[]>(
    ...names: T
  ): Promise<{ [K in keyof T]: FakePhone }> {
    const phones: FakePhone[] = []
    for (const streamId of names) {
      this.command({ type: 'rtp.open', streamId, address: '127.0.0.1' })
      await this.settle()
      const phone = this.#opened.at(-1) as FakePhone
      phone.connect(rtp => this.command({ type: 'rtp.set', streamId, rtp }))
      phones.push(phone)
    }
    this.events.length = 0
    // One phone for each name.
    return phones as { [K in keyof T]: FakePhone }
  }

  /** A browser's connection, standing. */
  async browser(streamId: string): Promise<FakePhone> {
    this.command({ type: 'webrtc.open', streamId, offer: '', addresses: [] })
    await this.settle()
    return this.#opened.at(-1) as FakePhone
  }

  join(mixId: string, ...streamIds: readonly string[]): void {
    const members = streamIds.map(streamId => ({ streamId, muted: false }))
    this.command({ type: 'mix.set', mixId, members })
  }

  async play(
    streamId: string,
    playId: string,
    sounds: readonly (string | number)[],
    { loop = false, stopOnDigit = false } = {},
  ): Promise<void> {
    this.command({
      type: 'play',
      streamId,
      playId,
      loop,
      stopOnDigit,
      sounds: sounds.map(sound =>
        typeof sound === 'string'
          ? { type: 'wav', path: sound }
          : { type: 'silence', durationMs: sound },
      ),
    })
    await this.settle()
  }

  record(recordingId: string, left: readonly string[], right: readonly string[]): void {
    this.command({ type: 'record.set', recordingId, path: `${recordingId}.wav`, left, right })
  }

  async finish(recordingId: string): Promise<{
    readonly left: Int16Array
    readonly right: Int16Array
    readonly durationMs: number
  }> {
    this.command({ type: 'record.finish', recordingId })
    await this.settle()
    const event = this.events.find(
      known => known.type === 'record.finished' && known.recordingId === recordingId,
    )
    if (event?.type !== 'record.finished') throw new Error('the recording did not finish')
    const samples = this.#files.get(event.path)?.samples() ?? new Int16Array()
    const side = (channel: number) => samples.filter((_, i) => i % 2 === channel)
    return { left: side(0), right: side(1), durationMs: event.durationMs }
  }

  /** Lets time pass; the phones say nothing. */
  run(ms: number): void {
    this.talk(ms)
  }

  /** Lets time pass while phones send their tones, a packet every 20 ms between two ticks. */
  talk(ms: number, ...talks: readonly Talk[]): void {
    for (let passed = 0; passed < ms; passed += TICK_MS) {
      this.#now += TICK_MS / 2
      for (const [phone, frequencyHz, amplitude = 8000] of talks) {
        phone.say(tone(frequencyHz, 160, { amplitude, firstSample: phone.said }))
      }
      this.#now += TICK_MS / 2
      this.#tick()
    }
  }

  /** The machine stands still: time passes, and its ticks are left out. */
  stall(ticks: number): void {
    this.#now += (ticks + 1) * TICK_MS
    this.#tick(ticks)
  }

  /** The machine stood still for a while and makes its ticks up at once. */
  catchUp(ticks: number): void {
    this.#now += ticks * TICK_MS
    for (let n = 0; n < ticks; n++) this.#tick()
  }

  #tick(leftOut = 0): void {
    for (let part = 0; part < TICK_PARTS; part++)
      this.engine.tick(this.#now, part, part === 0 ? leftOut : 0)
  }

  /** Lets what was promised come true. */
  async settle(): Promise<void> {
    for (let n = 0; n < 20; n++) await Promise.resolve()
  }

  ended(): string[] {
    return this.events.flatMap(event =>
      event.type === 'play.ended' ? [`${event.playId} ${event.outcome}`] : [],
    )
  }

  digits(): string {
    return this.events.map(event => (event.type === 'digit' ? event.digit : '')).join('')
  }

  openPorts(): number {
    return this.#opened.filter(phone => !phone.closed).length
  }

  #world(): MediaWorld {
    return {
      emit: event => this.events.push(event),
      now: () => this.#now,
      random: () => {
        this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0
        return this.#seed
      },
      loadSound: path => {
        const sound = this.sounds.get(path)
        return sound === undefined
          ? Promise.reject(new Error(`no file ${path}`))
          : Promise.resolve(sound)
      },
      record: piece => {
        this.#recorder.take(piece)
        this.engine.tapeRead(piece.words, this.#recorder.counted())
      },
      openUdp: async (_address, onPacket) => {
        if (this.noPorts) throw new Error('all media ports are in use')
        const port = 10_000 + 2 * this.#opened.length
        return { port, transport: this.#phone(port, onPacket) }
      },
      openWebRtc: async (_offer, _addresses, { onPacket }) => ({
        answer: '',
        transport: this.#phone(0, packet => onPacket(packet)),
        addCandidate: () => undefined,
      }),
    }
  }

  #phone(port: number, onPacket: OnRtpPacket): FakePhone {
    const phone = new FakePhone(port, onPacket)
    this.#opened.push(phone)
    return phone
  }
}

/** The far end of a stream: sends G.711 and events, and keeps every packet it gets. */
export class FakePhone implements RtpTransport {
  readonly packets: Uint8Array[] = []
  readonly reports: Uint8Array[] = []
  closed = false
  remote: RtpAddress = { address: '', port: 0 }
  /** Samples said so far. */
  said = 0
  readonly #onPacket: OnRtpPacket
  readonly #address: RtpAddress
  #tell: ((rtp: RtpParameters) => void) | undefined
  #rtp: RtpParameters
  #sequence = 65_530
  #timestamp = 0xffff_ff00

  constructor(port: number, onPacket: OnRtpPacket) {
    this.#onPacket = onPacket
    this.#address = { address: PHONES, port: port + 20_000 }
    this.#rtp = {
      remoteAddress: PHONES,
      remotePort: port + 20_000,
      codec: 'PCMU',
      payloadType: 0,
      dtmfPayloadType: 101,
      sending: true,
      receiving: true,
    }
  }

  connect(tell: (rtp: RtpParameters) => void): void {
    this.#tell = tell
    tell(this.#rtp)
  }

  /** Negotiates anew. */
  set(change: { [K in keyof RtpParameters]?: RtpParameters[K] | undefined }): void {
    const { dtmfPayloadType, ...rest } = { ...this.#rtp, ...change }
    // Only the event's payload type may be taken away.
    this.#rtp = {
      ...(rest as RtpParameters),
      ...(dtmfPayloadType === undefined ? {} : { dtmfPayloadType }),
    }
    this.#tell?.(this.#rtp)
  }

  send(packet: Uint8Array): boolean {
    this.packets.push(Uint8Array.from(packet))
    return true
  }

  sendReport(packet: Uint8Array): void {
    this.reports.push(Uint8Array.from(packet))
  }

  /** Sends a report to the port above. */
  report(bytes: Uint8Array, address = this.#address.address): void {
    this.#onPacket(bytes, { address, port: this.#address.port + 1 })
  }

  /** A packet of its sound is lost on its way. */
  lose(): void {
    this.#sequence = (this.#sequence + 1) & 0xffff
    this.#timestamp = (this.#timestamp + 160) >>> 0
  }

  setRemote(remote: RtpAddress): void {
    this.remote = remote
  }

  close(): void {
    this.closed = true
  }

  raw(bytes: Uint8Array): void {
    this.#onPacket(bytes, this.#address)
  }

  say(samples: Int16Array, from = this.#address): void {
    const packet = new Uint8Array(12 + samples.length)
    const { encode } = this.#codec
    for (let i = 0; i < samples.length; i++)
      packet[12 + i] = encode[(samples[i] as number) & 0xffff] as number
    this.#stamp(packet, this.#rtp.payloadType, false)
    this.#timestamp = (this.#timestamp + samples.length) >>> 0
    this.said += samples.length
    this.#onPacket(packet, from)
  }

  /** Sends no sound but how loud its silence is, RFC 3389. */
  hush(level: number): void {
    const packet = Uint8Array.from([...new Uint8Array(12), level])
    this.#stamp(packet, 13, false)
    this.#timestamp = (this.#timestamp + 160) >>> 0
    this.#onPacket(packet, this.#address)
  }

  /** A key pressed for 60 ms, its end sent three times. */
  press(digit: string): void {
    const code = '0123456789*#ABCD'.indexOf(digit)
    for (let n = 1; n <= 5; n++) {
      const packet = new Uint8Array(16)
      const duration = Math.min(n, 3) * 160
      packet.set([code, n >= 3 ? 0x8a : 0x0a, duration >> 8, duration & 0xff], 12)
      this.#stamp(packet, 101, n === 1)
      this.#onPacket(packet, this.#address)
    }
    this.#timestamp = (this.#timestamp + 800) >>> 0
    this.said += 800
  }

  forget(): void {
    this.packets.length = 0
  }

  /** The sound of all packets, one after the other. */
  heard(): Int16Array {
    return Int16Array.from(
      this.packets.flatMap(bytes => {
        const packet = parseRtp(bytes)
        if (packet === undefined || packet.payloadType === 101) return []
        return Array.from(packet.payload, code => this.#codec.decode[code] as number)
      }),
    )
  }

  /** How strongly a frequency is heard once the call has settled. */
  hears(frequencyHz: number): number {
    return toneAmplitude(this.#settled(), frequencyHz)
  }

  loudness(): number {
    return loudness(this.#settled())
  }

  sequenceGaps(): number {
    const numbers = this.packets.map(bytes => parseRtp(bytes)?.sequence ?? 0)
    return numbers.filter((n, i) => i > 0 && n !== (((numbers[i - 1] ?? 0) + 1) & 0xffff)).length
  }

  timestampSteps(): number[] {
    const stamps = this.packets.map(bytes => parseRtp(bytes)?.timestamp ?? 0)
    return stamps.slice(1).map((stamp, i) => (stamp - (stamps[i] ?? 0)) | 0)
  }

  #settled(): Int16Array {
    const heard = this.heard()
    return heard.subarray(Math.min(1600, heard.length >> 1))
  }

  get #codec() {
    return this.#rtp.codec === 'PCMA' ? PCMA : PCMU
  }

  #stamp(packet: Uint8Array, payloadType: number, marker: boolean): void {
    this.#sequence = (this.#sequence + 1) & 0xffff
    writeRtpHeader(packet, marker, payloadType, this.#sequence, this.#timestamp, 7)
  }
}

class FakeRecording implements RecordingFile {
  readonly #failure: string | undefined
  readonly #pieces: Int16Array[] = []

  constructor(failure: string | undefined) {
    this.#failure = failure
  }

  write(samples: Int16Array): void {
    this.#pieces.push(Int16Array.from(samples))
  }

  finish(): Promise<void> {
    return this.#failure === undefined
      ? Promise.resolve()
      : Promise.reject(new Error(this.#failure))
  }

  samples(): Int16Array {
    return Int16Array.from(this.#pieces.flatMap(piece => [...piece]))
  }
}
