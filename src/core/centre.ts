// The whole contact centre of one instance as one state machine: told what happened and when, it
// answers what must be done and when it wants to be woken. It never waits, reads a clock or does
// I/O. This file decides which part of the core an input concerns; the parts do the work.
import { type Agent, isFailed } from './agent/agent.ts'
import { type AgentAct, agentActs } from './agent/agent-act.ts'
import { cutStretches } from './agent/agent-stretch.ts'
import { chooseStatus, findContact, releaseContact } from './agent/availability.ts'
import { closeAgents } from './agent/close-agents.ts'
import { beatDue } from './agent/heart-beat.ts'
import { setReachable } from './agent/reachability.ts'
import { assertNever } from './assert.ts'
import type { CentreView } from './centre-view.ts'
import type { ChanceState } from './chance.ts'
import { applyConfiguration } from './configuration.ts'
import { agentLegEnded, agentLegUp } from './contact/agent-leg.ts'
import { callbackDue } from './contact/callback.ts'
import { changeContact } from './contact/change-contact.ts'
import type { DisconnectReason } from './contact/contact.ts'
import { digitPressed, keysEncrypted } from './contact/digits.ts'
import { afterContactWorkDone, disconnect, endContact, finish } from './contact/ending.ts'
import { answerDue, customerAnswered, legOffered } from './contact/inbound.ts'
import { whisperDue } from './contact/joining.ts'
import { listenerDue } from './contact/monitor-call.ts'
import { armExpiry } from './contact/new-contact.ts'
import { offerDue, offerMatches } from './contact/offering.ts'
import { dialForAgent, startOutbound } from './contact/outbound.ts'
import { outsideAnswered, outsideEnded } from './contact/party-legs.ts'
import { quietTooLong } from './contact/quiet-too-long.ts'
import {
  calledCustomerAnswered,
  customerUnreached,
  nodeLostBeforeCall,
  reachingDue,
} from './contact/reaching.ts'
import { recordingArrived } from './contact/recording.ts'
import { routingStepDue } from './contact/routing-behavior.ts'
import { serviceAnswered, wakeRuns } from './contact/run.ts'
import { taskDue } from './contact/start-task.ts'
import { writtenHappens } from './contact/written.ts'
import type { Effect } from './effect.ts'
import type { CentreEvent } from './event.ts'
import type { FlowProbe } from './flow/flow-probe.ts'
import type { AgentInput, Input, LegEnd, VoiceInput } from './input.ts'
import type { Instant } from './instant.ts'
import type { Json } from './json.ts'
import type { Counters } from './metrics/counters.ts'
import { type Refusal, wrongState } from './refusal.ts'
import { lookAtMetricRules } from './rule/metric-alarms.ts'
import { promptEnded, settle } from './settle.ts'
import { isThere, restoreWorld, saveWorld } from './snapshot.ts'
import { worldView } from './view.ts'
import { World } from './world.ts'

/** What came of an input. */
export interface Outcome {
  readonly effects: readonly Effect[]
  readonly events: readonly CentreEvent[]
  /** Set when the input was not for us to do; then nothing has changed. */
  readonly refused?: Refusal
}

/** How often a contact is looked at because of its time within one moment. Honest ones have a few deadlines. */
const WAKES_MAX = 10_000

export class Centre {
  readonly #world: World
  readonly view: CentreView

