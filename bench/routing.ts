// Row 9, routing decisions: 10,000 agents, 1,000 queues, 100,000 contacts waiting.
//   npx tsx bench/routing.ts
// A decision is: an agent becomes free, gets the right contact, and another contact arrives. The
// peers know no rules: rings in memory show what the machine can do at most, Redis lists what a
// queue server does.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { Chance } from '../src/core/chance.ts'
import { type Criterion, skillName } from '../src/core/routing/criterion.ts'
import { PriorityRouter } from '../src/core/routing/priority-router.ts'
import { type Contender, compare } from './support/compare.ts'
import { cpuSecondsDuring, ownCpuSeconds } from './support/cpu-time.ts'
import { quantile } from './support/statistics.ts'

const AGENTS = 10_000
const QUEUES = 1000
const PROFILES = 300
const QUEUES_PER_PROFILE = 10
const WAITING = 100_000
/** Contacts of a queue that are elsewhere: each comes back after so many others of its queue. */
const AWAY = 16
const DECISIONS = 400_000
const SKILLS = 10
const SKILLS_PER_AGENT = 3
const LATENCY_SAMPLES = 100_000
const REDIS_PORT = '16379'
const REDIS_SERVER = 'redis-server'
const REDIS_BENCHMARK = 'redis-benchmark'
const REDIS_REQUESTS = 400_000

interface Centre {
  decide(): void
}

/**
 * Priorities of queues and contacts, and a delay of 10 s on every fifth queue-channel. Whoever is
 * served is followed by another of the same queue, so that the lines stay as long as they are.
 */
function centreOf(rules: 'all' | 'none', { asking = 0 } = {}): Centre {
  const all = rules === 'all'
  const criteria = criteriaAsked()
  const chance = new Chance([1, 2, 3, 4])
  const router = new PriorityRouter()
  const [queues, profiles, agents] = [ids(QUEUES), ids(PROFILES), ids(AGENTS)]
  const away = ids(QUEUES * AWAY)
  const arrivals = new Int32Array(QUEUES)
  let now = 1_800_000_000_000

  profiles.forEach((profileId, n) => {
    const served = Array.from({ length: QUEUES_PER_PROFILE }, (_, k) => ({
      queueId: one(queues, n * QUEUES_PER_PROFILE + k * 37),
      channel: 'VOICE',
      priority: all ? 1 + chance.below(3) : 1,
      delayMs: all && chance.below(5) === 0 ? 10_000 : 0,
    }))
    router.setProfile(profileId, served)
  })
  const enqueue = (contactId: string, queue: number) => {
    const contact = {
      contactId,
      queueId: one(queues, queue),
      channel: 'VOICE',
      priority: all ? 1 + chance.below(5) : 5,
      enqueuedAt: now,
      ...(chance.below(100) < asking && { criterion: one(criteria, chance.below(SKILLS * 5)) }),
    }
    router.enqueue(contact)
  }
  if (asking > 0) for (const agentId of agents) router.setSkills(agentId, skillsBy(chance))
  ids(WAITING, QUEUES * AWAY).forEach((contactId, n) => {
    now++
    enqueue(contactId, n % QUEUES)
  })
  const profileOf = agents.map((_, n) => one(profiles, n))
  return {
    decide() {
      now++
      const n = chance.below(AGENTS)
      const agentId = one(agents, n)
      const routingProfileId = one(profileOf, n)
      router.setIdle({ agentId, routingProfileId, channel: 'VOICE', idleSince: now })
      const match = router.nextMatch(now)
      if (match?.agentId !== agentId) throw new Error('An agent found nobody waiting.')
      const queue = queueOf(match.contactId)
      const arrival = arrivals[queue] ?? 0
      arrivals[queue] = (arrival + 1) % AWAY
      const slot = arrival * QUEUES + queue
      enqueue(one(away, slot), queue)
      away[slot] = match.contactId
    },
  }
}

/** Every skill at every level. */
function criteriaAsked(): readonly Criterion[] {
  return Array.from({ length: SKILLS * 5 }, (_, n) => {
    return {
      skill: skillName('skill', String(n % SKILLS)),
      min: 1 + Math.floor(n / SKILLS),
      max: 5,
    }
  })
}

function skillsBy(chance: Chance): ReadonlyMap<string, number> {
  return new Map(
    Array.from({ length: SKILLS_PER_AGENT }, () => {
      return [skillName('skill', String(chance.below(SKILLS))), 1 + chance.below(5)] as const
    }),
  )
}

