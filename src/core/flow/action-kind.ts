// What every kind of flow action is: one file in `action/`, named after its type, listed in
// `actions.ts`. To add one: the file, its line in the list, its table test.

import type { Reference } from '../contact/contact.ts'
import type { ContactPart } from '../contact/contact-size.ts'
import type { DataTable } from '../data-table/data-table.ts'
import type { FlowType } from '../directory/document.ts'
import type { TaskTemplateDocument } from '../directory/task-template.ts'
import type { PlaySource } from '../effect.ts'
import type { Instant } from '../instant.ts'
import type { Json, JsonObject } from '../json.ts'
import type { MetricsOf, QueueMetrics } from '../metrics/queue-metrics.ts'
import type { RoutingStep } from '../routing/routing-criteria.ts'
import type { ServiceAnswer, ServiceQuestion } from '../service.ts'
import type { DataDeed } from './data-deed.ts'
import type { Action } from './flow.ts'

export interface ActionKind {
  readonly type: string
  /** `EndFlowExecution` on the way out of it comes back to it, if the flow went on by a condition. */
  readonly isReturnPoint?: boolean
  /** The contact arrives at the action. */
  enter(action: Action, view: FlowView): Step
  /** Something it waited for happened. `memory` is what its last `wait` step left. */
  resume?(action: Action, view: FlowView, happening: Happening, memory: JsonObject): Step
}

/** What an action may look at. Reading never changes anything. */
export interface FlowView {
  readonly now: Instant
  readonly flowType: FlowType
  readonly channel: 'VOICE' | 'CHAT' | 'TASK' | 'EMAIL'
  /** Text with every JSONPath in it replaced; a path that leads nowhere becomes empty. FLOW_LANGUAGE §2. */
  text(value: Json | undefined): string
  /** The value of one whole JSONPath, undefined when it leads nowhere; another string as it is. */
  value(value: Json | undefined): Json | undefined
  readonly voice: { readonly voice: string; readonly engine: string; readonly language: string }
  /** How often the flow or module has passed this action so far (for Loop), since it was entered. */
  count(action: Action): number
  readonly targetQueueId: string | undefined
  /** Is it related to another contact that goes on? */
  readonly hasRelatedContact: boolean
  /** Is there room for more of a kind on the contact, or on the one it is related to? */
  hasRoomFor(part: ContactPart, more: JsonObject, of?: 'related'): boolean
  /** By id or ARN. */
  queue(idOrArn: string): QueueView | undefined
  agent(idOrArn: string): { readonly id: string; readonly username: string } | undefined
  /** Open now? By id or ARN; undefined when there is no such schedule. */
  isOpen(hoursOfOperationIdOrArn: string): boolean | undefined
  /** What runs under this id or ARN; the id keeps a version that was named (`<id>:3`). */
  flow(idOrArn: string): { readonly id: string; readonly type: FlowType } | undefined
  /** The module that runs under this id or ARN, of the version or alias it names. */
  module(idOrArn: string): ModuleView | undefined
  /** How many modules deep the run is; 0 in the flow itself. */
  readonly moduleDepth: number
  prompt(idOrArn: string): { readonly id: string; readonly location: string } | undefined
  /** By id, name or ARN, with or without its version. */
  view(idOrArn: string, version: string | undefined): ViewView | undefined
  /** The flow of an event of the contact (a pause and the like), at whose end the contact goes on. */
  readonly isEventFlow: boolean
  /** A bot takes part in the chat. */
  readonly hasBot: boolean
  /** The task is paused, and could be taken up now. */
  readonly mayResume: boolean
  /** By id or ARN. */
  taskTemplate(
    idOrArn: string,
  ): { readonly id: string; readonly document: TaskTemplateDocument } | undefined
  /** Tasks can be made of this contact: too long a chain of tasks that make tasks is a mistake. */
  readonly mayCreateTask: boolean
  /** A number as it would be dialled, or why it is not: it is none, or may not be called from here. */
  dialable(
    number: string,
  ): { readonly number: string } | { readonly refused: 'invalid' | 'notAllowed' }
  /** How a call of ours stands: not made yet, answered, answered by who knows what; undefined: the customer called. */
  readonly outboundCall: 'pending' | 'answered' | 'undetected' | undefined
  /** Where the customer is called back: the number a flow has set, else the one the customer has. */
  readonly callbackNumber: string
  /** Why no callback to a number, in E.164, may be promised now: there are too many; undefined: it may. */
  whyNoCallback(number: string): string | undefined
  /** The contact this one came from still talks to an agent. */
  readonly previousTalks: boolean
  /** Keys pressed while nobody asked, as far as they are kept; undefined when they are not. */
  readonly bufferedDigits: string | undefined
  /** What functions are told of the contact, `ContactData` of FLOW_LANGUAGE §5. */
  contactData(): JsonObject
  readonly tags: Readonly<Record<string, string>>
  /** By id or ARN. */
  dataTable(idOrArn: string): DataTable | undefined
  /** The numbers of a queue, on all channels unless one is named. */
  metrics(of: MetricsOf): QueueMetrics
  /** Where the contact stands among those that wait; undefined when it does not. */
  readonly placeInLine:
    | { readonly position: number; readonly estimatedWaitMs: number | undefined }
    | undefined
  /** A whole number from 0 to `below` - 1, by lot. */
  lot(below: number): number
}

