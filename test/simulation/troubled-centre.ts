// A centre in which everything that can go wrong does, over and over, for as many contacts as one likes:
// phones that never answer, agents who vanish, voice nodes that die, restarts, clocks that jump. Faster and
// less curious than the stories of the simulation beside it, so that rare meetings of faults are met.
import { Centre, type Outcome } from '../../src/core/centre.ts'
import type { AgentContactView } from '../../src/core/centre-view.ts'
import type { ChanceState } from '../../src/core/chance.ts'
import type { Effect, VoiceEffect } from '../../src/core/effect.ts'
import { isVoiceEffect } from '../../src/core/effect.ts'
import type { CentreEvent } from '../../src/core/event.ts'
import type { Input, LegEnd, VoiceReport } from '../../src/core/input.ts'
import type { Instant } from '../../src/core/instant.ts'
import type { Json } from '../../src/core/json.ts'
import { agentQueueId } from '../../src/core/queue/agent-queue.ts'
import { Agenda } from '../../src/twin/agenda.ts'
import { Dice } from '../../src/twin/distribution.ts'
import {
  AGENTS,
  AVAILABLE,
  FLOW,
  NUMBER,
  OFFLINE,
  QUEUES,
  troubledConfiguration,
} from './troubled-configuration.ts'
import { anyNotice } from './troubled-notices.ts'
import { anyPartyInput } from './troubled-parties.ts'
import { anyListening, anyMonitorInput, listeningProblem } from './troubled-supervisors.ts'

const SEED: ChanceState = [1, 2, 3, 4]
const START = Date.UTC(2026, 1, 2)
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const NODES = ['voice-1', 'voice-2']
const CHECK_EVERY = 250
/** So many inputs after a restart are told to the former centre too. */
const GOES_ALONG = 300
/** No contact goes on for longer: customers give up, agents hang up, and work after a contact is put away. */
const LONGEST_MS = 3 * HOUR
const HELD = new Set(['offered', 'connecting', 'connected'])
/** How a contact stands with an agent who has nothing to do with its customer any more. */
const DONE_WITH = new Set(['ENDED', 'MISSED', 'REJECTED', 'ERROR'])

interface Node {
  readonly name: string
  isUp: boolean
  seq: number
  last: Input | undefined
  /** Who hears whom, by mix. */
  readonly mixes: Map<string, readonly string[]>
}

export interface TroubledOptions {
  readonly seed: number
  /** How many contacts are to begin. */
  readonly contacts: number
}