/** One ring per queue: the agent takes the next of its queue, whoever that is. */
function rings(): Centre {
  const chance = new Chance([1, 2, 3, 4])
  const size = 256
  const ring = new Int32Array(QUEUES * size)
  const [heads, tails] = [new Int32Array(QUEUES), new Int32Array(QUEUES).fill(WAITING / QUEUES)]
  let served = 0
  return {
    decide() {
      const queue = chance.below(QUEUES)
      const head = heads[queue] ?? 0
      served ^= ring[queue * size + (head & (size - 1))] ?? 0
      heads[queue] = head + 1
      const tail = tails[queue] ?? 0
      ring[queue * size + (tail & (size - 1))] = served
      tails[queue] = tail + 1
    },
  }
}

function perCpuSecond(name: string, centre: Centre, count: number): Contender {
  for (let n = 0; n < Math.min(count, DECISIONS); n++) centre.decide()
  return {
    name,
    async measure() {
      const cpuSeconds = await ownCpuSeconds(() => {
        for (let n = 0; n < count; n++) centre.decide()
      })
      return count / cpuSeconds
    },
  }
}

function p99Us(name: string, centre: Centre): Contender {
  for (let n = 0; n < DECISIONS; n++) centre.decide()
  const samples = new Float64Array(LATENCY_SAMPLES)
  return {
    name,
    measure() {
      for (let n = 0; n < LATENCY_SAMPLES; n++) {
        const before = performance.now()
        centre.decide()
        samples[n] = (performance.now() - before) * 1000
      }
      return quantile([...samples], 0.99)
    },
  }
}

/** One push and one pop are a decision. Only the server's own CPU time counts. */
async function redisLists(): Promise<(Contender & { stop(): void }) | undefined> {
  if (spawnSync(REDIS_SERVER, ['--version']).error) return undefined
  const options = ['--port', REDIS_PORT, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = spawn(REDIS_SERVER, options, { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(server.stdout, 'data')
  const benchmark = async (...commands: readonly string[]) => {
    const count = String(REDIS_REQUESTS)
    const client = spawn(
      REDIS_BENCHMARK,
      ['-p', REDIS_PORT, '-n', count, '-c', '50', '-q', ...commands],
      { stdio: 'ignore' },
    )
    await once(client, 'exit')
  }
  return {
    name: 'Redis lists (one request at a time per client)',
    async measure() {
      const cpuSeconds = await cpuSecondsDuring([server.pid ?? 0], () =>
        benchmark('-t', 'lpush,rpop'),
      )
      return REDIS_REQUESTS / cpuSeconds
    },
    stop: () => server.kill(),
  }
}

/** Ids like UUIDs, which say at their end which queue they belong to. */
function ids(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, k) => {
    const n = from + k
    const head = (Math.imul(n + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0')
    const queue = String(n % QUEUES).padStart(3, '0')
    return `${head}-5a0f-4c3e-9d41-${n.toString(16).padStart(9, '0')}${queue}`
  })
}

function queueOf(contactId: string): number {
  const end = contactId.length
  const hundreds = contactId.charCodeAt(end - 3) - 48
  const tens = contactId.charCodeAt(end - 2) - 48
  return hundreds * 100 + tens * 10 + contactId.charCodeAt(end - 1) - 48
}

function one<T>(of: readonly T[], n: number): T {
  return of[n % of.length] as T
}

const unit = 'decisions per CPU second'
const full = perCpuSecond('all rules', centreOf('all'), DECISIONS)
await compare({
  row: 9,
  title: 'Routing decisions, all rules',
  unit,
  ours: full,
  peer: perCpuSecond('rings without rules', rings(), DECISIONS * 20),
  floor: { figure: 300_000 },
  goal: { figure: 3_000_000 },
  note: 'The ring knows no agents, priorities, delays or removal: it is the limit, not a competitor.',
})
await compare({
  row: 9,
  title: 'Routing decisions, one priority and no delays',
  unit,
  ours: perCpuSecond('one priority', centreOf('none'), DECISIONS),
  floor: { figure: 300_000 },
  goal: { figure: 3_000_000 },
})
await compare({
  row: 9,
  title: 'Routing decisions, all rules, 30 % of contacts ask for a skill',
  unit,
  ours: perCpuSecond('routing criteria', centreOf('all', { asking: 30 }), DECISIONS / 4),
  goal: { figure: 200_000 },
  note: 'No two agents can do the same, and every skill is asked for at every level: each agent is a group.',
})
await compare({
  row: 9,
  title: 'Time of a decision, 99th percentile',
  unit: 'microseconds',
  better: 'less',
  ours: p99Us('all rules', centreOf('all')),
  floor: { figure: 1000 },
  goal: { figure: 20 },
})
const redis = await redisLists()
if (redis) {
  await compare({
    row: 9,
    title: 'Routing decisions beside Redis',
    unit,
    ours: full,
    peer: redis,
    goal: { ratio: 30 },
    note: 'Redis is reached over a socket and matches nothing; a decision there is one LPUSH and one RPOP.',
  })
  redis.stop()
} else console.log('redis-server is not installed (apt-get install redis-server): not compared.')
