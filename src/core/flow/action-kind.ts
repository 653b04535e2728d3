// What every kind of flow action is: one file in `action/`, named after its type, listed in
// `actions.ts`. To add one: the file, its line in the list, its table test.

import type { FlowType } from '../directory/document.ts'
import type { PlaySource } from '../effect.ts'
import type { Instant } from '../instant.ts'
import type { Json, JsonObject } from '../json.ts'
import type { ServiceAnswer, ServiceQuestion } from '../service.ts'
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
  /** How often the flow has passed this action so far (for Loop), counted per run. */
  count(action: Action): number
  readonly targetQueueId: string | undefined
  /** By id or ARN. */
  queue(idOrArn: string): QueueView | undefined
  agent(idOrArn: string): { readonly id: string; readonly username: string } | undefined
  /** Open now? By id or ARN; undefined when there is no such schedule. */
  isOpen(hoursOfOperationIdOrArn: string): boolean | undefined
  flow(idOrArn: string): { readonly id: string; readonly type: FlowType } | undefined
  prompt(idOrArn: string): { readonly id: string; readonly location: string } | undefined
  /** A whole number from 0 to `below` - 1, by lot. */
  lot(below: number): number
}

export interface QueueView {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  readonly full: boolean
  readonly hoursOfOperationId: string | undefined
}

/** What a waiting action hears. */
export type Happening =
  | { readonly type: 'promptEnded'; readonly outcome: 'completed' | 'stopped' | 'failed' }
  | { readonly type: 'digit'; readonly digit: string }
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
  | {
      readonly do: 'play'
      readonly sources: readonly PlaySource[]
      readonly loop?: boolean
      readonly stopOnDigit?: boolean
    }
  | { readonly do: 'stopPlay' }
  | { readonly do: 'setAttributes'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly do: 'setFlowAttributes'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly do: 'setContactData'; readonly data: Readonly<Record<string, string>> }
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
    }
  | { readonly do: 'enqueue'; readonly queueId: string }
  | { readonly do: 'transferToFlow'; readonly flowId: string }
  | { readonly do: 'disconnect' }
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
