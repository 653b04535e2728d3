// The media engine: streams, who hears whom, prompts, digits and what is recorded. It is told the time;
// every 20 ms `tick` sends what is due, a part of the streams at a time, so that no packet that comes in
// meanwhile waits for all of them. Sound with a single listener-to-be goes straight through as it comes.
import { FRAME_MS, FRAME_SAMPLES } from '../../../audio/frame.ts'
import type { G711 } from '../../../audio/g711.ts'
import { addVoice, saturate } from '../../../audio/mixer.ts'
import { isRtcp } from '../../../protocol/rtp/rtcp.ts'
import { RtpView } from '../../../protocol/rtp/rtp-packet.ts'
import type { MediaCommand, MediaEvent, RtpParameters } from './media-command.ts'
import { type MediaCounters, noCounts } from './media-counters.ts'
import { MediaStream } from './media-stream.ts'
import type { MediaWorld } from './media-world.ts'
import { loadPieces } from './player.ts'
import type { RecorderEvent } from './recorder.ts'
import type { RtpAddress } from './rtp-transport.ts'
import { codecOf } from './stream-sender.ts'
import { Tape } from './tape.ts'

export interface MediaSettings {
  /** Without a packet for so long a stream that should hear something is reported silent. */
  readonly silentAfterMs: number
}

type CommandOf<T extends MediaCommand['type']> = Extract<MediaCommand, { type: T }>

interface Mix {
  members: CommandOf<'mix.set'>['members']
}

/** A recording as we know it: the recorder does the rest. */
interface Taped {
  readonly recordingId: string
  readonly path: string
  /** What the recorder calls it. */
  readonly number: number
  left: readonly string[]
  right: readonly string[]
  rightPrompts: readonly string[]
  /** Whom the recorder was last told to hear. */
  said: string
  /** Why there will be no file. */
  failure: string | undefined
}

/** The 20 ms are cut into so many parts; each stream has its own in which it is served. */
export const TICK_PARTS = 5

/** So few streams are not worth another awakening. */
const PART_FEW = 12

const SECOND_TICKS = 1000 / FRAME_MS

export class MediaEngine {
  readonly #world: MediaWorld
  readonly #settings: MediaSettings
  readonly #counters: MediaCounters = noCounts()
  readonly #streams = new Map<string, MediaStream>()
  readonly #mixes = new Map<string, Mix>()
  readonly #parts = Array.from({ length: TICK_PARTS }, () => new Set<MediaStream>())
  readonly #recordings = new Map<string, Taped>()
  /** Those whose end the recorder has been told. */
  readonly #finishing = new Map<number, Taped>()
  readonly #tape: Tape
  readonly #packet = new RtpView()
  readonly #copy = new RtpView()
  readonly #frame = new Int16Array(FRAME_SAMPLES)
  readonly #sum = new Int32Array(FRAME_SAMPLES)
  /** When each part was served last. */
  readonly #servedAt: number[] = []
  #catchingUp = false
  #begun = 0
  #allFinished: (() => void) | undefined
  /** Who hears whom is worked out; changes that come together cost once. */
  #wired = true
  #now = 0
  #tick = 0

  constructor(world: MediaWorld, settings: MediaSettings = { silentAfterMs: 60_000 }) {
    this.#world = world
    this.#settings = settings
    this.#tape = new Tape(piece => world.record(piece))
  }

  command(command: MediaCommand, now: number): void {
    this.#now = now
    switch (command.type) {
      case 'rtp.open':
        this.#openRtp(command)
        break
      case 'rtp.set':
        this.#streams.get(command.streamId)?.setRtp(command.rtp, now)
        break
      case 'webrtc.open':
        this.#openWebRtc(command)
        break
      case 'webrtc.candidate':
        this.#candidate(command)
        break
      case 'stream.close':
        this.#close(command.streamId)
        break
      case 'play':
        this.#play(command)
        break
      case 'play.stop':
        this.#stopPlay(command)
        break
      case 'mix.set':
        this.#setMix(command)
        break
      case 'record.set':
        this.#setRecording(command)
        break
      case 'record.finish':
        this.#finishRecording(command.recordingId)
        break
      case 'digits':
        this.#streams.get(command.streamId)?.sender.digits.add(command.digits)
        break
    }
  }

  /** Is there anybody in that part? */
  serves(part: number): boolean {
    return this.#parts[part]?.size !== 0
  }

