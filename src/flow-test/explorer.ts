// Finds its way through a flow on every path: each action's every branch, by keys, silence, answers
// and failures of services, or by force; each run goes on until the contact has ended and its record
// is final. What goes wrong on the way is told with the way there.

import type { FlowType } from '../core/directory/document.ts'
import type { Action } from '../core/flow/flow.ts'
import { parseFlow } from '../core/flow/parse.ts'
import type { Json, JsonObject } from '../core/json.ts'
import type { ServiceQuestion } from '../core/service.ts'
import { type FlowSource, NUMBER, type Setup, setupInputs } from './setup.ts'
import { type Reaction, type Way, waysOf } from './steering.ts'
import { VIEW_RESPONSE, viewAnswer } from './view-answer.ts'
import { type Answered, type Dialled, VirtualCentre } from './virtual-centre.ts'

export interface Exploration {
  readonly runs: number
  /** Ways of actions that were taken, and that there are in the actions that were reached. */
  readonly taken: number
  readonly ways: number
  /** Identifiers of actions that no run has entered. */
  readonly unreached: readonly string[]
  readonly problems: readonly { readonly problem: string; readonly path: readonly string[] }[]
}

export interface ExploreOptions {
  /** What else there is: modules and flows it names, queues. */
  readonly beside?: Partial<Setup>
  readonly runsMax?: number
  readonly channel?: 'VOICE' | 'CHAT' | 'TASK'
}

const RUNS_MAX = 3_000
/** After so many choices the caller hangs up. */
const CHOICES_MAX = 250
const STEPS_MAX = 4_000
/** A caller who hears nothing new for so long hangs up. */
const PATIENCE_MS = 3_600_000
const ID = 'explored'

export function exploreFlow(source: FlowSource, options: ExploreOptions = {}): Exploration {
  const parsed = parseFlow(source.content)
  if (!('flow' in parsed)) {
    const problem = parsed.problems.map(each => each.message).join(' ')
    return { runs: 0, taken: 0, ways: 0, unreached: [], problems: [{ problem, path: [] }] }
  }
  const map = new WayMap()
  const problems: { problem: string; path: readonly string[] }[] = []
  const { runsMax = RUNS_MAX } = options
  let runs = 0
  for (let trail = map.next(); trail && runs < runsMax; trail = map.next()) {
    const run = new ExploringRun(source, options, map, trail, runs)
    runs++
    const problem = run.go()
    if (problem !== undefined) problems.push({ problem, path: run.path })
    if (problems.length >= 20) break
  }
  const unreached = [...parsed.flow.actions.keys()].filter(id => !map.reached.has(`${ID} ${id}`))
  return { runs, ...map.figures, unreached, problems }
}

/** Which ways there are, which have been taken, and how to get to those that have not. */
class WayMap {
  readonly reached = new Set<string>()
  readonly #ways = new Map<string, readonly Way[]>()
  readonly #counts = new Map<string, number[]>()
  /** Choices that led to an action when it was first entered. */
  readonly #trails = new Map<string, readonly number[]>()
  #begun = false

  get figures(): { readonly taken: number; readonly ways: number } {
    let taken = 0
    let ways = 0
    for (const counts of this.#counts.values()) {
      ways += counts.length
      taken += counts.filter(count => count > 0).length
    }
    return { taken, ways }
  }

  /** Choices to begin the next run with; undefined when every way has been taken. */
  next(): readonly number[] | undefined {
    if (!this.#begun) {
      this.#begun = true
      return []
    }
    for (const [key, counts] of this.#counts) {
      const untaken = counts.indexOf(0)
      if (untaken >= 0) return [...(this.#trails.get(key) ?? []), untaken]
    }
    return undefined
  }

  waysOf(key: string, action: Action): readonly Way[] {
    const known = this.#ways.get(key)
    if (known) return known
    const ways = waysOf(action)
    this.#ways.set(key, ways)
    this.#counts.set(
      key,
      ways.map(() => 0),
    )
    return ways
  }

  /** The one taken least often so far. */
  leastTaken(key: string): number {
    const counts = this.#counts.get(key) ?? [0]
    return counts.indexOf(Math.min(...counts))
  }

  take(key: string, choice: number, trail: readonly number[]): void {
    this.reached.add(key)
    if (!this.#trails.has(key)) this.#trails.set(key, [...trail])
    const counts = this.#counts.get(key)
    if (counts) counts[choice] = (counts[choice] ?? 0) + 1
  }
}

class ExploringRun {
  readonly path: string[] = []
  readonly #map: WayMap
  readonly #trail: readonly number[]
  readonly #choices: number[] = []
  readonly #centre = new VirtualCentre()
  readonly #number: number
  readonly #channel: 'VOICE' | 'CHAT' | 'TASK'
  #reaction: Reaction = {}
  #legId = ''

  constructor(
    source: FlowSource,
    { beside, channel = 'VOICE' }: ExploreOptions,
    map: WayMap,
    trail: readonly number[],
    number: number,
  ) {
    this.#map = map
    this.#trail = trail
    this.#number = number
    this.#channel = channel
    const centre = this.#centre
    for (const input of setupInputs(around({ ...source, id: ID }, beside))) centre.tell(input)
    centre.tell({ type: 'agent.reachable', agentId: 'agent', reachable: true })
    centre.watch({
      intercept: ({ flowId, action }) => {
        if (flowId !== ID) return undefined
        const way = this.#choose(action)
        this.#reaction = 'natural' in way ? way.natural : {}
        return 'forced' in way ? { step: { leave: way.forced } } : undefined
      },
    })
    centre.service = question => this.#answer(question)
    centre.phone = () => this.#phone()
  }

  /** Answers what went wrong, if anything did. */
  go(): string | undefined {
    try {
      this.#call()
      this.#live()
      return this.#verdict()
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error)
    }
  }

  #choose(action: Action): Way {
    const key = `${ID} ${action.identifier}`
    const ways = this.#map.waysOf(key, action)
    const given = this.#trail[this.#choices.length]
    const choice = given ?? this.#map.leastTaken(key)
    this.#map.take(key, choice, this.#choices)
    this.#choices.push(choice)
    const way = ways[choice] ?? { name: 'natural', natural: {} }
    this.path.push(`${action.identifier} (${action.type}): ${way.name}`)
    return way
  }

