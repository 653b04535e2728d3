// One stream of the engine: what it receives, what it sends, and what it is playing.
import type { G711 } from '../../../audio/g711.ts'
import type { RtpView } from '../../../protocol/rtp/rtp-packet.ts'
import type { RtpParameters } from './media-command.ts'
import type { MediaCounters } from './media-counters.ts'
import type { MediaWorld } from './media-world.ts'
import { Player } from './player.ts'
import type { RtpAddress, RtpTransport } from './rtp-transport.ts'
import { StreamReceiver } from './stream-receiver.ts'
import { StreamReports } from './stream-reports.ts'
import { StreamSender } from './stream-sender.ts'
import type { Tape } from './tape.ts'

/** A browser that hears nothing for a second needs no silence sent: ICE keeps its connection open. */
const IDLE_TICKS = 50

/** A far end that has heard nothing yet is often about to be joined to somebody: silence waits 200 ms. */
const FIRST_SILENCE_TICKS = 10

let streamsMade = 0

/** Above the numbers of all streams. */
const PROMPTS = 2 ** 31

export class MediaStream {
  readonly streamId: string
  /** What the tape calls it. */
  readonly number = ++streamsMade
  /** What the tape calls that which is played to it. */
  readonly promptsNumber = this.number + PROMPTS
  promptsTaped = false
  readonly kind: 'rtp' | 'webrtc'
  readonly player = new Player()
  readonly sender: StreamSender
  readonly receiver: StreamReceiver
  readonly reports: StreamReports
  /** The far end sends its reports where its sound comes from (RFC 5761), and gets ours there. */
  reportsMuxed: boolean
  transport: RtpTransport | undefined
  rtp: RtpParameters | undefined
  addCandidate: ((candidate: string, mid?: string) => void) | undefined
  /** Candidates that came before the connection was made. */
  candidates: { readonly candidate: string; readonly mid?: string }[] = []
  closed = false
  saidSilent = false
  /** Streams that hear only this one: they get its packets as they come. */
  relayTo: readonly MediaStream[] = []
  /** The only one that this stream hears, whose packets it is passed. */
  relayFrom: MediaStream | undefined
  /** Streams that this one hears added up, when they are two or more. */
  hears: readonly MediaStream[] = []
  /** The mix it is a member of, and whether it may be heard there. */
  mixId: string | undefined
  muted: boolean = false
  /** Who of the mix hears it, if not all do. */
  heardBy: readonly string[] | undefined
  #idle = 0
  #waited = 0

  constructor(
    streamId: string,
    kind: 'rtp' | 'webrtc',
    world: Pick<MediaWorld, 'random'>,
    counters: MediaCounters,
    tape: Tape,
  ) {
    this.streamId = streamId
    this.kind = kind
    this.sender = new StreamSender(() => world.random(), counters)
    this.receiver = new StreamReceiver(counters, tape, this.number)
    this.reports = new StreamReports(() => world.random())
    this.reportsMuxed = kind === 'webrtc'
  }

  /** What the SDP came to. A far end that moved is learned anew. */
  setRtp(rtp: RtpParameters, now: number): void {
    const before = this.rtp
    const moved =
      before?.remoteAddress !== rtp.remoteAddress || before.remotePort !== rtp.remotePort
    // Strings of another thread's message are compared letter by letter, ours at a glance; each packet does.
    this.rtp = { ...rtp, codec: rtp.codec === 'PCMA' ? 'PCMA' : 'PCMU' }
    this.saidSilent = false
    this.receiver.heardAt = now
    if (!moved) return
    this.receiver.unlatch()
    this.transport?.setRemote({ address: rtp.remoteAddress, port: rtp.remotePort })
  }

  receive(
    packet: RtpView,
    from: Parameters<StreamReceiver['receive']>[1],
    now: number,
  ): G711 | 'noise' | string | undefined {
    if (this.rtp === undefined || this.closed) return undefined
    const source = this.receiver.source
    const received = this.receiver.receive(packet, from, this.rtp, now)
    if (this.receiver.source !== undefined && this.receiver.source !== source)
      this.transport?.setRemote(this.receiver.source)
    if (received !== undefined) this.saidSilent = false
    return received
  }

  /** Takes the far end's report, or what somebody else sent in its name. */
  takeReport(bytes: Uint8Array, from: RtpAddress | undefined, now: number): boolean {
    const known = this.receiver.source ?? this.#announced
    if (from !== undefined && from.address !== known?.address) return false
    if (from !== undefined && from.port === known?.port) this.reportsMuxed = true
    return this.reports.take(bytes, this.sender.sent.ssrc, now)
  }

  sendReport(now: number): void {
    const { transport, rtp, sender, receiver } = this
    if (transport === undefined || rtp?.sending !== true) return
    const { sent } = sender
    // A browser that says nothing, as between two calls, is left alone.
    const packets = this.kind === 'webrtc' ? 0 : sent.packets
    if (!this.reports.due(packets + receiver.reception.received, now)) return
    const report = this.reports.write(sent, receiver.reception, receiver.ssrc, now)
    if (this.reportsMuxed) transport.send(report)
    else transport.sendReport(report)
  }

  get #announced(): RtpAddress | undefined {
    return this.rtp && { address: this.rtp.remoteAddress, port: this.rtp.remotePort }
  }

  /** May another stream's packets go straight out here? */
  get #takesRelay(): boolean {
    return (
      this.rtp?.sending === true &&
      this.transport !== undefined &&
      this.player.current === undefined &&
      !this.sender.digits.busy
    )
  }

  /** Passes on a packet that another stream received; it is written over. */
  relay(packet: RtpView, codec: G711): void {
    if (!this.#takesRelay || this.transport === undefined || this.rtp === undefined) return
    this.sender.relay(this.transport, this.rtp, packet, codec)
  }

  /**
   * Sends what this tick has for the far end; undefined is silence, in a call or out of one. Answers the
   * packet that carried the sound.
   */
  sendFrame(frame: Int16Array | undefined, catchingUp: boolean): Uint8Array | undefined {
    const { transport, rtp, sender } = this
    let packet: Uint8Array | undefined
    if (transport === undefined || rtp?.sending !== true) sender.skip()
    else if (sender.digits.busy) sender.digit(transport, rtp)
    else if (frame !== undefined) packet = sender.sound(transport, rtp, frame)
    else if (!sender.relaying) this.#sendSilence(transport, rtp)
    if (frame !== undefined || this.mixId !== undefined) this.#idle = 0
    sender.tick(catchingUp)
    return packet
  }

  /** Phones and NATs stay awake by it. */
  #sendSilence(transport: RtpTransport, rtp: RtpParameters): void {
    const waits = !this.sender.hasBegun && ++this.#waited <= FIRST_SILENCE_TICKS
    if (waits || (this.kind === 'webrtc' && ++this.#idle > IDLE_TICKS)) this.sender.skip()
    else this.sender.sound(transport, rtp, undefined)
  }
}