  /** Sends the next 20 ms of the streams of a part. After a stall so many ticks were left out before it. */
  tick(now: number, part: number, leftOut = 0): void {
    this.#now = now
    this.#catchingUp = now - (this.#servedAt[part] ?? 0) < FRAME_MS / 2
    this.#servedAt[part] = now
    if (leftOut > 0) this.#leaveOut(leftOut)
    this.#wireIfChanged()
    const streams = this.#parts[part] as Set<MediaStream>
    for (const stream of streams) stream.receiver.advance()
    for (const stream of streams) {
      this.#send(stream)
      // Once a second for each, and never for many at once.
      if ((this.#tick + stream.number) % SECOND_TICKS === 0) this.#everySecond(stream, now)
    }
    if (part === 0) this.#everyTick()
  }

  #everyTick(): void {
    this.#tick++
    if (this.#recordings.size > 0) this.#tape.tick()
  }

  counters(): Readonly<Record<string, number>> {
    return {
      ...this.#counters,
      tapeDropped: this.#tape.dropped,
      streams: this.#streams.size,
      mixes: this.#mixes.size,
      recordings: this.#recordings.size,
    }
  }

  /** How the legs are connected at present: the average of those we hear, and the worst of them. */
  quality(): Readonly<Record<string, number>> {
    const all = [...this.#streams.values()]
      .map(({ reports, receiver }) => reports.quality(receiver.reception))
      .filter(({ received }) => received > 0)
    const mean = (values: readonly (number | undefined)[]): number => {
      const known = values.filter(value => value !== undefined)
      return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
    }
    return {
      media_streams_heard: all.length,
      media_loss_mean_ratio: mean(all.map(({ lossIn }) => lossIn)),
      media_jitter_mean_seconds: mean(all.map(({ jitterInMs }) => jitterInMs)) / 1000,
      media_round_trip_mean_seconds: mean(all.map(({ roundTripMs }) => roundTripMs)) / 1000,
      media_mos_mean: mean(all.map(({ mos }) => mos)),
      media_mos_lowest: all.reduce((least, { mos }) => Math.min(least, mos), all[0]?.mos ?? 0),
    }
  }

  /** The recorder has read a piece of tape; what it counted meanwhile. */
  tapeRead(words: Uint32Array, counted: { readonly late: number; readonly concealed: number }) {
    this.#tape.giveBack(words)
    this.#counters.late += counted.late
    this.#counters.concealed += counted.concealed
  }

  /** The recorder is done with a recording. */
  recorded(event: RecorderEvent): void {
    const recording = this.#finishing.get(event.recording)
    if (recording === undefined) return
    this.#finishing.delete(event.recording)
    const { recordingId, path } = recording
    if (event.type === 'failed')
      this.#world.emit({ type: 'record.failed', recordingId, reason: event.reason })
    else
      this.#world.emit({
        type: 'record.finished',
        recordingId,
        path,
        durationMs: event.durationMs,
      })
    if (this.#finishing.size === 0) this.#allFinished?.()
  }

  /** The recorder is lost, and with it whatever it was recording. What begins later goes to another. */
  recorderFailed(reason: string): void {
    this.#tape.forgetSent()
    for (const recording of this.#recordings.values()) recording.failure ??= reason
    for (const recording of [...this.#finishing.keys()])
      this.recorded({ type: 'failed', recording, reason })
  }

  /** Ends everything: recordings are finished, ports given back. */
  async close(): Promise<void> {
    for (const streamId of [...this.#streams.keys()]) this.#close(streamId)
    for (const recordingId of [...this.#recordings.keys()]) this.#finishRecording(recordingId)
    if (this.#finishing.size === 0) return
    await new Promise<void>(resolve => {
      this.#allFinished = resolve
    })
  }

  #add(streamId: string, kind: 'rtp' | 'webrtc'): MediaStream {
    this.#close(streamId)
    const stream = new MediaStream(streamId, kind, this.#world, this.#counters, this.#tape)
    this.#streams.set(streamId, stream)
    const [first, ...parts] = this.#parts as [Set<MediaStream>, ...Set<MediaStream>[]]
    const least = parts.reduce((least, part) => (part.size < least.size ? part : least), first)
    const part = this.#parts.find(({ size }) => size < PART_FEW) ?? least
    part.add(stream)
    this.#wired = false
    return stream
  }

  #openRtp({ streamId, address, port: spare }: CommandOf<'rtp.open'>): void {
    const stream = this.#add(streamId, 'rtp')
    this.#world
      .openUdp(address, (packet, from) => this.#receive(stream, packet, from), spare)
      .then(({ port, transport }) => {
        if (stream.closed) {
          transport.close()
          return
        }
        stream.transport = transport
        if (stream.rtp !== undefined)
          transport.setRemote({ address: stream.rtp.remoteAddress, port: stream.rtp.remotePort })
        if (port !== spare) this.#world.emit({ type: 'rtp.opened', streamId, port })
      })
      .catch((error: unknown) => this.#openFailed(stream, 'rtp.failed', sentence(error)))
  }

  #openWebRtc({ streamId, offer, addresses }: CommandOf<'webrtc.open'>): void {
    const stream = this.#add(streamId, 'webrtc')
    this.#world
      .openWebRtc(offer, addresses, {
        onPacket: packet => this.#receive(stream, packet, undefined),
        onState: (state, reason) => this.#webRtcState(stream, state, reason),
      })
      .then(({ answer, transport, addCandidate }) => {
        if (stream.closed) {
          transport.close()
          return
        }
        stream.transport = transport
        stream.addCandidate = addCandidate
        stream.setRtp(BROWSER_RTP, this.#now)
        for (const { candidate, mid } of stream.candidates) addCandidate(candidate, mid)
        this.#world.emit({ type: 'webrtc.answer', streamId, answer })
      })
      .catch((error: unknown) => this.#openFailed(stream, 'webrtc.failed', sentence(error)))
  }

  #openFailed(stream: MediaStream, type: 'rtp.failed' | 'webrtc.failed', reason: string): void {
    if (stream.closed) return
    this.#close(stream.streamId)
    this.#world.emit({ type, streamId: stream.streamId, reason })
  }

  #webRtcState(
    stream: MediaStream,
    state: 'connected' | 'failed' | 'closed',
    reason: string | undefined,
  ): void {
    if (stream.closed) return
    if (state === 'connected')
      this.#world.emit({ type: 'webrtc.connected', streamId: stream.streamId })
    else this.#openFailed(stream, 'webrtc.failed', reason ?? state)
  }

  #candidate({ streamId, candidate, mid }: CommandOf<'webrtc.candidate'>): void {
    const stream = this.#streams.get(streamId)
    if (stream?.addCandidate !== undefined) stream.addCandidate(candidate, mid)
    else if (stream !== undefined && stream.candidates.length < CANDIDATES_MAX)
      stream.candidates.push({ candidate, ...(mid === undefined ? {} : { mid }) })
  }

  #close(streamId: string): void {
    const stream = this.#streams.get(streamId)
    if (stream === undefined) return
    this.#endPlay(stream, 'stopped')
    stream.closed = true
    const quality = stream.reports.quality(stream.receiver.reception)
    if (quality.received > 0) this.#world.emit({ type: 'stream.quality', streamId, ...quality })
    stream.receiver.settle()
    this.#streams.delete(streamId)
    for (const part of this.#parts) part.delete(stream)
    stream.transport?.close()
    this.#wired = false
  }

  #receive(stream: MediaStream, bytes: Uint8Array, from: RtpAddress | undefined): void {
    this.#wireIfChanged()
    const now = this.#world.now()
    const packet = this.#packet
    if (!packet.read(bytes)) {
      const isReport = isRtcp(bytes) && stream.takeReport(bytes, from, now)
      if (isReport) this.#counters.reportsReceived++
      else this.#counters.malformed++
      return
    }
    const received = stream.receive(packet, from, now)
    if (received === undefined) return
    if (received === 'noise') for (const to of stream.relayTo) to.sender.endRelay()
    else if (typeof received === 'string') this.#digit(stream, received)
    else this.#relay(packet, received, stream.relayTo)
  }

  /** Passing a packet on writes over it, so all but the last get one of their own. */
  #relay(packet: RtpView, codec: G711, listeners: readonly MediaStream[]): void {
    const last = listeners.length - 1
    for (let i = 0; i < last; i++) {
      this.#copy.read(Uint8Array.from(packet.bytes))
      listeners[i]?.relay(this.#copy, codec)
    }
    listeners[last]?.relay(packet, codec)
  }

  #digit(stream: MediaStream, digit: string): void {
    for (const to of stream.relayTo) to.sender.endRelay()
    this.#world.emit({ type: 'digit', streamId: stream.streamId, digit })
    if (stream.player.current?.stopOnDigit === true) this.#endPlay(stream, 'stopped')
  }

  #play({ streamId, playId, sounds, loop, stopOnDigit }: CommandOf<'play'>): void {
    const stream = this.#streams.get(streamId)
    if (stream === undefined) {
      this.#world.emit({ type: 'play.ended', streamId, playId, outcome: 'failed' })
      return
    }
    this.#endPlay(stream, 'stopped')
    const play = { playId, loop, stopOnDigit, pieces: undefined }
    stream.player.start(play)
    loadPieces(sounds, path => this.#world.loadSound(path))
      .then(pieces => {
        if (stream.player.current === play) stream.player.start({ ...play, pieces })
      })
      .catch(() => {
        if (stream.player.current === play) this.#endPlay(stream, 'failed')
      })
  }

  #stopPlay({ streamId, playId }: CommandOf<'play.stop'>): void {
    const stream = this.#streams.get(streamId)
    if (stream?.player.current?.playId === playId) this.#endPlay(stream, 'stopped')
  }

  #endPlay(stream: MediaStream, outcome: PlayOutcome): void {
    const play = stream.player.current
    if (play === undefined) return
    stream.player.stop()
    const { streamId } = stream
    this.#world.emit({ type: 'play.ended', streamId, playId: play.playId, outcome })
  }

  #setMix({ mixId, members }: CommandOf<'mix.set'>): void {
    // A stream is in one mix: the last one that named it.
    for (const [otherId, other] of this.#mixes)
      if (otherId !== mixId)
        other.members = other.members.filter(
          known => !members.some(({ streamId }) => streamId === known.streamId),
        )
    if (members.length === 0) this.#mixes.delete(mixId)
    else this.#mixes.set(mixId, { members })
    this.#wired = false
  }

  #setRecording(command: CommandOf<'record.set'>): void {
    const { recordingId, path, left, right, rightPrompts = [] } = command
    const known = this.#recordings.get(recordingId)
    if (known !== undefined) {
      known.left = left
      known.right = right
      known.rightPrompts = rightPrompts
    } else {
      const number = ++this.#begun
      const sides = { left, right, rightPrompts }
      const fresh = { recordingId, path, number, ...sides, said: '', failure: undefined }
      this.#recordings.set(recordingId, fresh)
    }
    this.#wired = false
  }

  #finishRecording(recordingId: string): void {
    const recording = this.#recordings.get(recordingId)
    if (recording === undefined) return
    // One that ends as soon as it began has a file too.
    this.#wireIfChanged()
    this.#recordings.delete(recordingId)
    this.#wired = false
    const { number, failure } = recording
    this.#finishing.set(number, recording)
    if (failure !== undefined) {
      this.recorded({ type: 'failed', recording: number, reason: failure })
      return
    }
    this.#tape.order({ type: 'finish', recording: number })
    this.#tape.flush()
  }

  /** Works out anew who hears whom, and whose sound is needed frame by frame. */
  #wireIfChanged(): void {
    if (this.#wired) return
    this.#wired = true
    const relays = new Map<MediaStream, MediaStream[]>()
    const added = new Set<MediaStream>()
    for (const stream of this.#streams.values()) {
      stream.mixId = undefined
      stream.hears = []
      stream.relayFrom = undefined
    }
    for (const [mixId, mix] of this.#mixes) this.#wire(mixId, mix, relays, added)
    const recorded = this.#wireRecordings()
    for (const stream of this.#streams.values()) {
      stream.receiver.setSmoothed(added.has(stream))
      stream.receiver.taped = recorded.has(stream.number)
      stream.promptsTaped = recorded.has(stream.promptsNumber)
      const before = stream.relayTo
      stream.relayTo = relays.get(stream) ?? []
      for (const to of before) if (!stream.relayTo.includes(to)) to.sender.endRelay()
    }
  }

  #wire(
    mixId: string,
    mix: Mix,
    relays: Map<MediaStream, MediaStream[]>,
    added: Set<MediaStream>,
  ): void {
    const present: MediaStream[] = []
    for (const { streamId, muted, heardBy } of mix.members) {
      const stream = this.#streams.get(streamId)
      if (stream === undefined) continue
      stream.mixId = mixId
      stream.muted = muted
      stream.heardBy = heardBy
      present.push(stream)
    }
    for (const listener of present) {
      const others = present.filter(other => other !== listener && isHeardBy(other, listener))
      const [only] = others
      if (others.length === 1 && only !== undefined) {
        relays.set(only, [...(relays.get(only) ?? []), listener])
        listener.relayFrom = only
      }
      if (others.length < 2) continue
      listener.hears = others
      for (const other of others) added.add(other)
    }
  }

  /** Tells the recorder whom each recording hears now; answers the numbers of all of them. */
  #wireRecordings(): Set<number> {
    const recorded = new Set<number>()
    for (const recording of this.#recordings.values()) {
      const left = this.#audible(recording.left)
      const prompts = this.#prompted(recording.rightPrompts)
      const right = [...this.#audible(recording.right), ...prompts]
      for (const stream of [...left, ...right]) recorded.add(stream)
      const said = `${left} ${right}`
      if (said === recording.said || recording.failure !== undefined) continue
      recording.said = said
      const { number, path } = recording
      this.#tape.order({ type: 'hear', recording: number, path, left, right })
    }
    return recorded
  }

  /** A muted member of a mix says nothing to a recording either. */
  #audible(streamIds: readonly string[]): readonly number[] {
    return streamIds.flatMap(streamId => {
      const stream = this.#streams.get(streamId)
      const silent = stream === undefined || (stream.mixId !== undefined && stream.muted)
      return silent ? [] : [stream.number]
    })
  }

  #prompted(streamIds: readonly string[]): readonly number[] {
    return streamIds.flatMap(streamId => this.#streams.get(streamId)?.promptsNumber ?? [])
  }

  #send(stream: MediaStream): void {
    const { player, hears } = stream
    if (player.current !== undefined && !player.fill(this.#frame))
      this.#endPlay(stream, 'completed')
    if (player.current !== undefined) this.#sendPrompt(stream)
    else if (hears.length === 0) stream.sendFrame(this.#noiseFor(stream), this.#catchingUp)
    else {
      this.#addUp(hears)
      stream.sendFrame(this.#frame, this.#catchingUp)
    }
  }

  #sendPrompt(stream: MediaStream): void {
    const bytes = stream.sendFrame(this.#frame, this.#catchingUp)
    if (bytes === undefined || stream.rtp === undefined || !stream.promptsTaped) return
    this.#tape.packet(stream.promptsNumber, { bytes }, codecOf(stream.rtp), this.#now)
  }

  /** A single other party that sends no sound but says how its silence sounds. */
  #noiseFor({ relayFrom, sender }: MediaStream): Int16Array | undefined {
    return sender.relaying ? undefined : relayFrom?.receiver.noise()
  }

  #addUp(voices: readonly MediaStream[]): void {
    const sum = this.#sum
    sum.fill(0)
    for (const { receiver } of voices)
      if (receiver.frame !== undefined) addVoice(sum, receiver.frame)
    saturate(sum, this.#frame)
  }

  /** Time that passed without us: whoever listens hears a gap, not a delay, and recordings keep time. */
  #leaveOut(ticks: number): void {
    for (const { sender } of this.#streams.values()) sender.leaveOut(ticks)
    if (this.#recordings.size > 0) this.#tape.leaveOut(ticks)
  }

  #everySecond(stream: MediaStream, now: number): void {
    stream.sendReport(now)
    const { rtp, kind, receiver, streamId } = stream
    // A browser's muted microphone sends nothing; that it is there, ICE says (RFC 7675).
    const expected = kind === 'rtp' && rtp?.receiving === true && rtp.sending
    const forMs = now - receiver.heardAt
    if (!expected || stream.saidSilent || forMs < this.#settings.silentAfterMs) return
    stream.saidSilent = true
    this.#world.emit({ type: 'stream.silent', streamId, forMs })
  }
}

type PlayOutcome = Extract<MediaEvent, { type: 'play.ended' }>['outcome']

function isHeardBy({ muted, heardBy }: MediaStream, { streamId }: MediaStream): boolean {
  return !muted && (heardBy === undefined || heardBy.includes(streamId))
}

const CANDIDATES_MAX = 64

/** The WebRTC transport translates payload types; we always use these (RFC 7874 §3 makes PCMU mandatory). */
const BROWSER_RTP: RtpParameters = {
  remoteAddress: '',
  remotePort: 0,
  codec: 'PCMU',
  payloadType: 0,
  dtmfPayloadType: 101,
  sending: true,
  receiving: true,
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
