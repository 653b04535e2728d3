// What the media engine needs of the world: packets, files, chance. The worker brings the real ones,
// tests bring their own.
import type { MediaEvent } from './media-command.ts'
import type { OnRtpPacket, RtpTransport } from './rtp-transport.ts'
import type { TapePiece } from './tape.ts'

export interface MediaWorld {
  emit(event: MediaEvent): void
  openUdp(
    address: string,
    onPacket: OnRtpPacket,
    spare: number | undefined,
  ): Promise<{ readonly port: number; readonly transport: RtpTransport }>
  openWebRtc(
    offer: string,
    addresses: readonly string[],
    events: WebRtcEvents,
  ): Promise<WebRtcTransport>
  /** The file as 8 kHz mono; rejects with a sentence when it cannot be played. */
  loadSound(path: string): Promise<Int16Array>
  /** Hands a stretch of what is recorded to the recorder, which gives it back when it is read. */
  record(piece: TapePiece): void
  /** Milliseconds of a clock that only goes forward. */
  now(): number
  /** A random 32-bit number. */
  random(): number
}

export interface WebRtcEvents {
  onPacket(packet: Uint8Array): void
  onState(state: 'connected' | 'failed' | 'closed', reason?: string): void
}

export interface WebRtcTransport {
  readonly answer: string
  readonly transport: RtpTransport
  addCandidate(candidate: string, mid?: string): void
}
