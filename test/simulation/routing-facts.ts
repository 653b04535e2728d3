// What the core writes down of offers and stays in queues, held against what else it said and counted.
import { expect } from 'vitest'
import type { CentreEvent, ContactEventType } from '../../src/core/event.ts'
import type { FactKind, FactOf } from '../../src/core/metrics/fact.ts'
import type { TestCentre } from '../support/test-centre.ts'

export function factsOf<K extends FactKind>(events: readonly CentreEvent[], kind: K): FactOf<K>[] {
  return events.flatMap(event =>
    event.type === 'fact' && event.fact.kind === kind ? [event.fact as unknown as FactOf<K>] : [],
  )
}

/** When everything is over: every offer has one fact, every stay in a queue one, and none touch wrongly. */
export function expectRoutingFacts(centre: TestCentre): void {
  const { events } = centre
  const { counters } = centre.centre
  const offers = factsOf(events, 'offer')
  expect(offers, 'a fact for every offer').toHaveLength(counters.offers_made)
  for (const outcome of ['accepted', 'rejected', 'missed', 'failed', 'withdrawn'] as const) {
    const count = offers.filter(each => each.outcome === outcome).length
    expect(count, `offers ${outcome}`).toBe(counters[`offers_${outcome}`])
  }
  for (const { offeredAt, endedAt } of offers) expect(endedAt).toBeGreaterThanOrEqual(offeredAt)
  const stays = byContact(factsOf(events, 'queueStay'))
  const queued = told(events, 'QUEUED')
  for (const contactId of new Set([...stays.keys(), ...queued.keys()])) {
    expectStays(stays.get(contactId) ?? [], queued.get(contactId) ?? 0)
  }
  expectHandled(events)
}

/** A contact stands in one queue after the other; one whose customer was not reached comes back by itself. */
function expectStays(stays: readonly FactOf<'queueStay'>[], queued: number): void {
  const returns = stays.slice(0, -1).filter(({ outcome }) => outcome === 'callback').length
  expect(stays.length - returns, 'a stay for every time it was queued').toBe(queued)
  stays.forEach((stay, index) => {
    expect(stay.leftAt).toBeGreaterThanOrEqual(stay.enqueuedAt)
    const before = stays[index - 1]
    if (before) expect(stay.enqueuedAt).toBeGreaterThanOrEqual(before.leftAt)
  })
}

/** Whoever was connected to an agent, other than by the agent's own call, came out of a queue. */
function expectHandled(events: readonly CentreEvent[]): void {
  const own = new Set(
    events.flatMap(event =>
      event.type === 'contact.event' && event.event.initiationMethod === 'OUTBOUND'
        ? [event.event.contactId]
        : [],
    ),
  )
  const connected = [...told(events, 'CONNECTED_TO_AGENT')].filter(([id]) => !own.has(id))
  const handled = factsOf(events, 'queueStay').filter(({ outcome }) => outcome === 'handled')
  expect(handled, 'stays that ended with an agent').toHaveLength(
    connected.reduce((sum, [, times]) => sum + times, 0),
  )
}

/** How often the outside was told this of each contact. */
function told(events: readonly CentreEvent[], type: ContactEventType): Map<string, number> {
  const times = new Map<string, number>()
  for (const event of events) {
    if (event.type !== 'contact.event' || event.event.eventType !== type) continue
    const { contactId } = event.event
    times.set(contactId, (times.get(contactId) ?? 0) + 1)
  }
  return times
}

function byContact(stays: readonly FactOf<'queueStay'>[]): Map<string, FactOf<'queueStay'>[]> {
  const grouped = new Map<string, FactOf<'queueStay'>[]>()
  for (const stay of stays) {
    const others = grouped.get(stay.contactId)
    if (others) others.push(stay)
    else grouped.set(stay.contactId, [stay])
  }
  return grouped
}
