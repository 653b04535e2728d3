// Everything the world can tell the contact centre. Inputs are plain JSON: they are written to the
// journal before anything they cause leaves the process, and replayed to recover.

import type { Unreachable } from './agent/reachability.ts'
import type { ParticipantRole, QuietLimit, Rehydration } from './contact/chat.ts'
import type { Reference, SegmentValue } from './contact/contact.ts'
import type { RoutingBehavior } from './contact/routing-behavior.ts'
import type { Kind } from './directory/document.ts'
import type { ContactRow, RuleEvent } from './event.ts'
import type { JsonObject } from './json.ts'
import type { ServiceAnswer } from './service.ts'

export type Input =
  | { readonly type: 'time.passed' }
  | ConfigurationInput
  | RuleInput
  | VoiceInput
  | AgentInput
  | ContactInput
  | OutboundInput
  | ChatInput
  | TaskInput
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

/** A rule was met, and tells the outside. Checked by the API before it gets here. */
export type RuleInput = { readonly type: 'rule.met' } & Omit<RuleEvent, 'at'>

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
  /** A key of DTMF, or a stand-in while keys are secret. */
  | { readonly type: 'leg.digit'; readonly legId: string; readonly digit: string }
  /** `text`: base64 of a message of the AWS Encryption SDK. */
  | {
      readonly type: 'leg.encrypted'
      readonly legId: string
      readonly secretId: string
      readonly outcome: { readonly text: string } | { readonly problem: string }
    }
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
  /**
   * Passes a contact on by quick connect, or a call to a number. It goes on as a new one in the quick
   * connect's flow; to a number outside as it is.
   */
  | {
      readonly type: 'agent.transfer'
      readonly agentId: string
      readonly contactId: string
      readonly quickConnectId?: string
      readonly number?: string
      /** Chosen by whoever asks; one that is taken is refused. */
      readonly newContactId: string
    }
  /** Calls somebody into the call, by quick connect or number, with everybody else on hold. */
  | {
      readonly type: 'agent.addParty'
      readonly agentId: string
      readonly contactId: string
      /** Chosen by whoever asks; one that is taken is refused. */
      readonly partyId: string
      readonly quickConnectId?: string
      readonly number?: string
    }
  /** Hangs up on one party of a call, or puts one on hold; the customer is the party `customer`. */
  | {
      readonly type: 'agent.party'
      readonly agentId: string
      readonly contactId: string
      readonly partyId: string
      readonly does: 'drop' | 'hold' | 'resume'
    }
  /** Whoever is on hold is talked to, and the other way round. */
  | { readonly type: 'agent.swap'; readonly agentId: string; readonly contactId: string }
  /** Everybody talks to everybody. */
  | { readonly type: 'agent.conference'; readonly agentId: string; readonly contactId: string }
  /** Calls somebody: the agent's own phone first, then the number. */
  | {
      readonly type: 'agent.dial'
      readonly agentId: string
      /** Chosen by whoever asks; one that is taken is refused. */
      readonly contactId: string
      readonly number: string
      /** Whose number is shown and whose whisper flow runs; the profile's default outbound queue when absent. */
      readonly queueId?: string
    }
  /** Who looks on takes part (`barges`) or only looks on again. `contactId` is that of the monitoring. */
  | {
      readonly type: 'agent.monitor'
      readonly agentId: string
      readonly contactId: string
      readonly barges: boolean
      /** In a call: only the agent hears it. */
      readonly whispers?: true
    }
  /** The agent's softphone can or cannot be reached (browser with media, or desk phone registered). */
  | {
      readonly type: 'agent.reachable'
      readonly agentId: string
      readonly reachable: boolean
      readonly because?: Unreachable
      /** The agent's page is open, so that chats and tasks are seen; like `reachable` when absent. */
      readonly atPage?: boolean
    }

/** The API has us call somebody, and lets a flow talk. */
export interface OutboundInput {
  readonly type: 'outbound.started'
  /** Chosen by whoever asks; one that is taken is refused. */
  readonly contactId: string
  /** E.164. */
  readonly number: string
  readonly callerId: string
  readonly flowId: string
  readonly queueId?: string
  readonly ringMs: number
  readonly detectsMachines: boolean
  readonly attributes?: Readonly<Record<string, string>>
  readonly references?: Readonly<Record<string, Reference>>
  readonly name?: string
  readonly description?: string
  readonly relatedContactId?: string
}