/** A view at one of its versions. */
export interface ViewView {
  readonly id: string
  readonly arn: string
  readonly name: string
  readonly version: string
}

export interface NewTask {
  readonly flowId: string
  readonly name: string
  readonly description?: string
  readonly attributes: Readonly<Record<string, string>>
  readonly references: Readonly<Record<string, Reference>>
  readonly scheduledAt?: Instant
  readonly templateId?: string
  /** Milliseconds after which it ends, whatever it is doing. */
  readonly limitMs?: number
}

export interface ChatProcessor {
  readonly functionArn: string
  readonly deliversUnprocessed: boolean
}

export interface QueueView {
  readonly id: string
  readonly arn: string
  readonly name: string
  readonly enabled: boolean
  readonly full: boolean
  readonly hoursOfOperationId: string | undefined
}

export interface ModuleView {
  readonly id: string
  /** Its content as it is now: see `FlowRun.flowKey`. */
  readonly flowKey: string
}

/** What a waiting action hears. */
export type Happening =
  | { readonly type: 'promptEnded'; readonly outcome: 'completed' | 'stopped' | 'failed' }
  | { readonly type: 'digit'; readonly digit: string }
  /** What became of a call to somebody outside; `left`: after it was answered. */
  | {
      readonly type: 'thirdParty'
      readonly outcome: 'answered' | 'failed' | 'noAnswer' | 'left'
    }
  /** The secret keys that were pressed, for the holder of the key to read; or why they could not be. */
  | {
      readonly type: 'encrypted'
      readonly outcome: { readonly text: string } | { readonly problem: string }
    }
  /** The customer whom we call has answered. */
  | { readonly type: 'callAnswered' }
  /** The customer of a chat has written something; empty unless the action `awaits` it (see `wait`). */
  | { readonly type: 'message'; readonly contentType: string; readonly content: string }
  /** The bot that took part in a chat is gone. */
  | { readonly type: 'botLeft' }
  /** What it asked of a service is answered. */
  | { readonly type: 'answered'; readonly answer: ServiceAnswer }
  /** The `until` of its wait has come. */
  | { readonly type: 'timeUp' }
  /** A flow this one was interrupted for has ended (Loop prompts and the like). */
  | { readonly type: 'resumed' }

/** Leave by a branch, wait, or end the flow; in each case first do the deeds, in order. */
export type Step =
  | { readonly leave: Leave; readonly deeds?: readonly Deed[]; readonly count?: number }
  | {
      readonly wait: { readonly until?: Instant }
      readonly memory: JsonObject
      readonly deeds?: readonly Deed[]
    }
  /**
   * Ends the flow. Actions that hand the contact over end by a deed as well. `returns`: goes back to
   * the last return point instead, if the flow was interrupted there.
   */
  | { readonly end: true; readonly deeds: readonly Deed[]; readonly returns?: true }
  /** Goes into a module. The action is left when the module comes back. */
  | { readonly call: ModuleView; readonly input: JsonObject; readonly deeds?: readonly Deed[] }
  /** Goes back from a module to where it was called. Older modules have no results: those go on by `NextAction`. */
  | {
      readonly back: { readonly result?: string; readonly data?: Json }
      readonly deeds?: readonly Deed[]
    }

/**
 * Which transition is taken. `value` is compared with the conditions in list order; none true takes
 * the NoMatchingCondition error, else `NextAction`. `error` takes its branch, else NoMatchingError,
 * else (as the service does on actions without a catch-all) `NextAction`.
 */
export type Leave =
  | { readonly by: 'next' }
  | { readonly by: 'value'; readonly value: string }
  | { readonly by: 'error'; readonly error: string }

