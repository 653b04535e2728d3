// What a voice node and the centre node say to each other over the bus: one JSON object per line.
// Reports and effects are numbered and acknowledged, so a link that breaks at any moment loses and
// repeats nothing. Signals carry what must not wait for the journal (SDP, settings, figures): they
// may be lost with the link, and whoever sent them asks again.
import type { VoiceEffect } from '../../core/effect.ts'
import type { VoiceInput } from '../../core/input.ts'

export type FromVoice =
  /**
   * First on every connection. `lastEffect` is the number of the last effect carried out, and
   * `nextReport` that of the first report that may not be durable: 1 says that the node is new.
   */
  | {
      readonly type: 'hello'
      readonly node: string
      readonly lastEffect: number
      readonly nextReport: number
    }
  | { readonly type: 'report'; readonly input: VoiceInput }
  | { readonly type: 'effectsDone'; readonly upTo: number }
  | { readonly type: 'signal'; readonly signal: VoiceSignal }

export type FromCentre =
  /** The answer to `hello`: reports up to `lastReport` are durable. */
  | { readonly type: 'welcome'; readonly lastReport: number }
  /** The centre has given this node up: everything it holds is over. */
  | { readonly type: 'forgotten' }
  | { readonly type: 'effect'; readonly number: number; readonly effect: VoiceEffect }
  | { readonly type: 'reportsDone'; readonly upTo: number }
  | { readonly type: 'signal'; readonly signal: CentreSignal }

export type CentreSignal =
  | { readonly type: 'settings'; readonly settings: VoiceSettings }
  /** An agent's page offers its standing media connection. */
  | {
      readonly type: 'softphone.offer'
      readonly agentId: string
      readonly connectionId: string
      readonly sdp: string
    }
  | { readonly type: 'softphone.close'; readonly agentId: string; readonly connectionId: string }
  /** A browser phone calls. `pageId` names the page's socket. */
  | {
      readonly type: 'phone.call'
      readonly pageId: string
      readonly to: string
      readonly sdp: string
    }
  | { readonly type: 'phone.digit'; readonly call: string; readonly digit: string }
  | { readonly type: 'phone.hangUp'; readonly call: string }
  /** A page that lost its socket is back. */
  | { readonly type: 'phone.resume'; readonly pageId: string; readonly call: string }

export type VoiceSignal =
  | {
      readonly type: 'softphone.answer'
      readonly agentId: string
      readonly connectionId: string
      readonly sdp: string
    }
  | {
      readonly type: 'softphone.state'
      readonly agentId: string
      readonly connectionId: string
      readonly state: 'connected' | 'failed' | 'closed'
    }
  | {
      readonly type: 'phone.answer'
      readonly pageId: string
      readonly call: string
      readonly sdp: string
    }
  | {
      readonly type: 'phone.state'
      readonly pageId: string
      readonly state: 'ringing' | 'connected' | 'ended' | 'refused'
      readonly reason?: string
    }
  /** Desk phones that are registered now, by user. */
  | { readonly type: 'registered'; readonly users: readonly string[] }
  | { readonly type: 'figures'; readonly figures: Readonly<Record<string, number>> }

/** What the voice node must know of the configuration. */
export interface VoiceSettings {
  readonly trunks: readonly TrunkSettings[]
  readonly phones: readonly PhoneSettings[]
  /** Where finished recordings go: `connect/<alias>/CallRecordings`. */
  readonly recordingPrefix: string
}

export interface TrunkSettings {
  readonly trunkId: string
  readonly addresses: readonly string[]
  readonly username?: string
  readonly ha1Md5?: string
  readonly ha1Sha256?: string
  readonly outboundUri?: string
  readonly outboundUsername?: string
  readonly outboundPassword?: string
}

export interface PhoneSettings {
  readonly user: string
  readonly ha1Md5: string
  readonly ha1Sha256: string
}
