// Stories nobody thought of: callers, agents, a supervisor and the world's faults act in an order
// drawn by lot, and after every step the centre must still make sense. A seed that failed is kept
// below as a test of its own.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minutes } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { COUNTER_NAMES } from '../../src/core/metrics/counters.ts'
import { expectRecounted } from '../support/naive-metrics.ts'
import { NODE, TestCentre } from '../support/test-centre.ts'
import { ASKED, DataStory } from './data-flows.ts'
import { FUNCTION_ANSWERS, FUNCTION_NUMBER, FunctionStory } from './function-flows.ts'
import { expectHistory } from './history-facts.ts'
import { ModuleStory, PUBLISHED } from './module-flows.ts'
import { OUTSIDE_CHOICES, OUTSIDE_NUMBER, publishOutsideFlows } from './outside-flows.ts'
import { expectRoutingFacts } from './routing-facts.ts'
import { HANDLED, WRITTEN, WrittenStory } from './written-contacts.ts'

const AGENTS = ['agent1', 'agent2', 'supervisor'] as const
type AgentName = (typeof AGENTS)[number]

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('call' as const) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('callAndChoose' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('hear', 'press', 'hangUp'), who: fc.nat(9) }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'accept',
        'accept',
        'accept',
        'reject',
        'leave',
        'clear',
        'clear',
        'hold',
        'resume',
        'mute',
        'whisper',
      ),
      agent: fc.constantFrom(...AGENTS),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      agent: fc.constantFrom(...AGENTS),
      status: fc.constantFrom('Available', 'Available', 'Available', 'Offline', 'Lunch'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reach' as const),
      agent: fc.constantFrom(...AGENTS),
      reachable: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('agentLegDies' as const),
      agent: fc.constantFrom(...AGENTS),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 500, 5_000, 20_000, 121_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'restart',
        'nodeDies',
        'deaf',
        'heal',
        'repeatReport',
        'unserve',
        'serve',
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('lift', 'lift', 'phoneBusy', 'phoneDeclines', 'phoneRings'),
      agent: fc.constantFrom(...AGENTS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('deskPhone', 'softphone', 'fire', 'hire', 'hire'),
      agent: fc.constantFrom(...AGENTS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), who: fc.nat(9) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('callOutside' as const),
      choice: fc.constantFrom(...OUTSIDE_CHOICES),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('callFunction' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('callAsking' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('learn' as const),
      agent: fc.constantFrom(...AGENTS),
      level: fc.constantFrom(0, 2, 3, 5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('askFor' as const),
      who: fc.nat(9),
      what: fc.constantFrom(...ASKED),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('functionAnswers' as const),
      who: fc.nat(9),
      what: fc.constantFrom(...FUNCTION_ANSWERS),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('callModules' as const) }) },
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant('moduleHears' as const), who: fc.nat(9) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('publish' as const),
      what: fc.constantFrom(...PUBLISHED),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('apiCall' as const) }) },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('written' as const),
      what: fc.constantFrom(...WRITTEN),
      who: fc.nat(9),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('handle' as const),
      agent: fc.constantFrom(...AGENTS),
      what: fc.constantFrom(...HANDLED),
      which: fc.nat(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('dial' as const), agent: fc.constantFrom(...AGENTS) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('outsideLifts', 'outsideLifts', 'outsideHears', 'outsideGoes'),
      who: fc.nat(9),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('limitQueue', 'autoAccept', 'timeAcw') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('passOn' as const),
      agent: fc.constantFrom(...AGENTS),
      quickConnectId: fc.constantFrom('to queue', 'to agent1'),
    }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

class Story {
  readonly centre: TestCentre
  readonly callers: string[] = []
  readonly functions: FunctionStory
  readonly modules: ModuleStory
  readonly data: DataStory
  readonly written: WrittenStory
  readonly #apiFlowId: string
  #dialled = 0

  readonly #ids: Readonly<Record<AgentName, string>>
  readonly #users: Readonly<Record<AgentName, JsonObject>>