/** What a flow does to its contact. The contact's lifecycle carries them out. */
export type Deed =
  | DataDeed
  | {
      readonly do: 'play'
      readonly sources: readonly PlaySource[]
      readonly loop?: boolean
      readonly stopOnDigit?: boolean
    }
  | { readonly do: 'stopPlay' }
  | {
      readonly do: 'setAttributes'
      readonly attributes: Readonly<Record<string, string>>
      /** Of the contact it is related to, in place of its own. */
      readonly of?: 'related'
    }
  | { readonly do: 'setFlowAttributes'; readonly attributes: Readonly<Record<string, string>> }
  | {
      readonly do: 'setContactData'
      readonly data: Readonly<Record<string, string>>
      readonly of?: 'related'
    }
  | { readonly do: 'storeInput'; readonly value: string }
  /** Asks a service. The action waits; `answered` follows, or the time of its wait is up. */
  | { readonly do: 'ask'; readonly question: ServiceQuestion }
  /**
   * Sets what `$.<name>…` leads to, all of it; undefined takes it away. A run's belong to this
   * flow alone (External, Views, DataTables …), a contact's go with it from flow to flow.
   */
  | {
      readonly do: 'setNamespace'
      readonly of: 'run' | 'contact'
      readonly name: string
      readonly value: Json | undefined
    }
  | { readonly do: 'setTargetQueue'; readonly queueId: string }
  | {
      readonly do: 'setVoice'
      readonly voice: string
      readonly engine?: string
      readonly style?: string
    }
  | { readonly do: 'setLogging'; readonly enabled: boolean }
  | { readonly do: 'setRecording'; readonly behavior: RecordingBehavior }
  | {
      readonly do: 'setEventHook'
      readonly hook: EventHook
      readonly flowId?: string
      readonly disabled?: boolean
    }
  | {
      readonly do: 'setRoutingBehavior'
      readonly priority?: number
      readonly ageAdjustmentMs?: number
      readonly steps?: readonly RoutingStep[]
    }
  /** Calls somebody outside; `thirdParty` follows. `bridges`: the flow is over when there is an answer. */
  | {
      readonly do: 'callThirdParty'
      readonly number: string
      readonly callerId: string
      readonly callerName?: string
      readonly timeLimitMs: number
      readonly digits?: string
      readonly bridges: boolean
    }
  | { readonly do: 'dropThirdParty' }
  /** Rings the customer of an outbound call, for whom this flow runs; `callAnswered` follows, or nothing. */
  | { readonly do: 'completeCall'; readonly callerId?: string; readonly timeLimitMs?: number }
  | { readonly do: 'setCallbackNumber'; readonly number: string }
  /** Makes a contact of its own that calls the customer back. */
  | {
      readonly do: 'createCallback'
      readonly number: string
      readonly callerId?: string
      readonly queueId: string
      /** Puts the callback into a queue itself; the delay does not count then. */
      readonly flowId?: string
      /** Rings the customer before any agent is asked; this flow is heard then. */
      readonly answeredFlowId?: string
      readonly delayMs: number
      readonly retries: number
      readonly retryMs: number
    }
  | { readonly do: 'holdPrevious'; readonly onHold: boolean }
  /** Keeps what is pressed while nobody asks, or no longer; what was kept is gone. */
  | { readonly do: 'bufferDigits'; readonly enabled: boolean }
  /** What is left of the buffered keys. */
  | { readonly do: 'setBuffer'; readonly digits: string }
  /** Keys are told by stand-ins from now on, until `endSecret` or the end of the run. */
  | { readonly do: 'beginSecret' }
  /** `encrypted` follows, unless the leg is gone. */
  | {
      readonly do: 'encryptKeys'
      /** Stand-ins. */
      readonly keys: string
      readonly keyId: string
      readonly certificate: string
    }
  | { readonly do: 'endSecret' }
  /** What is to be analysed of the contact, as the flow language has it. */
  | { readonly do: 'setAnalytics'; readonly analytics: JsonObject }
  | { readonly do: 'transferToAgent'; readonly agentId: string }
  | { readonly do: 'enqueue'; readonly queueId: string }
  | { readonly do: 'transferToFlow'; readonly flowId: string }
  | { readonly do: 'disconnect' }
  /** Writes into the chat. */
  | { readonly do: 'send'; readonly contentType: string; readonly content: string }
  /** Shows a view in the chat, which its client asks for by a token. */
  | {
      readonly do: 'showView'
      readonly view: ViewView
      readonly data: JsonObject
      /** The answer is not kept in the transcript. */
      readonly hidesAnswer: boolean
    }
  /** Makes a task; `$.Task.ContactId` leads to it. */
  | { readonly do: 'createTask'; readonly task: NewTask }
  /** The chat goes on with one of before. */
  | {
      readonly do: 'rehydrate'
      readonly sourceContactId: string
      readonly type: 'ENTIRE_PAST_SESSION' | 'FROM_SEGMENT'
    }
  /** What customers and agents write goes through a function first; undefined: not any more. */
  | { readonly do: 'setChatProcessor'; readonly processor: ChatProcessor | undefined }
  /** Takes up a paused task. */
  | { readonly do: 'resumeContact' }
  /** A line for the flow log, beside the one every action gets. */
  | { readonly do: 'log'; readonly result: string }

export interface RecordingBehavior {
  readonly agent: boolean
  readonly customer: boolean
  readonly ivr: boolean
}

export type EventHook =
  | 'AgentHold'
  | 'AgentWhisper'
  | 'CustomerHold'
  | 'CustomerQueue'
  | 'CustomerRemaining'
  | 'CustomerWhisper'
  | 'DefaultAgentUI'
  | 'DisconnectAgentUI'
  | 'PauseContact'
  | 'ResumeContact'
