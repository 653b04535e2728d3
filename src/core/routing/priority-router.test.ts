import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Criterion, meets, type Skills, skillName } from './criterion.ts'
import { PriorityRouter } from './priority-router.ts'
import type {
  Match,
  RoutableAgent,
  RoutableContact,
  Router,
  RoutingProfileQueue,
} from './router.ts'

const VOICE = 'VOICE'

function centre(...queues: readonly (readonly [string, number, number])[]) {
  const router = new PriorityRouter()
  router.setProfile(
    'p',
    queues.map(([queueId, priority, delayMs]) => ({ queueId, channel: VOICE, priority, delayMs })),
  )
  return {
    router,
    idle: (agentId: string, idleSince = 0) =>
      router.setIdle({ agentId, routingProfileId: 'p', channel: VOICE, idleSince }),
    wait: (contactId: string, queueId: string, enqueuedAt: number, priority = 5) =>
      router.enqueue({ contactId, queueId, channel: VOICE, priority, enqueuedAt }),
    matches: (now: number) =>
      allMatches(router, now).map(each => `${each.agentId}-${each.contactId}`),
  }
}

function allMatches(router: Router, now: number): Match[] {
  const matches: Match[] = []
  for (let match = router.nextMatch(now); match; match = router.nextMatch(now)) matches.push(match)
  return matches
}

describe('the rules', () => {
  test('R1: the queue of the lower number is served first, however long others wait', () => {
    const { idle, wait, matches } = centre(['main', 1, 0], ['overflow', 2, 0])
    wait('old', 'overflow', 0)
    wait('new', 'main', 100)
    idle('ana')
    expect(matches(200)).toEqual(['ana-new'])
  })

  test('R2: among equal queues contact priority decides, then age, then id', () => {
    const { idle, wait, matches } = centre(['a', 1, 0], ['b', 1, 0])
    wait('z', 'a', 10)
    wait('y', 'b', 10)
    wait('old', 'b', 5)
    wait('vip', 'a', 20, 1)
    for (const agent of ['1', '2', '3', '4']) idle(agent)
    expect(matches(30)).toEqual(['1-vip', '2-old', '3-y', '4-z'])
  })

  test('R3: a contact is taken when the delay is over, and not a moment before', () => {
    const { router, idle, wait, matches } = centre(['a', 1, 30])
    idle('ana')
    wait('c', 'a', 100)
    expect(matches(129)).toEqual([])
    expect(router.nextDeadline(129)).toBe(130)
    expect(matches(130)).toEqual(['ana-c'])
    expect(router.nextDeadline(130)).toBeUndefined()
  })

  test('R3: an older contact is not hidden by a more important one that is still too young', () => {
    const { idle, wait, matches } = centre(['a', 1, 30])
    wait('young', 'a', 100, 1)
    wait('old', 'a', 50, 5)
    idle('ana')
    expect(matches(100)).toEqual(['ana-old'])
  })

  test('R4: the agent idle longest is first, then by id', () => {
    const { idle, wait, matches } = centre(['a', 1, 0])
    idle('late', 20)
    idle('b', 10)
    idle('a', 10)
    for (const contact of ['1', '2', '3']) wait(contact, 'a', 0)
    expect(matches(30)).toEqual(['a-1', 'b-2', 'late-3'])
  })

  test('R5: a queue that is in no profile is not served, until it is', () => {
    const { router, idle, wait, matches } = centre(['a', 1, 0])
    wait('c', 'b', 0)
    idle('ana')
    expect(matches(10)).toEqual([])
    router.setProfile('p', [{ queueId: 'b', channel: VOICE, priority: 1, delayMs: 0 }])
    expect(matches(10)).toEqual(['ana-c'])
  })
})