  constructor(centre: TestCentre) {
    this.centre = centre
    const of = <T>(get: (name: AgentName) => T) =>
      Object.fromEntries(AGENTS.map(name => [name, get(name)])) as Record<AgentName, T>
    this.#ids = of(name => centre.user(name))
    const { directory } = centre.centre.view
    this.#users = of(name => directory.get('agent', this.#ids[name]) as unknown as JsonObject)
    this.functions = new FunctionStory(centre)
    this.modules = new ModuleStory(centre)
    this.data = new DataStory(centre)
    this.written = new WrittenStory(centre)
    this.#apiFlowId = publishOutsideFlows(centre).apiFlowId
    this.#makeQuickConnects()
    centre.tell({
      type: 'config.put',
      kind: 'agent-state',
      id: 'lunch',
      document: { Name: 'Lunch', Type: 'CUSTOM', State: 'ENABLED' },
    })
  }

  #makeQuickConnects(): void {
    const { centre } = this
    const flow = (kind: string) => centre.id('contact-flow', `Default ${kind} transfer`)
    const configs = {
      'to queue': {
        QueueConfig: {
          QueueId: centre.id('queue', 'BasicQueue'),
          ContactFlowId: flow('queue'),
        },
      },
      'to agent1': { UserConfig: { UserId: this.#ids.agent1, ContactFlowId: flow('agent') } },
    }
    for (const [id, QuickConnectConfig] of Object.entries(configs)) {
      const document = { Name: id, QuickConnectConfig }
      centre.tell({ type: 'config.put', kind: 'transfer-destination', id, document })
    }
  }

  has(name: AgentName): boolean {
    return this.centre.centre.view.agent(this.#ids[name]) !== undefined
  }

  /** The agents that there are. */
  get agents(): AgentName[] {
    return AGENTS.filter(name => this.has(name))
  }

  #onDesk(name: AgentName, act: (legId: string) => void): void {
    const legId = this.centre.agentLeg(name)
    if (this.centre.legs.has(legId)) act(legId)
  }

  take(each: Step): void {
    const { centre } = this
    // Nobody can do anything who is not there, but be hired again.
    if ('agent' in each && !this.has(each.agent) && each.do !== 'hire') return
    switch (each.do) {
      case 'call':
        this.callers.push(centre.call(`+1555${String(this.callers.length).padStart(4, '0')}`))
        return
      case 'callAndChoose': {
        const caller = centre.call(`+1555${String(this.callers.length).padStart(4, '0')}`)
        this.callers.push(caller)
        return centre.choose(caller, '1')
      }
      case 'callOutside': {
        const caller = centre.call(this.#somebody(), OUTSIDE_NUMBER)
        this.callers.push(caller)
        return centre.press(caller, each.choice)
      }
      case 'callFunction':
        this.callers.push(centre.call(this.#somebody(), FUNCTION_NUMBER))
        return
      case 'callAsking':
        this.callers.push(this.data.call(this.#somebody()))
        return
      case 'learn':
        return this.data.learn(this.#ids[each.agent], each.level)
      case 'askFor':
        return this.data.ask(each.who, each.what)
      case 'written':
        return this.written.take(each.what, each.who)
      case 'handle': {
        const { contacts } = centre.agent(each.agent)
        const contactId = contacts[each.which % Math.max(1, contacts.length)]?.contactId
        centre.does(each.agent, each.what, contactId)
        return
      }
      case 'callModules':
        this.callers.push(this.modules.call(this.#somebody()))
        return
      case 'moduleHears':
        return this.modules.hear(each.who)
      case 'publish':
        return this.modules.publish(each.what)
      case 'functionAnswers':
        return this.functions.answer(each.who, each.what)
      case 'apiCall':
        centre.tell({
          type: 'outbound.started',
          contactId: `api-${this.#dialled++}`,
          number: this.#somebody(),
          callerId: OUTSIDE_NUMBER,
          flowId: this.#apiFlowId,
          ringMs: 15_000,
          detectsMachines: false,
        })
        return
      case 'dial':
        centre.tell({
          type: 'agent.dial',
          agentId: centre.user(each.agent),
          contactId: `dial-${this.#dialled++}`,
          number: this.#somebody(),
        })
        return
      case 'passOn': {
        const contactId = centre.agent(each.agent).contacts[0]?.contactId ?? 'none'
        const { quickConnectId } = each
        const [agentId, newContactId] = [centre.user(each.agent), centre.newId()]
        centre.tell({ type: 'agent.transfer', agentId, contactId, quickConnectId, newContactId })
        return
      }
      case 'outsideLifts':
        return this.#outside(each.who, legId => centre.report({ type: 'leg.answered', legId }))
      case 'outsideHears':
        return this.#outside(each.who, legId => centre.promptOver(legId))
      case 'outsideGoes':
        return this.#outside(each.who, legId =>
          centre.hangUp(legId, each.who < 5 ? 'hungUp' : 'busy'),
        )
      case 'hear':
        return centre.promptOver(this.#caller(each.who))
      case 'press':
        return centre.legs.has(this.#caller(each.who))
          ? centre.press(this.#caller(each.who), '1')
          : undefined
      case 'hangUp':
        return centre.legs.has(this.#caller(each.who))
          ? centre.hangUp(this.#caller(each.who))
          : undefined
      case 'accept':
      case 'reject':
      case 'clear':
      case 'hold':
      case 'resume':
        centre.does(each.agent, each.do)
        return
      case 'leave':
        centre.does(each.agent, 'hangUp')
        return
      case 'mute': {
        const contactId = centre.agent(each.agent).contacts[0]?.contactId ?? 'none'
        const agentId = centre.user(each.agent)
        centre.tell({ type: 'agent.mute', agentId, contactId, muted: true })
        return
      }
      case 'status':
        centre.setStatus(each.agent, each.status)
        return
      case 'reach':
        centre.tell({
          type: 'agent.reachable',
          agentId: centre.user(each.agent),
          reachable: each.reachable,
        })
        return
      case 'whisper':
        return centre.promptOver(centre.agentLeg(each.agent))
      case 'agentLegDies':
        return centre.legs.has(centre.agentLeg(each.agent))
          ? centre.hangUp(centre.agentLeg(each.agent), 'mediaTimeout')
          : undefined
      case 'lift':
        return this.#onDesk(each.agent, legId => centre.report({ type: 'leg.answered', legId }))
      case 'phoneBusy':
        return this.#onDesk(each.agent, legId => centre.hangUp(legId, 'busy'))
      case 'phoneDeclines':
        return this.#onDesk(each.agent, legId => centre.hangUp(legId, 'rejected'))
      case 'phoneRings':
        return this.#onDesk(each.agent, legId => centre.hangUp(legId, 'noAnswer'))
      case 'deskPhone':
        return centre.giveDeskPhone(each.agent)
      case 'softphone':
        return centre.change('agent', centre.user(each.agent), {
          PhoneConfig: { PhoneType: 'SOFT_PHONE' },
        })
      case 'fire':
        centre.tell({ type: 'config.delete', kind: 'agent', id: this.#ids[each.agent] })
        return
      case 'hire': {
        if (this.has(each.agent)) return
        const id = this.#ids[each.agent]
        centre.tell({ type: 'config.put', kind: 'agent', id, document: this.#users[each.agent] })
        centre.ready(each.agent)
        return
      }
      case 'unserve':
        return centre.change('queue', centre.id('queue', 'BasicQueue'), { Status: 'DISABLED' })
      case 'serve':
        return centre.change('queue', centre.id('queue', 'BasicQueue'), { Status: 'ENABLED' })
      case 'repeatReport':
        return centre.repeatReport()
      case 'wait':
        return centre.clock.advance(each.ms)
      case 'restart':
        return centre.restart()
      case 'nodeDies':
        this.#nodeDies()
        return
      case 'deaf':
        centre.deafAgents.add(this.#ids.agent1)
        return
      case 'heal':
        return centre.deafAgents.clear()
      case 'stop': {
        const contactId = centre.contacts[each.who]?.contactId ?? 'none'
        centre.tell({ type: 'contact.stop', contactId })
        return
      }
      case 'limitQueue':
        return centre.change('queue', centre.id('queue', 'BasicQueue'), { MaxContacts: 1 })
      case 'autoAccept':
        if (!this.has('agent1')) return
        return centre.change('agent', centre.user('agent1'), {
          PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: true },
        })
      case 'timeAcw':
        if (!this.has('agent2')) return
        return centre.change('agent', centre.user('agent2'), {
          PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 10 },
        })
      default:
    }
  }

  /** Everybody goes home; whatever is still open then is stuck. */
  end(): void {
    const { centre } = this
    for (const caller of this.callers) if (centre.legs.has(caller)) centre.hangUp(caller)
    for (const legId of this.outsideLegs) centre.hangUp(legId)
    // Callbacks nobody takes would wait for days.
    for (const { contactId, initiationMethod } of centre.contacts) {
      if (initiationMethod === 'CALLBACK') centre.tell({ type: 'contact.stop', contactId })
    }
    this.written.end()
    centre.clock.advance(minutes(3))
    // Tasks may have made others meanwhile.
    this.written.end()
    for (const agent of this.agents) {
      for (const { contactId } of centre.agent(agent).contacts)
        centre.does(agent, 'clear', contactId)
    }
    centre.clock.advance(minutes(3))
  }

  /** A telephone number of its own for everybody. */
  #somebody(): string {
    return `+1206555${String(this.callers.length + this.#dialled).padStart(4, '0')}`
  }

  /** Does something with one of the phones outside that we have called. */
  #outside(who: number, act: (legId: string) => void): void {
    const legIds = this.outsideLegs
    const legId = legIds[who % Math.max(1, legIds.length)]
    if (legId !== undefined) act(legId)
  }

  get outsideLegs(): string[] {
    const { legs, effects } = this.centre
    return effects.flatMap(effect =>
      effect.type === 'leg.dial' && effect.to.type === 'number' && legs.has(effect.legId)
        ? [effect.legId]
        : [],
    )
  }

  #caller(who: number): string {
    return this.callers[who % Math.max(1, this.callers.length)] ?? 'nobody'
  }

  #nodeDies(): void {
    const { centre } = this
    centre.report({ type: 'voice.lost' })
    centre.legs.clear()
    centre.hearing.clear()
    centre.report({ type: 'voice.started' }, NODE)
  }
}

function expectSense(story: Story): void {
  const { centre } = story
  story.functions.expectSense()
  story.modules.expectSense()
  story.data.expectSense()
  const contacts = centre.contacts
  for (const contact of contacts) {
    const waiting = centre.centre.view.waitingIn(contact.queueId ?? '')
    const waits = waiting.filter(({ contactId }) => contactId === contact.contactId).length
    const shouldWait = contact.stage === 'queued' || contact.stage === 'offered'
    expect(waits, `${contact.stage} contact in line`).toBe(shouldWait ? 1 : 0)
    const holders = story.agents.filter(name =>
      centre
        .agent(name)
        .contacts.some(
          held => held.contactId === contact.contactId && /^(CONNECT|PAUSED)/.test(held.state),
        ),
    )
    const held = ['offered', 'connecting', 'connected'].includes(contact.stage)
    expect(holders.length, `${contact.stage} contact with an agent`).toBe(held ? 1 : 0)
  }
  story.written.expectSense(story.agents)
  expectRecounted(centre.centre.view)
  // Whoever could be matched is matched: nobody waits while somebody is free.
  const free = story.agents
    .map(name => centre.agent(name))
    .filter(agent => {
      const isKept = Object.values(agent.freeSlots).every(count => count === 0)
      const isAtWork = agent.status.type === 'ROUTABLE' && agent.reachable && !isKept
      return isAtWork && agent.contacts.length === 0
    })
  const served = [centre.id('queue', 'BasicQueue'), ...free.map(each => `agent/${each.agentId}`)]
  const inLine = contacts.some(({ contactId, stage, queueId = '', isPaused }) => {
    if (stage !== 'queued' || isPaused || !served.includes(queueId)) return false
    return free.some(({ agentId }) => story.data.isMetBy(contactId, agentId) ?? true)
  })
  expect(free.length > 0 && inLine, 'a caller waits while an agent is free').toBe(false)
}

function expectAllDone(story: Story): void {
  const { centre, callers } = story
  story.modules.expectForgotten()
  story.written.expectTranscripts()
  story.data.expectRows()
  expect(centre.contacts, 'contacts left over').toEqual([])
  const ids = centre.finals.map(({ contactId }) => contactId)
  expect(new Set(ids).size, 'one final record each').toBe(ids.length)
  expect(ids.length, 'a record for every contact').toBe(centre.centre.counters.contacts_initiated)
  const taken = callers.length - centre.centre.counters.contacts_refused
  expect(ids.length, 'a record for every call').toBeGreaterThanOrEqual(taken)
  for (const name of story.agents) {
    expect(centre.agent(name).contacts, `${name} is free`).toEqual([])
  }
  expect([...centre.legs], 'legs nobody hung up').toEqual([])
  expect([...centre.mixes.keys()]).toEqual([])
  expectRoutingFacts(centre)
  expectHistory(centre)
}

async function play(steps: readonly Step[]): Promise<Story> {
  const story = new Story(await TestCentre.open())
  story.centre.ready('agent1', 'supervisor')
  for (const each of steps) {
    story.take(each)
    expectSense(story)
  }
  story.end()
  expectSense(story)
  expectAllDone(story)
  addTotals(story)
  return story
}

/** What all stories together came to: stories that never connect anybody prove nothing. */
const totals: Record<string, number> = {}

function addTotals({ centre }: Story): void {
  for (const [name, count] of Object.entries(centre.centre.counters)) {
    totals[name] = (totals[name] ?? 0) + count
  }
}

/** Nobody calls a wrong number, and whether a wait was foretold too long is seen once a minute. */
const SELDOM = ['contacts_refused', 'waits_foretold_too_long_ms']
const STORIES = Number(process.env.STORIES ?? 1000)

test('whatever happens in whatever order, no contact is lost, no agent stuck, every call has one record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120 }), async steps => {
      await play(steps)
    }),
    { numRuns: STORIES },
  )
  const never = COUNTER_NAMES.filter(name => !totals[name] && !SELDOM.includes(name))
  if (STORIES >= 1000) expect(never, 'what no story came to').toEqual([])
}, 600_000)

test('a replay of any story makes the same centre', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        step.filter(each => each.do !== 'restart'),
        { minLength: 20, maxLength: 80 },
      ),
      async steps => {
        const { centre } = await play(steps)
        expect(centre.replayed().save()).toEqual(centre.centre.save())
      },
    ),
    { numRuns: 100 },
  )
}, 120_000)

test('seed 444291475: hanging up on a contact one has rejected does not take it from whoever has it', async () => {
  await play([
    { do: 'callAndChoose' },
    { do: 'reject', agent: 'supervisor' },
    { do: 'accept', agent: 'agent1' },
    { do: 'leave', agent: 'supervisor' },
  ])
})

test("seed -1130022054: a callback that an agent has lifted is the agent's work, also while the whisper plays", async () => {
  await play([
    { do: 'callOutside', choice: '3' },
    { do: 'askFor', who: 0, what: 'either' },
    { do: 'functionAnswers', who: 0, what: 'good' },
    { do: 'callModules' },
    { do: 'wait', ms: 1 },
    { do: 'agentLegDies', agent: 'agent1' },
    { do: 'autoAccept' },
    { do: 'wait', ms: 5000 },
    { do: 'moduleHears', who: 0 },
    { do: 'callFunction' },
    { do: 'callAndChoose' },
    { do: 'outsideLifts', who: 0 },
    { do: 'callModules' },
    { do: 'passOn', agent: 'agent1', quickConnectId: 'to queue' },
    { do: 'lift', agent: 'agent1' },
    { do: 'callFunction' },
    { do: 'callAndChoose' },
    { do: 'written', what: 'chat', who: 0 },
    { do: 'hear', who: 0 },
    { do: 'outsideLifts', who: 0 },
    { do: 'learn', agent: 'agent1', level: 0 },
  ])
})

test('seed -1388313191: a chat that is stopped while a second agent is in it ends once, for everybody', async () => {
  await play([
    { do: 'written', what: 'chat', who: 0 },
    { do: 'accept', agent: 'supervisor' },
    { do: 'written', what: 'askIn', who: 0 },
    { do: 'wait', ms: 20_000 },
    { do: 'accept', agent: 'agent1' },
  ])
})
