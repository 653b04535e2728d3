// What the voice node's signalling side asks of a media engine (in a worker thread), and what the
// engine reports. A stream is one two-way 20 ms G.711 RTP connection: a SIP phone's or a browser's.
import type { StreamQuality } from './stream-reports.ts'

export type MediaCommand =
  /** Opens a UDP port for a stream. Answered by `rtp.opened`, unless it names a spare port. */
  | {
      readonly type: 'rtp.open'
      readonly streamId: string
      readonly address: string
      readonly port?: number
    }
  /** What the SDP negotiation came to. May be repeated (re-INVITE). */
  | { readonly type: 'rtp.set'; readonly streamId: string; readonly rtp: RtpParameters }
  /** A browser's SDP offer. Answered by `webrtc.answer` or `webrtc.failed`. */
  | {
      readonly type: 'webrtc.open'
      readonly streamId: string
      readonly offer: string
      readonly addresses: readonly string[]
    }
  /** A trickled ICE candidate line of the browser. */
  | {
      readonly type: 'webrtc.candidate'
      readonly streamId: string
      readonly candidate: string
      readonly mid?: string
    }
  | { readonly type: 'stream.close'; readonly streamId: string }
  /** Replaces whatever the stream plays. */
  | {
      readonly type: 'play'
      readonly streamId: string
      readonly playId: string
      readonly sounds: readonly Sound[]
      readonly loop: boolean
      readonly stopOnDigit: boolean
    }
  | { readonly type: 'play.stop'; readonly streamId: string; readonly playId: string }
  /** Who hears whom. Replaces the former membership of this mix; no members: it is gone. */
  | {
      readonly type: 'mix.set'
      readonly mixId: string
      readonly members: readonly MixedStream[]
    }
  /** Begins a recording (16-bit 8 kHz stereo .wav at `path`) or changes whom it hears; none on both sides is silence. */
  | {
      readonly type: 'record.set'
      readonly recordingId: string
      readonly path: string
      readonly left: readonly string[]
      readonly right: readonly string[]
      /** Streams of which what is played to them is on the right side as well. */
      readonly rightPrompts?: readonly string[]
    }
  | { readonly type: 'record.finish'; readonly recordingId: string }
  /** RFC 4733 events to the far end. */
  | { readonly type: 'digits'; readonly streamId: string; readonly digits: string }

export interface MixedStream {
  readonly streamId: string
  readonly muted: boolean
  /** Streams that hear it, if not all of the mix do. */
  readonly heardBy?: readonly string[]
}

/** A finished sound: 16-bit 8 kHz mono samples in a file, or silence. */
export type Sound =
  | { readonly type: 'wav'; readonly path: string }
  | { readonly type: 'silence'; readonly durationMs: number }

export interface RtpParameters {
  readonly remoteAddress: string
  readonly remotePort: number
  readonly codec: 'PCMU' | 'PCMA'
  readonly payloadType: number
  /** Payload type of telephone-event, when the peer offered it. */
  readonly dtmfPayloadType?: number
  readonly sending: boolean
  readonly receiving: boolean
}

export type MediaEvent =
  | { readonly type: 'rtp.opened'; readonly streamId: string; readonly port: number }
  /** Ports that are open already; each may be named in one `rtp.open` of that address. */
  | { readonly type: 'rtp.spare'; readonly address: string; readonly ports: readonly number[] }
  | { readonly type: 'rtp.failed'; readonly streamId: string; readonly reason: string }
  | { readonly type: 'webrtc.answer'; readonly streamId: string; readonly answer: string }
  | { readonly type: 'webrtc.connected'; readonly streamId: string }
  | { readonly type: 'webrtc.failed'; readonly streamId: string; readonly reason: string }
  | { readonly type: 'digit'; readonly streamId: string; readonly digit: string }
  | {
      readonly type: 'play.ended'
      readonly streamId: string
      readonly playId: string
      readonly outcome: 'completed' | 'stopped' | 'failed'
    }
  | {
      readonly type: 'record.finished'
      readonly recordingId: string
      readonly path: string
      readonly durationMs: number
    }
  | { readonly type: 'record.failed'; readonly recordingId: string; readonly reason: string }
  /** Nothing was received for the time-out although the stream should be receiving. Said once. */
  | { readonly type: 'stream.silent'; readonly streamId: string; readonly forMs: number }
  /** How the leg was connected, when it is closed. */
  | ({ readonly type: 'stream.quality'; readonly streamId: string } & StreamQuality)
  | { readonly type: 'stats'; readonly counters: Readonly<Record<string, number>> }

/** A media engine as the voice node sees it, wherever it runs. */
export interface MediaPort {
  send(command: MediaCommand): void
  onEvent(listener: (event: MediaEvent) => void): void
  close(): Promise<void>
}