  #call(): void {
    const centre = this.#centre
    if (this.#channel !== 'VOICE') {
      const first =
        centre.view.directory.named('phone-number', NUMBER)?.document.ContactFlowId ?? ID
      const begin = this.#channel === 'CHAT' ? 'chat' : 'task'
      this.#legId = centre[begin](first, {})
      return
    }
    this.#legId = centre.newId()
    const from = '+12065550100'
    centre.report({ type: 'leg.offered', legId: this.#legId, from, to: NUMBER, trunkId: 'trunk' })
  }

  #live(): void {
    const centre = this.#centre
    let lastChoices = -1
    let quietSince = centre.now
    for (let steps = 0; steps < STEPS_MAX; steps++) {
      if (this.#choices.length !== lastChoices) {
        lastChoices = this.#choices.length
        quietSince = centre.now
      }
      this.#react()
      this.#agentActs()
      const gone = this.#isGone()
      if (!gone && (this.#choices.length > CHOICES_MAX || steps > STEPS_MAX / 2)) this.#hangUp()
      else if (!gone && centre.now - quietSince > PATIENCE_MS) this.#hangUp()
      if (!centre.step(PATIENCE_MS)) {
        if (gone && !this.#agentHasWork()) return
        if (!gone) this.#hangUp()
      }
    }
  }

  #isGone(): boolean {
    if (this.#channel === 'VOICE') return !this.#centre.legs.has(this.#legId)
    const { stage } = this.#centre.view.contact(this.#legId) ?? {}
    return stage === undefined || stage === 'ended'
  }

  #hangUp(): void {
    const contactId = this.#legId
    if (this.#channel === 'TASK') this.#centre.tell({ type: 'contact.stop', contactId })
    else this.#centre.hangUp(this.#legId)
  }

  /** The caller presses the keys of the way that was chosen, when they are waited for. */
  #react(): void {
    const { press, view } = this.#reaction
    if (press === undefined && view === undefined) return
    this.#reaction = {}
    if (press !== undefined && this.#channel === 'VOICE') this.#centre.press(this.#legId, press)
    else if (this.#channel === 'CHAT') {
      if (view === undefined) this.#centre.write(this.#legId, press ?? '')
      else this.#centre.write(this.#legId, viewAnswer(view), VIEW_RESPONSE)
    }
  }

  #agentHasWork(): boolean {
    return (this.#centre.view.agent('agent')?.contacts.length ?? 0) > 0
  }

  /** Comes to work when the caller has waited a while; accepts, holds, resumes, ends. */
  #agentActs(): void {
    const centre = this.#centre
    const agentId = 'agent'
    const agent = centre.view.agent(agentId)
    if (agent?.status.type !== 'ROUTABLE' && this.#waiting()) {
      centre.tell({ type: 'agent.setStatus', agentId, statusId: 'Available' })
    }
    for (const { contactId, state, since } of agent?.contacts ?? []) {
      if (state === 'CONNECTING') centre.tell({ type: 'agent.accept', agentId, contactId })
      else if (state === 'CONNECTED') this.#talk(contactId, centre.now - since)
      else if (state === 'CONNECTED_ONHOLD') {
        centre.plan(90_000, () => centre.tell({ type: 'agent.resume', agentId, contactId }))
        this.#centre.step(90_000)
      } else centre.tell({ type: 'agent.clear', agentId, contactId })
    }
  }

  #held = false

  #talk(contactId: string, forMs: number): void {
    const centre = this.#centre
    if (!this.#held) {
      this.#held = true
      centre.tell({ type: 'agent.hold', agentId: 'agent', contactId })
    } else if (forMs < 1_000) {
      centre.plan(1_000, () => {})
    } else if (this.#number % 2 === 0) {
      centre.tell({ type: 'agent.hangUp', agentId: 'agent', contactId })
    } else this.#hangUp()
  }

  /** In a queue, and the queue's flow has had its time. */
  #waiting(): boolean {
    for (const contact of this.#centre.view.contacts()) {
      if (contact.stage !== 'queued') continue
      const since = this.#centre.view.waitingIn(contact.queueId ?? '')[0]?.enqueuedAt
      if (since !== undefined && this.#centre.now - since > 600_000) return true
    }
    return false
  }

  #answer(question: ServiceQuestion): Answered | undefined {
    const { service = 'answers' } = this.#reaction
    if (service === 'silent') return undefined
    if (service === 'fails') {
      return { answer: { ok: false, error: 'NoMatchingError', message: 'It fails.' }, afterMs: 200 }
    }
    return { answer: { ok: true, result: resultOf(question) }, afterMs: 200 }
  }