/** What the API does to a contact. */
export type ContactInput =
  | { readonly type: 'contact.stop'; readonly contactId: string; readonly reason?: string }
  /** One that is over is to be kept as this row from now on. */
  | { readonly type: 'contact.redact'; readonly contactId: string; readonly row: ContactRow }
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
  /** Its priority, age and routing criteria: members that are not there stay. */
  | {
      readonly type: 'contact.updateRouting'
      readonly contactId: string
      readonly behavior: RoutingBehavior
    }
  /** Its recording, by hand: of the talk, or of what the flow and its customer say. */
  | ({ readonly type: 'contact.record'; readonly contactId: string } & (
      | {
          readonly what: 'start'
          readonly hears: {
            readonly agent: boolean
            readonly customer: boolean
            readonly ivr?: boolean
          }
        }
      | {
          readonly what: 'stop' | 'suspend' | 'resume'
          readonly part: 'talk' | 'automated'
        }
    ))
  /** Changes what it is called and the like; members that are not there stay. */
  | {
      readonly type: 'contact.update'
      readonly contactId: string
      readonly name?: string
      readonly description?: string
      readonly references?: Readonly<Record<string, Reference>>
      /** Milliseconds from its beginning until it ends by itself. */
      readonly limitMs?: number
      readonly segmentAttributes?: Readonly<Record<string, SegmentValue>>
      /** Of tasks. */
      readonly taskTemplateId?: string
    }
  /** A chat or task that waits is given to an agent, who has it at once. */
  | { readonly type: 'contact.assign'; readonly contactId: string; readonly agentId: string }
  /** Somebody of the centre looks on while agent and customer write or talk, and may take part if allowed to. */
  | {
      readonly type: 'contact.monitor'
      readonly contactId: string
      readonly agentId: string
      /** Of the contact by which that one does so, and of the participant of a chat; chosen by whoever asks. */
      readonly monitorId: string
      readonly participantId: string
      readonly mayBarge: boolean
    }
  /** A chat or task goes on as a new contact, in a transfer flow, to a queue. */
  | {
      readonly type: 'contact.transfer'
      readonly contactId: string
      readonly newContactId: string
      readonly flowId: string
      readonly queueId?: string
    }
  | {
      readonly type: 'contact.untag'
      readonly contactId: string
      readonly tagKeys: readonly string[]
    }

/** What a contact of any channel but voice is given by whoever starts it. */
interface NewContact {
  /** Chosen by whoever starts it; one that is taken is refused. */
  readonly contactId: string
  readonly flowId: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly segmentAttributes?: Readonly<Record<string, SegmentValue>>
  readonly references?: Readonly<Record<string, Reference>>
  readonly tags?: Readonly<Record<string, string>>
  readonly customerId?: string
  readonly name?: string
  readonly description?: string
  readonly relatedContactId?: string
  /** Milliseconds after which it ends, whatever it is doing. */
  readonly limitMs?: number
}

/** What happens in chats. What people write is kept elsewhere; here is only what moves the contact. */
export type ChatInput =
  | ({
      readonly type: 'chat.started'
      readonly participantId: string
      readonly displayName: string
      /** Where the customer writes from and to, if that has addresses: telephone numbers of SMS. */
      readonly customerAddress?: string
      readonly systemAddress?: string
      /** What the customer wrote before: the first message of the chat. */
      readonly initialMessage?: { readonly contentType: string; readonly content: string }
      /** What the customer is told first, when it is us who begin. */
      readonly systemMessage?: { readonly contentType: string; readonly content: string }
      /** What the customer's client can show. */
      readonly contentTypes?: readonly string[]
      /** A chat of before that this one goes on with. */
      readonly sourceContactId?: string
      /** How much of that one is part of it. */
      readonly rehydration?: Rehydration
      readonly initiationMethod?: 'API' | 'FLOW'
      /** A customer who leaves the agent stays for the flow chosen as `CustomerRemaining`. */
      readonly outlastsAgent?: true
      /** The customer may not send files. */
      readonly takesNoFiles?: true
    } & NewContact)
  /** Somebody wrote something. It has been kept already. */
  | {
      readonly type: 'chat.message'
      readonly contactId: string
      readonly participantId: string
      readonly contentType: string
      /** The line's number, so that a line is heard once, and none is forgotten over a restart. */
      readonly number?: number
      /** What the customer wrote, only when the contact's view says that its flow waits for it. */
      readonly content?: string
    }
  /** A bot or a supervisor takes part from now on. */
  | {
      readonly type: 'chat.joined'
      readonly contactId: string
      readonly participantId: string
      readonly role: Extract<ParticipantRole, 'CUSTOM_BOT' | 'SUPERVISOR'>
      readonly displayName: string
    }
  /** Somebody has left for good; the customer's leaving ends the chat, unless a flow still has something to ask. */
  | { readonly type: 'chat.left'; readonly contactId: string; readonly participantId: string }
  /** The chat goes on with one of before: who takes part can read that one as well. */
  | {
      readonly type: 'chat.rehydrated'
      readonly contactId: string
      readonly sourceContactId: string
      readonly rehydration: Rehydration
    }
  /** The contact's transcript has been put away, or could not be. */
  | {
      readonly type: 'chat.sealed'
      readonly contactId: string
      readonly outcome: { readonly location: string } | { readonly problem: string }
    }
  /** How long participants of a role may be quiet; a limit without a time is taken away. */
  | {
      readonly type: 'chat.quietLimits'
      readonly contactId: string
      readonly limits: readonly (Omit<QuietLimit, 'afterMs'> & { readonly afterMs?: number })[]
    }

/** What happens to tasks. */
export type TaskInput =
  | ({
      readonly type: 'task.started'
      readonly name: string
      /** When its flow is to begin, if not now. */
      readonly scheduledAt?: number
      readonly templateId?: string
      /** Where it waits, if its flow does not choose another queue. */
      readonly queueId?: string
      /** The task that goes on in this one. */
      readonly previousContactId?: string
      /** How many contacts led to this one, each going on in the next. */
      readonly chainLength?: number
    } & NewContact)
  | { readonly type: 'task.schedule'; readonly contactId: string; readonly at: number }
  /** `flowId` runs in place of the flow that the contact's own has chosen for this moment. */
  | { readonly type: 'task.pause'; readonly contactId: string; readonly flowId?: string }
  | { readonly type: 'task.resume'; readonly contactId: string; readonly flowId?: string }

/** The answer to what a flow asked. One that comes too late, or twice, does nothing. */
export interface ServiceInput {
  readonly type: 'service.answered'
  readonly contactId: string
  readonly askId: string
  readonly answer: ServiceAnswer
}
