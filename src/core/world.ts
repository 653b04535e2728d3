// Everything the centre knows at a moment, and what it has to say about it. The parts of the core
// (contact, agent, queue, flow) are functions over this; `centre.ts` decides which one is called.
import type { Agent } from './agent/agent.ts'
import { type ShownConfiguration, ShownParts } from './agent/shown-parts.ts'
import { Chance, type ChanceState } from './chance.ts'
import type { Contact } from './contact/contact.ts'
import type { GuideHook } from './contact/guide.ts'
import { DefaultFlows } from './directory/default-flows.ts'
import { Directory } from './directory/directory.ts'
import type { Effect } from './effect.ts'
import type { CentreEvent } from './event.ts'
import type { Flow } from './flow/flow.ts'
import type { FlowProbe } from './flow/flow-probe.ts'
import { type FlowRun, flowKeysOf } from './flow/flow-run.ts'
import { parseFlow } from './flow/parse.ts'
import type { Instant } from './instant.ts'
import type { JsonObject } from './json.ts'
import { newCounters } from './metrics/counters.ts'
import { LiveMetrics } from './metrics/live-metrics.ts'
import { PriorityRouter } from './routing/priority-router.ts'
import type { MetricAlarms } from './rule/metric-alarms.ts'
import { WakeHeap } from './wake-heap.ts'

/** Something one part finished that another must go on with, within the same input. */
export type Signal =
  | {
      readonly type: 'run.ended'
      readonly contactId: string
      readonly run: FlowRun
      readonly handover: Handover | undefined
    }
  /** The agent's guide for this moment begins. */
  | { readonly type: 'guide.due'; readonly contactId: string; readonly hook: GuideHook }
  /** A callback has been made and begins its own way. */
  | { readonly type: 'callback.created'; readonly contactId: string }
  /** The customer was to be called, and may not be called any more. */
  | { readonly type: 'call.forbidden'; readonly contactId: string }
  /** A flow wants the contact before this one held, or talking again. */
  | { readonly type: 'previous.hold'; readonly contactId: string; readonly onHold: boolean }
  /** Somebody who was asked into a call need not come any more: the call is over, or was told so. */
  | { readonly type: 'asking.over'; readonly contactId: string }
  /** Somebody who was called into this call is gone, or never came. */
  | { readonly type: 'party.gone'; readonly contactId: string; readonly partyId: string }
  /** The chat that somebody looks on by this contact is over, or the agent's part in the call. */
  | { readonly type: 'watched.over'; readonly contactId: string }
  /** Somebody who listened to the agent of this contact does so no more. */
  | { readonly type: 'listener.gone'; readonly contactId: string; readonly wasHeard: boolean }
  /** A flow plays something to a customer who has not been reached yet. */
  | { readonly type: 'play.unheard'; readonly contactId: string; readonly playId: string }

/** What a flow passes its contact on to. */
export type Handover =
  | { readonly to: 'queue'; readonly queueId: string }
  /** To that agent at once; to nobody when the agent is talking. */
  | { readonly to: 'agent'; readonly agentId: string }
  | { readonly to: 'flow'; readonly flowId: string }
  | { readonly to: 'nobody' }

/** Which contact a leg belongs to, and whose it is. */
export interface LegOwner {
  readonly contactId: string
  readonly role: 'customer' | 'agent' | 'thirdParty'
  readonly agentId?: string
}

export class World {
  readonly directory = new Directory()
  readonly contacts = new Map<string, Contact>()
  readonly agents = new Map<string, Agent>()
  readonly legs = new Map<string, LegOwner>()
  readonly router = new PriorityRouter()
  readonly wakes = new WakeHeap()
  /** Voice nodes by name, with the number of the last report we have taken. */
  readonly nodes = new Map<string, number>()
  /** Contacts waiting per queue, those being offered included. */
  readonly waiting = new Map<string, Set<string>>()
  /** Callbacks by the number they are for, until they are over. */
  readonly callbacks = new Map<string, Set<string>>()
  /** The contact in which each chat goes on, by the contact with which it began. */
  readonly conversations = new Map<string, string>()
  /** The agents' own queues in which somebody waits, by id. */
  readonly agentQueues = new Set<string>()
  readonly counters = newCounters()
  readonly live = new LiveMetrics(this)
  /** What a contact of each queue takes an agent on average, milliseconds with after-contact work. */
  readonly handleTimes = new Map<string, number>()
  /** When somebody was last foretold a wait, to see how well that is done. */
  foretoldAt: Instant = 0
  readonly metricAlarms: MetricAlarms = { lookedAt: 0, met: {} }
  /** What the agent event stream last showed of each agent. */
  readonly agentSnapshots = new Map<string, JsonObject>()
  /** The configured part of it, as of a revision of the directory. */
  readonly agentConfigurations = new Map<string, ShownConfiguration>()
  /** The same of statuses and queues. */
  readonly shownParts = new ShownParts()
  readonly defaultFlows = new DefaultFlows()
  chance: Chance
  /** Whether what happens is told to the outside as events; simulations that nobody reads about are faster without. */
  readonly keepsHistory: boolean
  /** Set by tests and simulations only, and never saved. */
  probe: FlowProbe | undefined
  instanceId = ''
  now: Instant = 0

