// What history must be, whatever has happened: every contact written down once, agents' time without
// gap or overlap, and sums that agree with the centre's own counters.
import { expect } from 'vitest'
import type { TestCentre } from '../support/test-centre.ts'
import { factsOf } from './routing-facts.ts'

/** At the end, when no contact is left. */
export function expectHistory(centre: TestCentre): void {
  expectContacts(centre)
  expectAgents(centre)
  for (const flow of factsOf(centre.events, 'flow'))
    expectOrder(flow, [flow.startedAt, flow.endedAt])
}

function expectContacts(centre: TestCentre): void {
  const facts = factsOf(centre.events, 'contact')
  const ids = facts.map(({ contactId }) => contactId).sort(byText)
  expect(ids, 'one fact for each contact').toEqual(
    centre.finals.map(({ contactId }) => contactId).sort(byText),
  )
  const { counters } = centre.centre
  const abandoned = facts.filter(fact => fact.abandoned).length
  expect(abandoned, 'abandoned').toBe(counters.contacts_abandoned)
  for (const fact of facts) {
    expectOrder(fact, [fact.initiatedAt, fact.disconnectedAt, fact.endedAt])
    expectOrder(fact, [fact.connectedToAgentAt, fact.agentLeftAt, fact.afterContactWorkEndedAt])
    const talkMs = (fact.agentLeftAt ?? 0) - (fact.connectedToAgentAt ?? 0)
    expect(fact.holdMs, 'hold within the talk').toBeLessThanOrEqual(talkMs)
    if (fact.connectedToAgentAt !== undefined) expect(fact.agentLeftAt).toBeDefined()
  }
}

function expectAgents(centre: TestCentre): void {
  const untils = new Map<string, number>()
  const gaps = new Map<string, number>()
  for (const fact of factsOf(centre.events, 'agentState')) {
    expect(fact.until, 'a stretch has a length').toBeGreaterThan(fact.from)
    const before = untils.get(fact.agentId) ?? fact.from
    expect(fact.from, 'no overlap').toBeGreaterThanOrEqual(before)
    if (fact.from > before) gaps.set(fact.agentId, (gaps.get(fact.agentId) ?? 0) + 1)
    untils.set(fact.agentId, fact.until)
  }
  // What goes on now goes on from the last.
  for (const { agentId, from } of centre.centre.view.openStretches(centre.clock.now())) {
    const before = untils.get(agentId) ?? from
    expect(from, 'no overlap').toBeGreaterThanOrEqual(before)
    if (from > before) gaps.set(agentId, (gaps.get(agentId) ?? 0) + 1)
  }
  for (const [agentId, count] of gaps) {
    const deleted = centre.inputs.filter(
      ({ input }) => input.type === 'config.delete' && input.id === agentId,
    )
    expect(count, 'gaps only while somebody was not there').toBeLessThanOrEqual(deleted.length)
  }
}

function expectOrder(fact: object, instants: readonly (number | undefined)[]): void {
  const known = instants.filter(each => each !== undefined)
  const sorted = [...known].sort((one, other) => one - other)
  expect(known, JSON.stringify(fact)).toEqual(sorted)
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
