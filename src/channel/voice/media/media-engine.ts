// The media engine: streams, who hears whom, prompts, digits and recordings. It is told the time; every
// 20 ms `tick` sends what is due. Sound with a single listener-to-be goes straight through as it comes.
import { FRAME_MS, FRAME_SAMPLES } from '../../../audio/frame.ts'
import { addVoice, mixWithout } from '../../../audio/mixer.ts'
import { RTP_HEADER_BYTES, type RtpPacket } from '../../../protocol/rtp/rtp-packet.ts'
import type { MediaCommand, MediaEvent, RtpParameters } from './media-command.ts'
import { type MediaCounters, noCounts } from './media-counters.ts'
import { MediaStream } from './media-stream.ts'
import type { MediaWorld } from './media-world.ts'
import { loadPieces } from './player.ts'
import { Recording } from './recording.ts'
import type { RtpAddress } from './rtp-transport.ts'

export interface MediaSettings {
  /** Without a packet for so long a stream that should hear something is reported silent. */
  readonly silentAfterMs: number
}

type CommandOf<T extends MediaCommand['type']> = Extract<MediaCommand, { type: T }>

interface Mix {
  members: CommandOf<'mix.set'>['members']
  /** Those of the members that are here. */
  present: readonly MediaStream[]
  /** Members that hear two or more others, so that we must add them up. */
  listeners: readonly MediaStream[]
  readonly sum: Int32Array
}

const SECOND_TICKS = 1000 / FRAME_MS

export class MediaEngine {
  readonly #world: MediaWorld
  readonly #settings: MediaSettings
  readonly #counters: MediaCounters = noCounts()
  readonly #streams = new Map<string, MediaStream>()
  readonly #mixes = new Map<string, Mix>()
  readonly #recordings = new Map<string, Recording>()
  readonly #frame = new Int16Array(FRAME_SAMPLES)
  #recordingsBegun = 0
  /** Who hears whom is worked out; changes that come together cost once. */
  #wired = true
  #now = 0
  #tick = 0