describe('R6: what a contact asks of its agent', () => {
  const french = (min: number, max = 5): Criterion => {
    return { skill: skillName('language', 'French'), min, max }
  }
  const speaks = (level: number) => new Map([[skillName('language', 'French'), level]])

  function desk() {
    const { router, idle, matches } = centre(['a', 1, 0])
    const wait = (contactId: string, enqueuedAt: number, criterion?: Criterion) =>
      router.enqueue({
        contactId,
        queueId: 'a',
        channel: VOICE,
        priority: 5,
        enqueuedAt,
        ...(criterion && { criterion }),
      })
    return { router, idle, wait, matches }
  }

  test('among those who meet it, the one idle longest gets the contact', () => {
    const { router, idle, wait, matches } = desk()
    idle('ana', 1)
    idle('ben', 2)
    idle('cem', 3)
    router.setSkills('ben', speaks(4))
    router.setSkills('cem', speaks(5))
    wait('c', 10, french(3))
    expect(matches(10)).toEqual(['ben-c'])
  })

  test('an agent who meets it still takes the older contact that asks nothing first', () => {
    const { router, idle, wait, matches } = desk()
    router.setSkills('ana', speaks(5))
    wait('special', 10, french(1))
    wait('plain', 5)
    idle('ana')
    expect(matches(20)).toEqual(['ana-plain'])
  })

  test('nobody waits behind a contact that asks for somebody else', () => {
    const { idle, wait, matches } = desk()
    wait('special', 1, french(1))
    wait('plain', 5)
    idle('ana')
    expect(matches(20)).toEqual(['ana-plain'])
  })

  test('put in again without it, the contact keeps its age and goes to anybody', () => {
    const { idle, wait, matches } = desk()
    wait('special', 1, french(1))
    idle('ana')
    expect(matches(20)).toEqual([])
    wait('special', 1)
    expect(matches(20)).toEqual(['ana-special'])
  })

  test('a skill that is learnt or lost while waiting counts at once', () => {
    const { router, idle, wait, matches } = desk()
    idle('ana')
    wait('c', 1, french(2, 3))
    for (const level of [1, 4]) {
      router.setSkills('ana', speaks(level))
      expect(matches(2)).toEqual([])
    }
    router.setSkills('ana', speaks(3))
    expect(matches(2)).toEqual(['ana-c'])
  })

  test('a preferred agent is waited for while others are idle', () => {
    const { idle, wait, matches } = desk()
    idle('ana')
    wait('c', 1, { agents: ['ben'] })
    expect(matches(2)).toEqual([])
    idle('ben', 5)
    expect(matches(6)).toEqual(['ben-c'])
  })
})

test('an agent who is gone gets nothing, and a contact who is gone is given to nobody', () => {
  const { router, idle, wait, matches } = centre(['a', 1, 0])
  idle('ana')
  router.removeIdle('ana', VOICE)
  wait('c', 'a', 0)
  expect(matches(1)).toEqual([])
  expect(router.dequeue('c')).toBe(true)
  expect(router.dequeue('c')).toBe(false)
  idle('ben')
  expect(matches(2)).toEqual([])
})

test('no moment is waited for when nobody is idle to use it', () => {
  const { router, idle, wait } = centre(['a', 1, 30])
  wait('c', 'a', 100)
  expect(router.nextDeadline(100)).toBeUndefined()
  idle('ana')
  expect(router.nextDeadline(100)).toBe(130)
  router.removeIdle('ana', VOICE)
  expect(router.nextDeadline(100)).toBeUndefined()
})

test('an agent idle on two channels is matched on each by itself', () => {
  const router = new PriorityRouter()
  const queue = (channel: string) => ({ queueId: 'a', channel, priority: 1, delayMs: 0 })
  router.setProfile('p', [queue('VOICE'), queue('CHAT')])
  for (const channel of ['VOICE', 'CHAT']) {
    router.setIdle({ agentId: 'ana', routingProfileId: 'p', channel, idleSince: 0 })
    router.enqueue({ contactId: channel, queueId: 'a', channel, priority: 5, enqueuedAt: 0 })
  }
  expect(allMatches(router, 1).map(each => each.contactId)).toEqual(['CHAT', 'VOICE'])
})

/** The rules said as plainly as possible: every pair is looked at every time. */
class NaiveRouter implements Router {
  readonly #profiles = new Map<string, readonly RoutingProfileQueue[]>()
  #idle: RoutableAgent[] = []
  #waiting: RoutableContact[] = []
  readonly #skills = new Map<string, Skills>()