  /** @param seed where ids and lots come from; kept with the journal, so that a replay draws the same. */
  /** Without `keepsHistory` there are no events: for simulations that nobody reads about. */
  constructor(instanceId: string, seed: ChanceState, { keepsHistory = true } = {}) {
    this.#world = new World(seed, keepsHistory)
    this.#world.instanceId = instanceId
    this.view = worldView(this.#world)
  }

  /** Everything there is to know, as JSON, to go on from later. */
  save(): Json {
    return saveWorld(this.#world)
  }

  /** Makes a new centre what a former one was when it was saved. */
  restore(saved: Json): void {
    restoreWorld(this.#world, saved)
  }

  /** Lets a test or a simulation look into flows as they run. */
  watch(probe: FlowProbe): void {
    this.#world.probe = probe
  }

  /** The latest moment it has been told of. */
  get now(): Instant {
    return this.#world.now
  }

  get counters(): Readonly<Counters> {
    return this.#world.counters
  }

  /** Voice nodes by name, with the number of the last report taken from each. */
  get voiceNodes(): ReadonlyMap<string, number> {
    return this.#world.nodes
  }

  handle(input: Input, now: Instant): Outcome {
    const world = this.#world
    const last = world.now
    world.now = Math.max(now, world.now)
    world.effects = []
    world.events = []
    cutStretches(world, last)
    this.#wake()
    const refused = this.#apply(input)
    settle(world)
    offerMatches(world)
    settle(world)
    lookAtMetricRules(world)
    const effects = closeAgents(world)
    world.live.settle()
    return { effects, events: world.events, ...(refused ? { refused } : {}) }
  }

  /** When `handle` must be called even if nothing else happens. */
  nextDeadline(): Instant | undefined {
    const wake = this.#nextWake()
    const match = this.#world.router.nextDeadline(this.#world.now)
    if (wake === undefined) return match
    return match === undefined ? wake : Math.min(wake, match)
  }

  #nextWake(): Instant | undefined {
    const { wakes } = this.#world
    for (let first = wakes.first; first; first = wakes.first) {
      if (isThere(this.#world, first)) return first.at
      wakes.pop()
    }
    return undefined
  }

  /** Looks at every contact and agent whose time has come. */
  #wake(): void {
    const world = this.#world
    const times = new Map<string, number>()
    for (let wake = world.wakes.popDue(world.now); wake; wake = world.wakes.popDue(world.now)) {
      const count = (times.get(wake.id) ?? 0) + 1
      times.set(wake.id, count)
      if (wake.kind === 'agent') this.#agentDue(wake.id)
      else if (count <= WAKES_MAX) this.#contactDue(wake.id)
      else this.#endWhoNeverSleeps(wake.id)
      settle(world)
    }
  }

  /** A contact that wants to be woken at once, again and again, would keep everybody else waiting for ever. */
  #endWhoNeverSleeps(contactId: string): void {
    const contact = this.#world.contacts.get(contactId)
    if (contact) disconnect(this.#world, contact, 'CONTACT_FLOW_DISCONNECT')
  }

  #contactDue(contactId: string): void {
    const world = this.#world
    const contact = world.contacts.get(contactId)
    if (!contact) return
    if (armExpiry(world, contact)) disconnect(world, contact, 'EXPIRED')
    quietTooLong(world, contact)
    taskDue(world, contact)
    answerDue(world, contact)
    callbackDue(world, contact)
    reachingDue(world, contact)
    offerDue(world, contact)
    routingStepDue(world, contact)
    whisperDue(world, contact)
    listenerDue(world, contact)
    wakeRuns(world, contact)
    finish(world, contact)
  }

  #agentDue(agentId: string): void {
    const agent = this.#world.agents.get(agentId)
    for (const held of [...(agent?.contacts ?? [])]) {
      const over = held.until !== undefined && held.until <= this.#world.now
      if (agent && held.state === 'ENDED' && over) this.#clear(agent, held.contactId)
    }
    if (agent) beatDue(this.#world, agent)
  }

  #apply(input: Input): Refusal | undefined {
    switch (input.type) {
      case 'time.passed':
        return undefined
      case 'config.put':
      case 'config.delete':
      case 'rule.met':
        applyConfiguration(this.#world, input)
        return undefined
      case 'contact.stop':
      case 'contact.monitor':
      case 'contact.updateRouting':
      case 'contact.record':
      case 'contact.redact':
      case 'contact.update':
      case 'contact.assign':
      case 'contact.transfer':
      case 'contact.updateAttributes':
      case 'contact.tag':
      case 'contact.untag':
        return changeContact(this.#world, input)
      case 'outbound.started':
        return startOutbound(this.#world, input)
      case 'chat.started':
      case 'chat.sealed':
      case 'chat.rehydrated':
      case 'chat.message':
      case 'chat.joined':
      case 'chat.left':
      case 'chat.quietLimits':
      case 'task.started':
      case 'task.schedule':
      case 'task.pause':
      case 'task.resume':
        return writtenHappens(this.#world, input)
      case 'service.answered': {
        const contact = this.#world.contacts.get(input.contactId)
        if (contact) serviceAnswered(this.#world, contact, input)
        return undefined
      }
      default:
        return 'node' in input ? this.#applyVoice(input) : this.#applyAgent(input)
    }
  }

  #applyVoice(input: VoiceInput): undefined {
    const world = this.#world
    const last = world.nodes.get(input.node)
    // Reports are sent again until acknowledged; what was taken once is not taken twice.
    if (last !== undefined && input.seq <= last && input.type !== 'voice.lost') return
    if (input.type === 'voice.lost') return this.#nodeLost(input.node)
    // A node begins with `voice.started`; one that does not has been given up.
    if (last === undefined && input.type !== 'voice.started') return
    world.nodes.set(input.node, input.seq)
    switch (input.type) {
      case 'voice.started':
        return
      case 'leg.offered':
        return legOffered(world, input) as undefined
      case 'recording.finished':
      case 'recording.failed': {
        const contact = recordingArrived(world, input)
        if (contact) finish(world, contact)
        return
      }
      default:
        return this.#legReport(input)
    }
  }

  #legReport(
    input: Exclude<
      VoiceInput,
      {
        type:
          | 'voice.started'
          | 'voice.lost'
          | 'leg.offered'
          | 'recording.finished'
          | 'recording.failed'
      }
    >,
  ): undefined {
    const world = this.#world
    const owner = world.legs.get(input.legId)
    const contact = owner && world.contacts.get(owner.contactId)
    if (!owner || !contact) return
    const agent = owner.agentId === undefined ? undefined : world.agents.get(owner.agentId)
    switch (input.type) {
      case 'leg.ringing':
        return
      case 'leg.answered':
        if (owner.role === 'thirdParty') outsideAnswered(world, contact, input.legId)
        else if (agent) agentLegUp(world, contact, agent)
        else if (contact.outbound) calledCustomerAnswered(world, contact)
        else customerAnswered(world, contact)
        return
      case 'leg.ended':
        if (owner.role === 'thirdParty') outsideEnded(world, contact, input.legId, input.reason)
        else if (agent)
          agentLegEnded(world, contact, agent, { legId: input.legId, why: input.reason })
        else if (!contact.customerPresent) customerUnreached(world, contact, input.reason)
        else endContact(world, contact, customerReason(input.reason))
        return
      case 'leg.digit':
        if (owner.role !== 'thirdParty') digitPressed(world, contact, owner.role, input.digit)
        return
      case 'leg.encrypted':
        if (owner.role !== 'thirdParty') keysEncrypted(world, contact, owner.role, input)
        return
      case 'prompt.ended':
        if (owner.role !== 'thirdParty') promptEnded(world, contact, owner.role, input)
        return
      default:
        return assertNever(input)
    }
  }

  /** The voice node is gone, and every call it held with it. */
  #nodeLost(node: string): undefined {
    const world = this.#world
    world.nodes.delete(node)
    for (const contact of [...world.contacts.values()]) {
      if (contact.node !== node || contact.stage.name === 'ended') continue
      if (nodeLostBeforeCall(world, contact)) continue
      world.counters.legs_lost++
      endContact(world, contact, 'TELECOM_PROBLEM')
    }
  }

  #applyAgent(input: AgentInput): Refusal | undefined {
    const world = this.#world
    const agent = world.agents.get(input.agentId)
    if (!agent) return { refused: 'AgentNotFound', message: 'There is no such agent.' }
    if (input.type === 'agent.reachable') {
      setReachable(world, agent, input)
      return undefined
    }
    if (input.type === 'agent.setStatus') return this.#setStatus(agent, input.statusId)
    if (input.type === 'agent.dial') return this.#dial(agent, input)
    return this.#contactAction(agent, input)
  }

  #setStatus(agent: Agent, statusId: string): Refusal | undefined {
    const status = this.#world.directory.get('agent-state', statusId)
    if (status?.State !== 'ENABLED') {
      return { refused: 'StatusNotFound', message: 'There is no such status to choose.' }
    }
    const failed = agent.contacts.filter(isFailed)
    chooseStatus(this.#world, agent, statusId)
    for (const each of failed) this.#afterClear(each.contactId)
    return undefined
  }

  #dial(agent: Agent, input: Extract<AgentInput, { type: 'agent.dial' }>): Refusal | undefined {
    const failed = agent.contacts.filter(isFailed)
    const refused = dialForAgent(this.#world, agent, input)
    if (!refused) for (const each of failed) this.#afterClear(each.contactId)
    return refused
  }

  #contactAction(
    agent: Agent,
    input: AgentAct | Extract<AgentInput, { type: 'agent.clear' }>,
  ): Refusal | undefined {
    const world = this.#world
    const held = findContact(agent, input.contactId)
    if (!held)
      return { refused: 'ContactNotFound', message: 'The agent does not have this contact.' }
    if (input.type === 'agent.clear') {
      if (held.state !== 'ENDED' && !isFailed(held)) return wrongState(held.state)
      this.#clear(agent, input.contactId)
      return undefined
    }
    const contact = world.contacts.get(input.contactId)
    if (!contact) return wrongState(held.state)
    return agentActs(world, contact, agent, input)
  }

  /** The agent puts a contact away: after-contact work, or one that was missed or failed. */
  #clear(agent: Agent, contactId: string): void {
    const held = findContact(agent, contactId)
    const worked = held?.state === 'ENDED'
    releaseContact(this.#world, agent, contactId)
    const contact = this.#world.contacts.get(contactId)
    if (contact && worked && contact.handling?.agentId === agent.agentId) {
      afterContactWorkDone(this.#world, contact)
    } else this.#afterClear(contactId)
  }

  #afterClear(contactId: string): void {
    const contact = this.#world.contacts.get(contactId)
    if (contact) finish(this.#world, contact)
  }
}

function customerReason(why: LegEnd): DisconnectReason {
  return why === 'hungUp' || why === 'ours' ? 'CUSTOMER_DISCONNECT' : 'TELECOM_PROBLEM'
}