  constructor(world: MediaWorld, settings: MediaSettings = { silentAfterMs: 60_000 }) {
    this.#world = world
    this.#settings = settings
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

  /** Sends the next 20 ms of everything. After a stall so many ticks were left out before it. */
  tick(now: number, leftOut = 0): void {
    this.#now = now
    if (leftOut > 0) this.#leaveOut(leftOut)
    this.#tick++
    this.#wireIfChanged()
    const mixed = this.#addUp()
    for (const recording of this.#recordings.values()) recording.add(this.#voiceOf)
    for (const stream of this.#streams.values()) this.#send(stream, mixed, now)
    if (this.#tick % SECOND_TICKS === 0) this.#everySecond(now)
  }

  counters(): Readonly<Record<string, number>> {
    return {
      ...this.#counters,
      streams: this.#streams.size,
      mixes: this.#mixes.size,
      recordings: this.#recordings.size,
    }
  }

  /** Ends everything: recordings are finished, ports given back. */
  async close(): Promise<void> {
    for (const streamId of [...this.#streams.keys()]) this.#close(streamId)
    const finished = [...this.#recordings.keys()].map(id => this.#finished(id))
    await Promise.all(finished)
  }

  #add(streamId: string, kind: 'rtp' | 'webrtc'): MediaStream {
    this.#close(streamId)
    const stream = new MediaStream(streamId, kind, this.#world, this.#counters)
    this.#streams.set(streamId, stream)
    this.#wired = false
    return stream
  }

  #openRtp({ streamId, address }: CommandOf<'rtp.open'>): void {
    const stream = this.#add(streamId, 'rtp')
    this.#world
      .openUdp(address, (packet, from) => this.#receive(stream, packet, from))
      .then(({ port, transport }) => {
        if (stream.closed) {
          transport.close()
          return
        }
        stream.transport = transport
        if (stream.rtp !== undefined)
          transport.setRemote({ address: stream.rtp.remoteAddress, port: stream.rtp.remotePort })
        this.#world.emit({ type: 'rtp.opened', streamId, port })
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
    stream.receiver.settle()
    this.#streams.delete(streamId)
    stream.transport?.close()
    this.#wired = false
  }

  #receive(stream: MediaStream, bytes: Uint8Array, from: RtpAddress | undefined): void {
    this.#wireIfChanged()
    const now = this.#world.now()
    const received = stream.receive(bytes, from, now)
    if (received === undefined) return
    if (received.type === 'digit') {
      this.#digit(stream, received.digit)
      return
    }
    const last = stream.relayTo.length - 1
    stream.relayTo.forEach((to, i) => {
      // Passing a packet on writes over it, so all but the last get one of their own.
      to.relay(i === last ? received.packet : copyOf(received.packet), received.codec, now)
    })
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
    else
      this.#mixes.set(mixId, {
        members,
        present: [],
        listeners: [],
        sum: new Int32Array(FRAME_SAMPLES),
      })
    this.#wired = false
  }

  #setRecording({ recordingId, path, left, right }: CommandOf<'record.set'>): void {
    const known = this.#recordings.get(recordingId)
    const recording =
      known ?? new Recording(path, this.#world.createRecording(path), this.#recordingsBegun++)
    recording.left.streamIds = left
    recording.right.streamIds = right
    this.#recordings.set(recordingId, recording)
    this.#wired = false
  }

  #finishRecording(recordingId: string): void {
    void this.#finished(recordingId)
  }

  async #finished(recordingId: string): Promise<void> {
    const recording = this.#recordings.get(recordingId)
    if (recording === undefined) return
    this.#recordings.delete(recordingId)
    this.#wired = false
    const { path, durationMs } = recording
    try {
      await recording.finish()
      this.#world.emit({ type: 'record.finished', recordingId, path, durationMs })
    } catch (error) {
      this.#world.emit({ type: 'record.failed', recordingId, reason: sentence(error) })
    }
  }

  /** Works out anew who hears whom, and whose sound is needed frame by frame. */
  #wireIfChanged(): void {
    if (this.#wired) return
    this.#wired = true
    const relays = new Map<MediaStream, MediaStream[]>()
    const tapped = new Set<MediaStream>()
    for (const stream of this.#streams.values()) stream.mixId = undefined
    for (const [mixId, mix] of this.#mixes) this.#wire(mixId, mix, relays, tapped)
    for (const { left, right } of this.#recordings.values())
      for (const side of [left, right]) {
        side.streams = side.streamIds.flatMap(streamId => this.#streams.get(streamId) ?? [])
        for (const stream of side.streams) tapped.add(stream)
      }
    for (const stream of this.#streams.values()) {
      stream.receiver.setTapped(tapped.has(stream))
      const before = stream.relayTo
      stream.relayTo = relays.get(stream) ?? []
      for (const to of before) if (!stream.relayTo.includes(to)) to.sender.endRelay()
    }
  }

  #wire(
    mixId: string,
    mix: Mix,
    relays: Map<MediaStream, MediaStream[]>,
    tapped: Set<MediaStream>,
  ): void {
    const present: MediaStream[] = []
    for (const { streamId, muted } of mix.members) {
      const stream = this.#streams.get(streamId)
      if (stream === undefined) continue
      stream.mixId = mixId
      stream.muted = muted
      present.push(stream)
    }
    mix.present = present
    mix.listeners = present.filter(listener => {
      const others = present.filter(other => other !== listener && !other.muted)
      const [only] = others
      if (others.length === 1 && only !== undefined)
        relays.set(only, [...(relays.get(only) ?? []), listener])
      if (others.length > 1) for (const other of others) tapped.add(other)
      return others.length > 1
    })
  }

  /** Sums each mix; answers which sum each listener hears. */
  #addUp(): Map<MediaStream, Int32Array> {
    const mixed = new Map<MediaStream, Int32Array>()
    for (const { listeners, present, sum } of this.#mixes.values()) {
      if (listeners.length === 0) continue
      sum.fill(0)
      for (const stream of present) {
        const voice = this.#voiceOf(stream)
        if (voice !== undefined) addVoice(sum, voice)
      }
      for (const listener of listeners) mixed.set(listener, sum)
    }
    return mixed
  }

  /** What a stream says in this tick; a muted one says nothing. */
  readonly #voiceOf = (stream: MediaStream): Int16Array | undefined =>
    stream.mixId !== undefined && stream.muted ? undefined : stream.receiver.frame(this.#tick)

  #send(stream: MediaStream, mixed: Map<MediaStream, Int32Array>, now: number): void {
    const { player } = stream
    const sum = mixed.get(stream)
    if (player.current !== undefined && !player.fill(this.#frame))
      this.#endPlay(stream, 'completed')
    if (player.current !== undefined) stream.sendFrame(this.#frame, now)
    else if (sum === undefined) stream.sendFrame(undefined, now)
    else {
      mixWithout(sum, this.#voiceOf(stream), this.#frame)
      stream.sendFrame(this.#frame, now)
    }
  }

  /** Time that passed without us: whoever listens hears a gap, not a delay, and recordings keep time. */
  #leaveOut(ticks: number): void {
    for (const { sender } of this.#streams.values()) sender.leaveOut(ticks)
    for (const recording of this.#recordings.values())
      for (let n = 0; n < ticks; n++) recording.add(() => undefined)
  }

  #everySecond(now: number): void {
    for (const stream of this.#streams.values()) {
      const { rtp, kind, receiver, streamId } = stream
      // A browser's muted microphone sends nothing; that it is there, ICE says (RFC 7675).
      const expected = kind === 'rtp' && rtp?.receiving === true && rtp.sending
      const forMs = now - receiver.heardAt
      if (!expected || stream.saidSilent || forMs < this.#settings.silentAfterMs) continue
      stream.saidSilent = true
      this.#world.emit({ type: 'stream.silent', streamId, forMs })
    }
  }
}

type PlayOutcome = Extract<MediaEvent, { type: 'play.ended' }>['outcome']

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

function copyOf(packet: RtpPacket): RtpPacket {
  const bytes = new Uint8Array(RTP_HEADER_BYTES + packet.payload.length)
  bytes.set(packet.payload, RTP_HEADER_BYTES)
  return { ...packet, payload: bytes.subarray(RTP_HEADER_BYTES) }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