  setProfile(id: string, queues: readonly RoutingProfileQueue[]): void {
    this.#profiles.set(id, queues)
  }
  removeProfile(id: string): void {
    this.#profiles.delete(id)
  }
  setIdle(agent: RoutableAgent): void {
    this.removeIdle(agent.agentId, agent.channel)
    this.#idle.push(agent)
  }
  setSkills(agentId: string, skills: Skills): void {
    this.#skills.set(agentId, skills)
  }
  forgetAgent(agentId: string): void {
    this.#skills.delete(agentId)
    this.#idle = this.#idle.filter(each => each.agentId !== agentId)
  }
  removeIdle(agentId: string, channel: string): void {
    this.#idle = this.#idle.filter(each => each.agentId !== agentId || each.channel !== channel)
  }
  enqueue(contact: RoutableContact): void {
    this.dequeue(contact.contactId)
    this.#waiting.push(contact)
  }
  dequeue(contactId: string): boolean {
    const before = this.#waiting.length
    this.#waiting = this.#waiting.filter(each => each.contactId !== contactId)
    return this.#waiting.length < before
  }
  nextMatch(now: number): Match | undefined {
    const agents = this.#idle.toSorted(
      (a, b) =>
        a.idleSince - b.idleSince || order(a.agentId, b.agentId) || order(a.channel, b.channel),
    )
    for (const agent of agents) {
      const [best] = this.#pairs(agent)
        .filter(
          ({ queue, contact }) => queue.delayMs === 0 || now - contact.enqueuedAt >= queue.delayMs,
        )
        .toSorted(
          (a, b) =>
            a.queue.priority - b.queue.priority ||
            a.contact.priority - b.contact.priority ||
            a.contact.enqueuedAt - b.contact.enqueuedAt ||
            order(a.contact.contactId, b.contact.contactId),
        )
      if (!best) continue
      this.removeIdle(agent.agentId, agent.channel)
      this.dequeue(best.contact.contactId)
      return { agentId: agent.agentId, contactId: best.contact.contactId }
    }
    return undefined
  }
  nextDeadline(now: number): number | undefined {
    const times = this.#idle
      .flatMap(agent => this.#pairs(agent))
      .filter(({ queue }) => queue.delayMs > 0)
      .map(({ queue, contact }) => contact.enqueuedAt + queue.delayMs)
      .filter(time => time > now)
    return times.length === 0 ? undefined : Math.min(...times)
  }
  #pairs(agent: RoutableAgent) {
    return (this.#profiles.get(agent.routingProfileId) ?? [])
      .filter(queue => queue.channel === agent.channel)
      .flatMap(queue =>
        this.#waiting
          .filter(each => each.queueId === queue.queueId && each.channel === queue.channel)
          .filter(
            ({ criterion }) =>
              !criterion ||
              meets(criterion, agent.agentId, this.#skills.get(agent.agentId) ?? new Map()),
          )
          .map(contact => ({ queue, contact })),
      )
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

type Move = (router: Router, now: number) => unknown

const id = (prefix: string, count: number) =>
  fc.integer({ min: 1, max: count }).map(n => prefix + n)
const channel = fc.constantFrom('VOICE', 'CHAT')
const queues = fc.uniqueArray(
  fc.record({
    queueId: id('q', 4),
    channel,
    priority: fc.integer({ min: 1, max: 3 }),
    delayMs: fc.constantFrom(0, 0, 5, 20),
  }),
  { selector: each => `${each.queueId} ${each.channel}`, maxLength: 6 },
)
const age = fc.integer({ min: -10, max: 30 })
const skill = fc.constantFrom('fr', 'de', 'aws').map(value => skillName('skill', value))
const level = fc.integer({ min: 1, max: 5 })
const skills = fc.array(fc.tuple(skill, level), { maxLength: 3 }).map(pairs => new Map(pairs))
const criterion = fc.letrec<{ one: Criterion }>(tie => ({
  one: fc.oneof(
    { depthSize: 'small' },
    fc.record({ skill, min: level, max: fc.constantFrom(3, 5) }),
    fc.record({ agents: fc.array(id('a', 5), { maxLength: 2 }) }),
    fc.record({ all: fc.array(tie('one'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('one'), { maxLength: 3 }) }),
    fc.record({ not: tie('one') }),
  ),
})).one

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.tuple(id('p', 3), queues).map(
      ([p, q]) =>
        (r: Router) =>
          r.setProfile(p, q),
    ),
  },
  { weight: 1, arbitrary: id('p', 3).map(p => (r: Router) => r.removeProfile(p)) },
  {
    weight: 6,
    arbitrary: fc.record({ agentId: id('a', 5), routingProfileId: id('p', 3), channel, age }).map(
      ({ age, ...agent }) =>
        (r: Router, now: number) =>
          r.setIdle({ ...agent, idleSince: now - age }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(id('a', 5), channel).map(
      ([a, c]) =>
        (r: Router) =>
          r.removeIdle(a, c),
    ),
  },
  {
    weight: 8,
    arbitrary: fc
      .record({
        contactId: id('c', 12),
        queueId: id('q', 4),
        channel,
        priority: fc.integer({ min: 1, max: 7 }),
        age,
        asked: fc.option(criterion, { nil: undefined, freq: 1 }),
      })
      .map(
        ({ age, asked, ...contact }) =>
          (r: Router, now: number) =>
            r.enqueue({
              ...contact,
              enqueuedAt: now - age,
              ...(asked && { criterion: asked }),
            }),
      ),
  },
  { weight: 2, arbitrary: id('c', 12).map(c => (r: Router) => r.dequeue(c)) },
  {
    weight: 2,
    arbitrary: fc.tuple(id('a', 5), skills).map(
      ([a, s]) =>
        (r: Router) =>
          r.setSkills(a, s),
    ),
  },
  { weight: 1, arbitrary: id('a', 5).map(a => (r: Router) => r.forgetAgent(a)) },
)

const story = fc.array(
  fc.record({ wait: fc.nat(8), moves: fc.array(move, { maxLength: 4 }), single: fc.boolean() }),
  { maxLength: 25 },
)

test('in thousands of random stories it decides as the rules say', () => {
  fc.assert(
    fc.property(story, steps => {
      const [router, naive] = [new PriorityRouter(), new NaiveRouter()]
      let now = 1000
      for (const { wait, moves, single } of steps) {
        now += wait
        for (const each of moves) expect(each(router, now)).toEqual(each(naive, now))
        if (single) {
          expect(router.nextMatch(now)).toEqual(naive.nextMatch(now))
          continue
        }
        expect(allMatches(router, now)).toEqual(allMatches(naive, now))
        expect(router.nextDeadline(now)).toBe(naive.nextDeadline(now))
      }
    }),
    { numRuns: 2000, seed: 20261121 },
  )
})
