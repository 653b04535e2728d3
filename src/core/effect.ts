// Everything the contact centre can ask of the world. An effect leaves the process only after the
// batch of inputs that caused it is durable.
import type { ChatItem } from './contact/chat.ts'
import type { Instant } from './instant.ts'
import type { JsonObject } from './json.ts'
import type { ServiceQuestion } from './service.ts'

export type Effect = VoiceEffect | AgentEffect | ServiceEffect | ChatEffect | FlowLogEffect

/** Is it for a voice node? */
export function isVoiceEffect(effect: Effect): effect is VoiceEffect {
  return 'node' in effect
}

/** What a voice node is asked to do. All of them may arrive twice: the second does nothing. */
export type VoiceEffect =
  /** Answers an offered leg. Confirmed by `leg.answered`. */
  | { readonly type: 'leg.answer'; readonly node: string; readonly legId: string }
  /** Refuses an offered leg with a SIP status (RFC 3261 §21), for example 404 or 486. */
  | {
      readonly type: 'leg.reject'
      readonly node: string
      readonly legId: string
      readonly status: number
    }
  | {
      readonly type: 'leg.dial'
      readonly node: string
      readonly legId: string
      readonly to: DialTarget
      /** E.164, shown to the called party. */
      readonly callerId: string
      readonly callerName?: string
      readonly timeoutMs: number
    }
  | { readonly type: 'leg.hangUp'; readonly node: string; readonly legId: string }
  /** Replaces whatever the leg hears. Ends with `prompt.ended`, except a loop, which ends when stopped. */
  | {
      readonly type: 'leg.play'
      readonly node: string
      readonly legId: string
      readonly playId: string
      readonly sources: readonly PlaySource[]
      readonly loop: boolean
      /** A digit ends it (barge-in). The digit is reported first. */
      readonly stopOnDigit: boolean
    }
  /** `playId` `*` stops whatever it is. */
  | {
      readonly type: 'leg.stopPlay'
      readonly node: string
      readonly legId: string
      readonly playId: string
    }
  | {
      readonly type: 'leg.sendDigits'
      readonly node: string
      readonly legId: string
      /** One after the other; a comma is a pause of 750 ms. */
      readonly digits: string
    }
  /** Keys pressed on the leg are kept where they are, and told by stand-ins (`secret-keys.ts`). */
  | {
      readonly type: 'leg.secret'
      readonly node: string
      readonly legId: string
      readonly secretId: string
    }
  /** What stand-ins stand for is encrypted. Confirmed by `leg.encrypted`. */
  | {
      readonly type: 'leg.encrypt'
      readonly node: string
      readonly legId: string
      readonly secretId: string
      readonly keys: string
      readonly keyId: string
      /** X.509 in PEM. */
      readonly certificate: string
    }
  /** Keys are told as they are again, and those that were kept are forgotten. */
  | {
      readonly type: 'leg.endSecret'
      readonly node: string
      readonly legId: string
      readonly secretId: string
    }
  /** Who hears whom from now on. Replaces what was said of this mix before; no members: it is gone. */
  | {
      readonly type: 'mix.set'
      readonly node: string
      readonly mixId: string
      readonly members: readonly MixMember[]
    }
  /** What is recorded from now on. No left and no right: silence, so that time goes on. */
  | {
      readonly type: 'recording.set'
      readonly node: string
      readonly recordingId: string
      readonly contactId: string
      readonly left: readonly string[]
      readonly right: readonly string[]
      /** Legs of which what we play to them is on the right side as well. */
      readonly rightPrompts?: readonly string[]
    }
  | { readonly type: 'recording.finish'; readonly node: string; readonly recordingId: string }

export interface MixMember {
  readonly legId: string
  readonly muted: boolean
  /** Legs that hear it, if not all do. */
  readonly heardBy?: readonly string[]
}

export type DialTarget =
  /** The agent's browser softphone: its standing media connection becomes the leg. */
  | { readonly type: 'softphone'; readonly agentId: string }
  /** A SIP phone registered with us. */
  | { readonly type: 'desk-phone'; readonly user: string }
  | { readonly type: 'number'; readonly number: string }

export type PlaySource =
  | {
      readonly type: 'text'
      readonly text: string
      readonly voice: string
      readonly language: string
    }
  | {
      readonly type: 'ssml'
      readonly ssml: string
      readonly voice: string
      readonly language: string
    }
  /** A .wav in the blob store. */
  | { readonly type: 'audio'; readonly location: string }
  | { readonly type: 'silence'; readonly durationMs: number }
  /** What a caller hears while the far end rings: one ring and the pause after it. */
  | { readonly type: 'ringback' }

export type AgentEffect =
  /** Something an agent's page shows has changed: send it the new snapshot. */
  { readonly type: 'agent.changed'; readonly agentId: string }

/**
 * What the chat service is to do. `conversationId` is the contact with which the chat began: one that
 * is handed on stays the same conversation.
 */
export type ChatEffect = {
  readonly conversationId: string
  readonly contactId: string
} /** A message of a flow, or an event: it is kept and told. It may come twice: the item's id says so. */ & (
  | { readonly type: 'chat.send'; readonly item: ChatItem }
  /** The conversation is over: its connections are closed. */
  | { readonly type: 'chat.end' }
  /** The contact is over: its transcript is put away, confirmed by `chat.sealed`. May be asked twice. */
  | { readonly type: 'chat.seal' }
)

/** A flow waits for an answer, which comes as `service.answered` with the same `askId`. May be asked twice. */
export interface ServiceEffect {
  readonly type: 'service.ask'
  readonly contactId: string
  readonly askId: string
  readonly question: ServiceQuestion
}

/** A line for the flow log, in Connect's JSON. Written beside everything else, and never waited for. */
export interface FlowLogEffect {
  readonly type: 'flow.log'
  readonly at: Instant
  readonly entry: JsonObject
}
