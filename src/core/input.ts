// Everything the world can tell the contact centre. Inputs are plain JSON: they are written to the
// journal before anything they cause leaves the process, and replayed to recover.
import type { Kind } from './directory/document.ts'
import type { JsonObject } from './json.ts'
import type { ServiceAnswer } from './service.ts'

export type Input =
  | { readonly type: 'time.passed' }
  | ConfigurationInput
  | VoiceInput
  | AgentInput
  | ContactInput
  | ServiceInput

/** A configured thing was created or changed, or taken away. Checked by the API before it gets here. */
export type ConfigurationInput =
  | {
      readonly type: 'config.put'
      readonly kind: Kind
      readonly id: string
      readonly document: JsonObject
    }
  | { readonly type: 'config.delete'; readonly kind: Kind; readonly id: string }

/** Why a leg ended or never came to be, in the core's words. */
export type LegEnd =
  | 'hungUp' // the far party hung up
  | 'busy'
  | 'noAnswer'
  | 'rejected'
  | 'unreachable' // no route, no registration, transport failure
  | 'mediaTimeout' // no RTP for too long
  | 'nodeLost' // the voice node that held it died
  | 'ours' // we ended it

/** What a voice node reports. `node` and `seq` let the core drop what it has already been told. */
export type VoiceInput = { readonly node: string; readonly seq: number } & VoiceReport

export type VoiceReport =
  /** The node is new (a fresh process): whatever it held before is gone. */
  | { readonly type: 'voice.started' }
  | { readonly type: 'voice.lost' }
  /** Somebody calls one of our numbers. */
  | {
      readonly type: 'leg.offered'
      readonly legId: string
      /** E.164 where it is a number, else the SIP user or a browser's name. */
      readonly from: string
      readonly to: string
      readonly displayName?: string
      /** The trunk it came by, or `browser` for a WebRTC customer. */
      readonly trunkId: string
      /** Selected SIP headers for `$.Media.Sip.Headers`. */
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly type: 'leg.ringing'; readonly legId: string }
  /** Media flows both ways from now on. */
  | { readonly type: 'leg.answered'; readonly legId: string }
  | { readonly type: 'leg.ended'; readonly legId: string; readonly reason: LegEnd }
  | { readonly type: 'leg.digit'; readonly legId: string; readonly digit: string }
  | {
      readonly type: 'prompt.ended'
      readonly legId: string
      readonly playId: string
      readonly outcome: 'completed' | 'stopped' | 'failed'
    }
  | {
      readonly type: 'recording.finished'
      readonly recordingId: string
      /** Key in the blob store. */
      readonly location: string
      readonly durationMs: number
    }
  | { readonly type: 'recording.failed'; readonly recordingId: string; readonly reason: string }

/** What an agent does at the softphone, or a supervisor or the API for that agent. */
export type AgentInput =
  | { readonly type: 'agent.setStatus'; readonly agentId: string; readonly statusId: string }
  | { readonly type: 'agent.accept'; readonly agentId: string; readonly contactId: string }
  | { readonly type: 'agent.reject'; readonly agentId: string; readonly contactId: string }
  | { readonly type: 'agent.hangUp'; readonly agentId: string; readonly contactId: string }
  /** Ends after-contact work, or clears a missed or failed contact. */
  | { readonly type: 'agent.clear'; readonly agentId: string; readonly contactId: string }
  | { readonly type: 'agent.hold'; readonly agentId: string; readonly contactId: string }
  | { readonly type: 'agent.resume'; readonly agentId: string; readonly contactId: string }
  | {
      readonly type: 'agent.mute'
      readonly agentId: string
      readonly contactId: string
      readonly muted: boolean
    }
  | {
      readonly type: 'agent.digits'
      readonly agentId: string
      readonly contactId: string
      readonly digits: string
    }
  /** The agent's softphone can or cannot be reached (browser with media, or desk phone registered). */
  | { readonly type: 'agent.reachable'; readonly agentId: string; readonly reachable: boolean }

/** What the API does to a contact. */
export type ContactInput =
  | { readonly type: 'contact.stop'; readonly contactId: string; readonly reason?: string }
  | {
      readonly type: 'contact.updateAttributes'
      readonly contactId: string
      readonly attributes: Readonly<Record<string, string>>
    }
  | {
      readonly type: 'contact.tag'
      readonly contactId: string
      readonly tags: Readonly<Record<string, string>>
    }
  | {
      readonly type: 'contact.untag'
      readonly contactId: string
      readonly tagKeys: readonly string[]
    }

/** The answer to what a flow asked. One that comes too late, or twice, does nothing. */
export interface ServiceInput {
  readonly type: 'service.answered'
  readonly contactId: string
  readonly askId: string
  readonly answer: ServiceAnswer
}
