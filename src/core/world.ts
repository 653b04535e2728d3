// Everything the centre knows at a moment, and what it has to say about it. The parts of the core
// (contact, agent, queue, flow) are functions over this; `centre.ts` decides which one is called.
import type { Agent } from './agent/agent.ts'
import { Chance, type ChanceState } from './chance.ts'
import type { Contact } from './contact/contact.ts'
import { Directory } from './directory/directory.ts'
import type { Effect } from './effect.ts'
import type { CentreEvent } from './event.ts'
import type { Flow } from './flow/flow.ts'
import type { FlowProbe } from './flow/flow-probe.ts'
import type { FlowRun } from './flow/flow-run.ts'
import { parseFlow } from './flow/parse.ts'
import type { Instant } from './instant.ts'
import type { JsonObject } from './json.ts'
import { newCounters } from './metrics/counters.ts'
import { PriorityRouter } from './routing/priority-router.ts'
import { WakeHeap } from './wake-heap.ts'

/** Something one part finished that another must go on with, within the same input. */
export type Signal = {
  readonly type: 'run.ended'
  readonly contactId: string
  readonly run: FlowRun
  readonly handover: Handover | undefined
}

/** What a flow passes its contact on to. */
export type Handover =
  | { readonly to: 'queue'; readonly queueId: string }
  | { readonly to: 'flow'; readonly flowId: string }
  | { readonly to: 'nobody' }

/** Which contact a leg belongs to, and whose it is. */
export interface LegOwner {
  readonly contactId: string
  readonly role: 'customer' | 'agent'
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
  readonly counters = newCounters()
  /** What the agent event stream last showed of each agent. */
  readonly agentSnapshots = new Map<string, JsonObject>()
  /** The configured part of it, as of a revision of the directory. */
  readonly agentConfigurations = new Map<
    string,
    { readonly revision: number; readonly shown: JsonObject }
  >()
  chance: Chance
  /** Set by tests and simulations only, and never saved. */
  probe: FlowProbe | undefined
  instanceId = ''
  now: Instant = 0

  effects: Effect[] = []
  events: CentreEvent[] = []
  readonly signals: Signal[] = []

  readonly #flows = new Map<string, Flow>()
  /** The key of each flow's running version, and its text as long as a run may need it. */
  readonly flowKeys = new Map<string, string>()
  readonly flowTexts = new Map<string, string>()

  constructor(seed: ChanceState) {
    this.chance = new Chance(seed)
  }

  effect(effect: Effect): void {
    this.effects.push(effect)
  }

  event(event: CentreEvent): void {
    this.events.push(event)
  }

  agentChanged(agentId: string): void {
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

  get instanceArn(): string {
    return `arn:aws:connect:${this.region}:${this.account}:instance/${this.instanceId}`
  }

  arn(kind: string, id: string): string {
    return `${this.instanceArn}/${kind}/${id}`
  }

  /** The flow as it runs now, or the version a key stands for. */
  flowByKey(flowKey: string): Flow | undefined {
    const known = this.#flows.get(flowKey)
    if (known) return known
    const content = this.flowTexts.get(flowKey)
    if (content === undefined) return undefined
    const parsed = parseFlow(content)
    if (!('flow' in parsed)) return undefined
    this.#flows.set(flowKey, parsed.flow)
    return parsed.flow
  }

  /** Notes that a flow's running content is new. */
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
    const flowId = flowKey.slice(0, flowKey.lastIndexOf('#'))
    if (this.flowKeys.get(flowId) !== flowKey) this.#forgetFlow(flowKey)
  }

  /** Drops a former version unless somebody is still in it. */
  #forgetFlow(flowKey: string): void {
    for (const contact of this.contacts.values()) {
      if (contact.customerRun?.flowKey === flowKey || contact.agentRun?.flowKey === flowKey) return
    }
    this.#flows.delete(flowKey)
    this.flowTexts.delete(flowKey)
  }
}