export class TroubledCentre {
  #centre = new Centre('troubled', SEED)
  /** The one before the last restart, which is told the same for some time. */
  #former: { readonly centre: Centre; left: number } | undefined
  readonly #agenda = new Agenda()
  readonly #dice: Dice
  readonly #options: TroubledOptions
  readonly #nodes: readonly Node[] = NODES.map(name => ({
    name,
    isUp: true,
    seq: 0,
    last: undefined,
    mixes: new Map(),
  }))
  /** Contacts without a final record, with when each began. */
  readonly #open = new Map<string, Instant>()
  /** How often somebody has listened to a call, and was heard. */
  listened = 0
  heard = 0
  /** Offers and stays that were said to have ended. */
  #offers = 0
  #now: number = START
  /** Of clocks that jumped. */
  #jumped = 0
  #inputs = 0
  #ids = 0
  #begun = 0
  ended = 0

  constructor(options: TroubledOptions) {
    this.#options = options
    this.#dice = new Dice(options.seed, 1)
    for (const input of troubledConfiguration()) this.#tell(input)
    for (const node of this.#nodes) this.#report(node, { type: 'voice.started' })
    for (const agentId of AGENTS) this.#comesIn(agentId)
    this.#plan(this.#wait(SECOND), () => this.#customer())
    for (const trouble of this.#troubles()) this.#again(trouble)
  }

  /** Plays to the end of all contacts; throws at the first thing that is wrong. */
  run(): void {
    while (this.#step()) {
      if (++this.#inputs % CHECK_EVERY === 0) this.#check()
    }
    this.#check()
    const left = [...this.#centre.view.contacts()].map(
      ({ contactId, stage }) => `${contactId} ${stage}`,
    )
    this.#must(left.length === 0, `contacts are left: ${left.slice(0, 5).join(', ')}`)
    this.#must(this.#open.size === 0, `${this.#open.size} contacts have no final record`)
    for (const agentId of AGENTS) {
      const held = this.#centre.view.agent(agentId)?.contacts ?? []
      this.#must(
        held.length === 0,
        `${agentId} still has ${held[0]?.contactId} (${held[0]?.state})`,
      )
    }
    const mixes = this.#nodes.reduce((sum, node) => sum + node.mixes.size, 0)
    this.#must(mixes === 0, `${mixes} talks are left`)
    const { legs, flowTexts } = this.#centre.save() as Readonly<Record<string, readonly unknown[]>>
    this.#must(legs?.length === 0, `${legs?.length} legs are left: ${JSON.stringify(legs?.[0])}`)
    const flows = troubledConfiguration().filter(
      each => 'kind' in each && each.kind === 'contact-flow',
    )
    this.#must(flowTexts?.length === flows.length, `${flowTexts?.length} flows are kept`)
    const { offers_made } = this.#centre.counters
    this.#must(this.#offers === offers_made, `${offers_made} offers, ${this.#offers} of them ended`)
  }

  get #isOver(): boolean {
    return this.#begun >= this.#options.contacts
  }

  #step(): boolean {
    const deadline = this.#centre.nextDeadline() ?? Number.POSITIVE_INFINITY
    const planned = this.#agenda.next ?? Number.POSITIVE_INFINITY
    const at = Math.min(deadline, planned)
    if (planned === Number.POSITIVE_INFINITY && this.#open.size === 0) return false
    if (at === Number.POSITIVE_INFINITY) return false
    this.#now = Math.max(this.#now, Math.ceil(at))
    if (deadline <= planned) {
      this.#tell({ type: 'time.passed' })
      const next = this.#centre.nextDeadline() ?? Number.POSITIVE_INFINITY
      this.#must(next > this.#now, 'the centre asks to be woken at once, again')
    } else this.#agenda.take()?.happen()
    return true
  }

  // Customers

  #customer(): void {
    if (this.#isOver) return
    this.#plan(this.#wait(2 * SECOND), () => this.#customer())
    this.#begun++
    const id = `c${++this.#ids}`
    const kind = this.#dice.uniform()
    if (kind < 0.6) return this.#calls(id)
    const given = { contactId: id, flowId: FLOW }
    if (kind < 0.8) this.#tell({ type: 'task.started', ...given, name: 'Task' })
    else {
      const participantId = `p${id}`
      this.#tell({ type: 'chat.started', ...given, participantId, displayName: 'Cleo' })
      this.#plan(this.#wait(2 * MINUTE), () => {
        this.#tell({ type: 'chat.left', contactId: id, participantId })
      })
    }
    this.#plan(this.#wait(5 * MINUTE), () => this.#tell({ type: 'contact.stop', contactId: id }))
  }

  #calls(legId: string): void {
    const node = this.#nodes[this.#pick(this.#nodes.length)]
    if (!node?.isUp) return
    this.#report(node, { type: 'leg.offered', legId, from: '+15557001', to: NUMBER, trunkId: 't' })
    this.#plan(this.#wait(90 * SECOND), () => this.#legEnds(node, legId, 'hungUp'))
  }

  #legEnds(node: Node, legId: string, reason: LegEnd): void {
    this.#report(node, { type: 'leg.ended', legId, reason })
  }

  // Phones and voice nodes

  #perform(effect: VoiceEffect): void {
    const node = this.#nodes.find(({ name }) => name === effect.node)
    // What a dead node is asked to do is never done.
    if (!node?.isUp) return
    switch (effect.type) {
      case 'leg.answer':
        if (this.#happens(0.02))
          return this.#soon(() => this.#legEnds(node, effect.legId, 'mediaTimeout'))
        return this.#soon(() => this.#report(node, { type: 'leg.answered', legId: effect.legId }))
      case 'leg.dial':
        return this.#dialled(node, effect)
      case 'leg.play': {
        if (effect.loop || this.#happens(0.02)) return
        const { legId, playId } = effect
        const outcome = this.#happens(0.05) ? 'failed' : 'completed'
        return this.#plan(this.#wait(SECOND), () => {
          this.#report(node, { type: 'prompt.ended', legId, playId, outcome })
        })
      }
      case 'mix.set':
        node.mixes.delete(effect.mixId)
        if (effect.members.length > 0) {
          node.mixes.set(
            effect.mixId,
            effect.members.map(({ legId }) => legId),
          )
        }
        return
      case 'recording.finish': {
        const { recordingId } = effect
        if (this.#happens(0.02)) return
        return this.#plan(this.#wait(SECOND), () => {
          if (this.#happens(0.05)) {
            return this.#report(node, { type: 'recording.failed', recordingId, reason: 'full' })
          }
          const location = `${recordingId}.wav`
          this.#report(node, { type: 'recording.finished', recordingId, location, durationMs: 1 })
        })
      }
      default:
    }
  }

  #dialled(node: Node, { legId, to }: Extract<VoiceEffect, { type: 'leg.dial' }>): void {
    const fate = this.#dice.uniform()
    // A phone of which nothing is heard any more.
    if (fate < 0.03) return
    if (fate < 0.06) return this.#soon(() => this.#legEnds(node, legId, 'unreachable'))
    if (fate < 0.08) return this.#soon(() => this.#legEnds(node, legId, 'rejected'))
    this.#soon(() => {
      this.#report(node, { type: 'leg.ringing', legId })
      this.#report(node, { type: 'leg.answered', legId })
    })
    if (to.type === 'number') {
      this.#plan(this.#wait(MINUTE), () => this.#legEnds(node, legId, 'hungUp'))
    }
    // A network that is lost in the middle of it.
    if (fate < 0.11)
      this.#plan(this.#wait(20 * SECOND), () => this.#legEnds(node, legId, 'mediaTimeout'))
  }

  #report(node: Node, report: VoiceReport): void {
    if (!node.isUp) return
    const input = { node: node.name, seq: ++node.seq, ...report } as Input
    this.#tell(input)
    // Reports come again until they are acknowledged.
    if (this.#happens(0.05)) this.#tell(input)
    node.last = input
  }

  // Agents

  #comesIn(agentId: string): void {
    this.#tell({ type: 'agent.reachable', agentId, reachable: true })
    this.#tell({ type: 'agent.setStatus', agentId, statusId: AVAILABLE })
  }

  #looks(agentId: string): void {
    for (const held of this.#centre.view.agent(agentId)?.contacts ?? []) this.#deals(agentId, held)
  }

  /** Plans what the agent will do about it; it may be too late by then, which must do no harm. */
  #deals(agentId: string, { contactId, state, since }: AgentContactView): void {
    const key = `${agentId} ${contactId} ${state} ${since}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    if (this.#seen.size > 10_000) this.#seen.clear()
    const about = { agentId, contactId }
    switch (state) {
      case 'CONNECTING':
        if (this.#happens(0.05)) return
        if (this.#happens(0.05)) {
          return this.#plan(this.#wait(3 * SECOND), () =>
            this.#tell({ type: 'agent.reject', ...about }),
          )
        }
        // Some are just too late.
        return this.#plan(this.#happens(0.05) ? 20 * SECOND : this.#wait(3 * SECOND), () => {
          this.#tell({ type: 'agent.accept', ...about })
          if (this.#happens(0.1)) this.#tell({ type: 'agent.accept', ...about })
        })
      case 'CONNECTED':
        if (this.#happens(0.1)) {
          this.#plan(this.#wait(10 * SECOND), () => this.#tell({ type: 'agent.hold', ...about }))
        }
        this.#callsOthers(agentId, contactId, this.#isListening(agentId, contactId) ? 0.9 : 0.2)
        return this.#plan(this.#wait(40 * SECOND), () =>
          this.#tell({ type: 'agent.hangUp', ...about }),
        )
      case 'PAUSED':
      case 'CONNECTED_ONHOLD':
        this.#plan(this.#wait(10 * SECOND), () => this.#tell({ type: 'agent.resume', ...about }))
        return this.#plan(this.#wait(2 * MINUTE), () =>
          this.#tell({ type: 'agent.hangUp', ...about }),
        )
      default:
        return this.#plan(this.#wait(5 * SECOND), () =>
          this.#tell({ type: 'agent.clear', ...about }),
        )
    }
  }

  #isListening(agentId: string, contactId: string): boolean {
    const contacts = this.#centre.view.agent(agentId)?.contacts ?? []
    return contacts.some(each => each.contactId === contactId && each.monitoring !== undefined)
  }

  /** Whatever comes of it, the agent goes on for some time. */
  #callsOthers(agentId: string, contactId: string, share: number): void {
    if (!this.#happens(share)) return
    this.#plan(this.#wait(8 * SECOND), () => {
      const agent = this.#centre.view.agent(agentId)
      const held = agent?.contacts.find(each => each.contactId === contactId)
      if (held?.channel !== 'VOICE' || DONE_WITH.has(held.state)) return
      const listens = held.initiationMethod === 'MONITOR' && !this.#happens(0.1)
      this.#tell((listens ? anyMonitorInput : anyPartyInput)(agentId, held, this.#lots))
      if (held.monitoring && held.monitoring.mode !== 'SILENT_MONITOR') this.heard++
      this.#callsOthers(agentId, contactId, 0.8)
    })
  }

  readonly #seen = new Set<string>()

  // Troubles

  #troubles(): readonly { readonly everyMs: number; readonly happen: () => void }[] {
    return [
      { everyMs: 5 * MINUTE, happen: () => this.#nodeDies() },
      { everyMs: MINUTE, happen: () => this.#agentVanishes() },
      { everyMs: 4 * SECOND, happen: () => this.#listens() },
      { everyMs: MINUTE, happen: () => this.#agentChangesStatus() },
      { everyMs: MINUTE, happen: () => this.#tell(anyNotice(this.#now, this.#lots)) },
      { everyMs: 30 * MINUTE, happen: () => this.#agentIsHiredAnew() },
      { everyMs: 20 * MINUTE, happen: () => this.#restarts() },
      { everyMs: 6 * HOUR, happen: () => this.#clockJumps() },
    ]
  }

  #again(trouble: { readonly everyMs: number; readonly happen: () => void }): void {
    this.#plan(this.#wait(trouble.everyMs), () => {
      // When nobody comes any more, all becomes well, so that the last contacts can end.
      if (this.#isOver) return
      trouble.happen()
      this.#again(trouble)
    })
  }

  #nodeDies(): void {
    const node = this.#nodes[this.#pick(this.#nodes.length)]
    if (!node?.isUp) return
    node.isUp = false
    node.mixes.clear()
    this.#plan(this.#wait(2 * SECOND), () => {
      this.#tell({ type: 'voice.lost', node: node.name, seq: ++node.seq })
      this.#plan(this.#wait(2 * SECOND), () => {
        node.isUp = true
        this.#report(node, { type: 'voice.started' })
      })
    })
  }

  #agentVanishes(): void {
    const agentId = this.#anyAgent()
    this.#tell({ type: 'agent.reachable', agentId, reachable: false, because: 'noPage' })
    this.#plan(this.#wait(20 * SECOND), () => {
      this.#tell({ type: 'agent.reachable', agentId, reachable: true })
    })
  }

  #listens(): void {
    const input = anyListening(this.#centre.view, this.#anyAgent(), this.#lots)
    if (input) this.#tell(input)
  }

  #agentChangesStatus(): void {
    const agentId = this.#anyAgent()
    this.#tell({ type: 'agent.setStatus', agentId, statusId: OFFLINE })
    this.#plan(this.#wait(30 * SECOND), () => {
      this.#tell({ type: 'agent.setStatus', agentId, statusId: AVAILABLE })
    })
  }

  #agentIsHiredAnew(): void {
    const agentId = this.#anyAgent()
    this.#tell({ type: 'config.delete', kind: 'agent', id: agentId })
    this.#plan(this.#wait(20 * SECOND), () => {
      const input = troubledConfiguration().find(each => 'id' in each && each.id === agentId)
      if (input) this.#tell(input)
      this.#comesIn(agentId)
    })
  }

  /** A process is killed between two inputs, and another goes on from what was kept. */
  #restarts(): void {
    const kept = JSON.stringify(this.#centre.save())
    this.#former = { centre: this.#centre, left: GOES_ALONG }
    this.#centre = new Centre('troubled', SEED)
    this.#centre.restore(JSON.parse(kept) as Json)
    this.#must(JSON.stringify(this.#centre.save()) === kept, 'a restart changes what is known')
  }

  #clockJumps(): void {
    this.#now += HOUR
    this.#jumped += HOUR
    this.#tell({ type: 'time.passed' })
  }

  // The centre

  #tell(input: Input): void {
    const outcome = this.#centre.handle(input, this.#now)
    this.#goesOnAsBefore(input, outcome)
    const { effects, events } = outcome
    for (const event of events) this.#hears(event)
    for (const effect of effects) this.#carriesOut(effect)
  }

  /** What a journal tells again must come to what it came to the first time: ids, offers and all. */
  #goesOnAsBefore(input: Input, outcome: Outcome): void {
    const former = this.#former
    if (!former || former.left-- <= 0) return
    const before = JSON.stringify(former.centre.handle(input, this.#now))
    const isSame = before === JSON.stringify(outcome)
    this.#must(isSame, `after a restart ${input.type} comes to something else`)
  }

  #hears(event: CentreEvent): void {
    if (event.type === 'contact.event' && event.event.eventType === 'INITIATED') {
      const { contactId, initiationMethod } = event.event
      if (initiationMethod === 'MONITOR') this.listened++
      this.#must(!this.#open.has(contactId), `${contactId} begins twice`)
      this.#open.set(contactId, this.#now)
    } else if (event.type === 'contact.record' && event.row.final) {
      const { contactId } = event.row
      this.#must(
        this.#open.delete(contactId),
        `${contactId} has a second final record, or never began`,
      )
      this.ended++
    } else if (event.type === 'fact' && event.fact.kind === 'offer') this.#offers++
  }

  #carriesOut(effect: Effect): void {
    if (isVoiceEffect(effect)) this.#perform(effect)
    else if (effect.type === 'agent.changed') {
      const { agentId } = effect
      this.#checkAgent(agentId)
      // Not at once: the agent is a person.
      this.#soon(() => this.#looks(agentId))
    }
  }

  // What must always be true

  #checkAgent(agentId: string): void {
    const agent = this.#centre.view.agent(agentId)
    // A task put aside holds no slot.
    const atWork =
      agent?.contacts.filter(({ state }) => !DONE_WITH.has(state) && state !== 'PAUSED') ?? []
    const calls = atWork.filter(({ channel }) => channel === 'VOICE').length
    this.#must(calls <= 1, `${agentId} has ${calls} calls at once`)
    this.#must(atWork.length <= 4, `${agentId} has ${atWork.length} contacts at once`)
  }

  #check(): void {
    const { view } = this.#centre
    const holders = new Map<string, string>()
    for (const { agentId, contacts } of view.agents()) {
      for (const { contactId, state, since } of contacts) {
        if (DONE_WITH.has(state)) continue
        this.#must(
          !holders.has(contactId),
          `${contactId} is with ${holders.get(contactId)} and ${agentId}`,
        )
        holders.set(contactId, agentId)
        const tooLong = state === 'CONNECTING' && this.#now - since > 10 * MINUTE
        this.#must(!tooLong, `${agentId} is stuck in an offer of ${contactId}`)
      }
    }
    let waiting = 0
    for (const { contactId, stage, agentId } of view.contacts()) {
      const holder = holders.get(contactId)
      if (stage === 'queued' || stage === 'offered') waiting++
      const isHeld = HELD.has(stage)
      this.#must(isHeld === (holder !== undefined), `${contactId} is ${stage} and ${holder} has it`)
      if (isHeld)
        this.#must(holder === agentId, `${contactId} is ${agentId}'s and ${holder} has it`)
      const began = this.#open.get(contactId)
      this.#must(began !== undefined, `${contactId} goes on after its final record`)
      const age = this.#now - this.#jumped - (began ?? 0)
      this.#must(age < LONGEST_MS, `${contactId} has been ${stage} for ever`)
    }
    const problem = listeningProblem(view)
    this.#must(problem === undefined, problem ?? '')
    for (const { mixes } of this.#nodes) {
      const legs = [...mixes.values()].flat()
      this.#must(new Set(legs).size === legs.length, 'somebody is in two talks at once')
    }
    const lines = [...QUEUES, ...AGENTS.map(agentQueueId)]
    const inLine = lines.reduce((sum, queueId) => sum + view.waitingIn(queueId).length, 0)
    this.#must(inLine === waiting, `${waiting} contacts wait, ${inLine} stand in line`)
  }

  #must(holds: boolean, otherwise: string): void {
    if (holds) return
    const { seed } = this.#options
    throw new Error(`seed ${seed}, after ${this.#begun} contacts: ${otherwise}`)
  }

  // Chance

  readonly #lots = {
    happens: (share: number) => this.#happens(share),
    pick: (count: number) => this.#pick(count),
    newId: () => `p${++this.#ids}`,
  }

  #happens(share: number): boolean {
    return this.#dice.uniform() < share
  }

  #pick(count: number): number {
    return Math.floor(this.#dice.uniform() * count)
  }

  #anyAgent(): string {
    return AGENTS[this.#pick(AGENTS.length)] ?? ''
  }

  #wait(meanMs: number): number {
    return this.#dice.draw({ kind: 'exponential', meanMs })
  }

  #soon(happen: () => void): void {
    this.#plan(this.#wait(100), happen)
  }

  #plan(afterMs: number, happen: () => void): void {
    this.#agenda.plan(this.#now + afterMs, happen)
  }
}