  effects: Effect[] = []
  events: CentreEvent[] = []
  readonly signals: Signal[] = []

  #arn: { readonly instance: unknown; readonly id: string; readonly text: string } | undefined
  readonly #flows = new Map<string, Flow>()
  /** The key of each flow's running version, and its text as long as a run may need it. */
  readonly flowKeys = new Map<string, string>()
  readonly flowTexts = new Map<string, string>()

  constructor(seed: ChanceState, keepsHistory = true) {
    this.chance = new Chance(seed)
    this.keepsHistory = keepsHistory
  }

  effect(effect: Effect): void {
    this.effects.push(effect)
  }

  event(event: CentreEvent): void {
    this.events.push(event)
  }

  agentChanged(agentId: string): void {
    this.live.agentChanged(agentId)
    this.effects.push({ type: 'agent.changed', agentId })
  }

  wakeContact(contactId: string, at: Instant): void {
    this.wakes.push({ at, kind: 'contact', id: contactId })
  }

  wakeAgent(agentId: string, at: Instant): void {
    this.wakes.push({ at, kind: 'agent', id: agentId })
  }

  get region(): string {
    return this.directory.get('instance', this.instanceId)?.Region ?? 'us-east-1'
  }

  get account(): string {
    return this.directory.get('instance', this.instanceId)?.Account ?? '000000000000'
  }

  /** Said in every event and record many times: made once for each state of the instance. */
  get instanceArn(): string {
    const instance = this.directory.get('instance', this.instanceId)
    if (this.#arn?.instance !== instance || this.#arn?.id !== this.instanceId) {
      const text = `arn:aws:connect:${this.region}:${this.account}:instance/${this.instanceId}`
      this.#arn = { instance, id: this.instanceId, text }
    }
    return this.#arn.text
  }

  arn(kind: string, id: string): string {
    return `${this.instanceArn}/${kind}/${id}`
  }

  /** The content a key stands for, of a flow or module: as published last, or of a numbered version. */
  flowByKey(flowKey: string): Flow | undefined {
    const known = this.#flows.get(flowKey)
    if (known) return known
    const content = this.flowTexts.get(flowKey) ?? this.#versionOf(flowKey)?.Content
    if (content === undefined) return undefined
    const parsed = parseFlow(content)
    if (!('flow' in parsed)) return undefined
    this.#flows.set(flowKey, parsed.flow)
    return parsed.flow
  }

  /** Notes that the running content of a flow or module is new. */
  flowChanged(flowId: string, content: string | undefined): void {
    const former = this.flowKeys.get(flowId)
    if (content === undefined) {
      this.flowKeys.delete(flowId)
    } else {
      const key = `${flowId}#${this.directory.revision}`
      this.flowKeys.set(flowId, key)
      this.flowTexts.set(key, content)
    }
    if (former !== undefined) this.#forgetFlow(former)
  }

  /** A run is over: drops the version it ran unless it is the one that runs now. */
  releaseFlow(flowKey: string): void {
    if (this.#versionOf(flowKey)) return
    const flowId = flowKey.slice(0, flowKey.lastIndexOf('#'))
    if (this.flowKeys.get(flowId) !== flowKey) this.#forgetFlow(flowKey)
  }

  /** A numbered version is deleted. Its content is kept as long as somebody is in it. */
  versionDeleted(flowKey: string, content: string): void {
    this.flowTexts.set(flowKey, content)
    this.#forgetFlow(flowKey)
  }

  #versionOf(flowKey: string): { readonly Content: string } | undefined {
    if (!flowKey.includes(':')) return undefined
    return (
      this.directory.get('contact-flow-version', flowKey) ??
      this.directory.get('flow-module-version', flowKey)
    )
  }

  /** Drops a former version unless somebody is still in it. */
  #forgetFlow(flowKey: string): void {
    for (const { customerRun, agentRun } of this.contacts.values()) {
      if (customerRun && flowKeysOf(customerRun).includes(flowKey)) return
      if (agentRun && flowKeysOf(agentRun).includes(flowKey)) return
    }
    this.#flows.delete(flowKey)
    this.flowTexts.delete(flowKey)
  }
}