  #phone(): Dialled {
    const { phone = 'answers' } = this.#reaction
    if (phone === 'answers') {
      this.#centre.plan(10_000, () => {
        const dialled = this.#centre.dialled.at(-1)
        if (dialled) this.#centre.hangUp(dialled.legId)
      })
      return { answers: true }
    }
    return { answers: false, reason: phone }
  }

  /** Everything is over, and was told once. */
  #verdict(): string | undefined {
    const { view, events } = this.#centre
    for (const contact of view.contacts()) {
      return `The contact is still ${contact.stage} after everything is over.`
    }
    const begun = new Set<string>()
    const final = new Map<string, number>()
    for (const event of events) {
      if (event.type !== 'contact.record') continue
      const { contactId } = event.row
      begun.add(contactId)
      if (event.row.final) final.set(contactId, (final.get(contactId) ?? 0) + 1)
    }
    if (begun.size === 0) return 'There is no record of the contact.'
    for (const contactId of begun) {
      const times = final.get(contactId) ?? 0
      if (times !== 1) return `The contact has ${times} final records.`
    }
    return undefined
  }
}

/** What services answer when all is well; see their contracts in `core/flow/service`. */
function resultOf(question: ServiceQuestion): Json {
  switch (question.service) {
    case 'function':
      return { result: 'ok', value: '1', text: 'Something' }
    case 'profiles':
      return { ProfileId: 'profile', ProfileARN: 'arn:profile', FirstName: 'Ada', member: true }
    case 'cases':
      return { case: { case_id: 'case', status: 'open' }, linked: true }
    case 'assistant':
      return { sessionArn: 'arn:session' }
    case 'bot':
      return { IntentName: 'FallbackIntent', Slots: {} }
    default:
      return {}
  }
}

/** The flow where it belongs: behind a number, a queue, a whisper, a hold, or as a module. */
function around(source: FlowSource, beside: Partial<Setup> = {}): Setup {
  const harness = harnessOf(source)
  const flows = [...(harness ? [harness] : []), source, ...(beside.flows ?? [])]
  return {
    ...beside,
    flows,
    queues: beside.queues ?? [{ name: 'Queue' }],
    agents: [{ name: 'agent' }],
  }
}

const HOOKS: Partial<Record<FlowType, string>> = {
  CUSTOMER_QUEUE: 'CustomerQueue',
  CUSTOMER_HOLD: 'CustomerHold',
  AGENT_HOLD: 'AgentHold',
  CUSTOMER_WHISPER: 'CustomerWhisper',
  AGENT_WHISPER: 'AgentWhisper',
}

function harnessOf({ type, isModule }: FlowSource): FlowSource | undefined {
  if (isModule) {
    const call = step('call', 'InvokeFlowModule', { FlowModuleId: ID }, 'leave')
    return harness([call, step('leave', 'DisconnectParticipant', {})])
  }
  const hook = type === undefined ? undefined : HOOKS[type]
  if (hook === undefined) return undefined
  return harness([
    step('hook', 'UpdateContactEventHooks', { EventHooks: { [hook]: ID } }, 'queue'),
    step('queue', 'UpdateContactTargetQueue', { QueueId: 'Queue' }, 'transfer'),
    step('transfer', 'TransferContactToQueue', {}, 'leave'),
    step('leave', 'DisconnectParticipant', {}),
  ])
}

function harness(actions: readonly JsonObject[]): FlowSource {
  const content = { Version: '2019-10-30', StartAction: actions[0]?.Identifier, Actions: actions }
  return { name: 'harness', content: JSON.stringify(content) }
}

function step(Identifier: string, Type: string, Parameters: JsonObject, next?: string): JsonObject {
  const Errors = next === undefined ? [] : [{ NextAction: next, ErrorType: 'NoMatchingError' }]
  const Transitions = { ...(next !== undefined && { NextAction: next, Errors }) }
  return { Identifier, Type, Parameters, Transitions }
}
