// What the router says of its decisions: who else was in line, and what else there was.
import { expect, test } from 'vitest'
import { Chance } from '../chance.ts'
import { type Criterion, meets, skillName } from './criterion.ts'
import { PriorityRouter } from './priority-router.ts'

const NOW = 100_000
const channel = 'VOICE'
const spanish: Criterion = { skill: skillName('language', 'Spanish'), min: 3, max: 5 }

test('of many agents the first ten who could have the contact are named, in their order', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const chance = new Chance([seed, 2, 3, 4])
    const router = new PriorityRouter()
    const served = (profile: string) => profile !== 'other'
    for (const profile of ['quick', 'slow', 'other']) {
      const queueId = served(profile) ? 'sales' : 'support'
      const delayMs = profile === 'slow' ? 60_000 : 0
      router.setProfile(profile, [{ queueId, channel, priority: 1, delayMs }])
    }
    const agents = Array.from({ length: 200 }, (_, n) => ({
      agentId: `agent-${n}`,
      routingProfileId: ['quick', 'slow', 'other'][chance.below(3)] ?? '',
      channel,
      idleSince: chance.below(50) * 1000,
      level: chance.below(6),
    }))
    for (const agent of agents) {
      router.setSkills(agent.agentId, new Map([[spanish.skill, agent.level]]))
      router.setIdle(agent)
    }
    for (const enqueuedAt of [NOW, NOW - 60_000]) {
      for (const criterion of [undefined, spanish]) {
        const contact = {
          contactId: 'c',
          queueId: 'sales',
          channel,
          priority: 5,
          enqueuedAt,
          ...(criterion && { criterion }),
        }
        const expected = agents
          .filter(each => served(each.routingProfileId))
          .filter(each => each.routingProfileId !== 'slow' || enqueuedAt <= NOW - 60_000)
          .filter(
            each =>
              !criterion || meets(criterion, each.agentId, new Map([[spanish.skill, each.level]])),
          )
          .sort((a, b) => a.idleSince - b.idleSince || (a.agentId < b.agentId ? -1 : 1))
        router.enqueue(contact)
        const named = router.candidatesFor(contact, NOW, 10).map(({ agentId }) => agentId)
        expect(named).toEqual(expected.slice(0, 10).map(({ agentId }) => agentId))
        expect(named[0]).toBe(expected[0]?.agentId)
        router.dequeue('c')
      }
    }
  }
})

test('after a match it is known what the agent would have been given instead', () => {
  const router = new PriorityRouter()
  const queue = (queueId: string, priority: number) => ({ queueId, channel, priority, delayMs: 0 })
  router.setProfile('p', [queue('sales', 1), queue('support', 2)])
  for (const [contactId, queueId, enqueuedAt] of [
    ['old', 'support', 1],
    ['young', 'sales', 9],
  ] as const) {
    router.enqueue({ contactId, queueId, channel, priority: 5, enqueuedAt })
  }
  router.setIdle({ agentId: 'ana', routingProfileId: 'p', channel, idleSince: 0 })
  expect(router.nextMatch(NOW)?.contactId).toBe('young')
  expect(router.runnerUp('ana', channel, NOW)).toEqual({
    contactId: 'old',
    queueId: 'support',
    queuePriority: 2,
    priority: 5,
    enqueuedAt: 1,
  })
  router.dequeue('old')
  expect(router.runnerUp('ana', channel, NOW)).toBeUndefined()
})
