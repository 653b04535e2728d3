import { describe, expect, test } from 'vitest'
import type { CentreEvent } from '../../src/core/event.ts'
import { MemoryDisk, openMemoryStore } from '../../src/store/memory/memory-store.ts'
import { type RecordedEntry, Traffic, TWIN_INSTANCE, TWIN_SEED } from '../../src/twin/traffic.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import { type HistoryEntry, type HistoryHead, historyLines, readLine } from './history.ts'
import { HistoryChecker, type Violation } from './history-checker.ts'
import { recorded } from './recorded.ts'

const HEAD: HistoryHead = { instanceId: TWIN_INSTANCE, seed: TWIN_SEED }

/** A small busy centre: contacts wait, give up, find the queue full, and are transferred. */
function simulated(): HistoryEntry[] {
  const entries: RecordedEntry[] = []
  const exponential = (seconds: number) =>
    ({ kind: 'exponential', meanMs: seconds * 1000 }) as const
  const traffic = new Traffic(
    {
      classes: [
        {
          name: 'sales',
          arrivalsPerHour: 200,
          handling: exponential(60),
          patience: exponential(90),
          maxContactsInQueue: 5,
          transfer: { probability: 0.2, to: 'support' },
        },
        { name: 'support', arrivalsPerHour: 20, handling: exponential(100) },
      ],
      groups: [
        { name: 'one', agents: 2, concurrency: 1, serves: [{ name: 'sales', priority: 1 }] },
        {
          name: 'both',
          agents: 1,
          concurrency: 2,
          serves: [
            { name: 'support', priority: 1 },
            { name: 'sales', priority: 2, delayMs: 20_000 },
          ],
        },
      ],
    },
    5,
    { record: entry => entries.push(entry) },
  )
  traffic.run(400)
  return entries
}

const clean = simulated()

function check(entries: readonly HistoryEntry[], head?: HistoryHead) {
  const checker = new HistoryChecker(head)
  // As from a file: nothing but JSON gets in.
  for (const line of historyLines(entries)) checker.take(readLine(line) as HistoryEntry)
  checker.finish()
  return checker
}

/** The contact's own story, event by event. */
function eventsOf(contactId: string): string[] {
  return clean.flatMap(({ events = [] }) =>
    events.flatMap(event =>
      event.type === 'contact.event' && event.event.contactId === contactId
        ? [event.event.eventType]
        : [],
    ),
  )
}

const contactIds = [...new Set(JSON.stringify(clean).match(/"c\d+"/g))].map(each =>
  each.slice(1, -1),
)
const handled = contactIds.filter(
  id =>
    eventsOf(id).join().endsWith('DISCONNECTED,COMPLETED') &&
    eventsOf(id).includes('CONNECTED_TO_AGENT'),
)
const contactId = handled[100] ?? ''

test('a clean history of a simulation, of the core and of a journal has no violations', async () => {
  const centre = await TestCentre.open()
  centre.ready('agent1', 'supervisor')
  for (const from of ['+15557001', '+15557002', '+15557003']) {
    const caller = centre.call(from)
    centre.choose(caller, '1')
    centre.clock.advance(5000)
  }
  centre.does('agent1', 'accept')
  centre.clock.advance(200_000)
  const head: HistoryHead = {
    instanceId: '11111111-1111-4111-8111-111111111111',
    seed: [1, 2, 3, 4],
  }
  const voice = recorded(head, centre.inputs)
  const disk = new MemoryDisk()
  const entries = voice.map(({ at, input, events = [] }, n) => ({ seq: n + 1, at, input, events }))
  await openMemoryStore(disk).journal.append(entries)
  const journal = disk.entries.map(line => readLine(line) as HistoryEntry)
  for (const [history, of] of [
    [clean, HEAD],
    [voice, head],
    [journal, head],
  ] as const) {
    for (const known of [of, undefined]) {
      const checker = check(history, known)
      expect(checker.violations).toEqual([])
      expect(checker.contacts).toBeGreaterThan(2)
      expect(checker.knowsOrder).toBe(true)
    }
  }
})

type Kind = Violation['kind']

describe.each([
  ['by its events alone', undefined],
  ['played again', HEAD],
] as const)('a history %s', (_, head) => {
  const expectFound = (entries: readonly HistoryEntry[], kind: Kind, of: Partial<Violation>) => {
    const found = check(entries, head).violations.filter(each => each.kind === kind)
    expect(found).toContainEqual(expect.objectContaining(of))
  }

  test('a contact that a second agent is offered while the first has it is a double offer', () => {
    const agentId = 'one-1'
    const index = clean.findIndex(entry => shows(entry, contactId, 'CONNECTED'))
    const holder = agentEventOf(clean[index] as HistoryEntry)
    const other = holder.agentId === agentId ? 'one-0' : agentId
    const text = JSON.stringify({ ...holder, agentId: other }).replace(
      '"CONNECTED"',
      '"CONNECTING"',
    )
    const planted = [
      ...clean.slice(0, index + 1),
      {
        at: clean[index]?.at ?? 0,
        input: { type: 'time.passed' as const },
        events: [JSON.parse(text)],
      },
      ...clean.slice(index + 1),
    ]
    expectFound(planted, 'double offer', { contactId, agentId: other })
  })

  test('an agent who is offered more than the routing profile allows is a double offer', () => {
    const profile = clean.findIndex(
      ({ input }) =>
        input.type === 'config.put' && input.kind === 'routing-profile' && input.id === 'both',
    )
    const text = JSON.stringify(clean[profile]).replace('"Concurrency":2', '"Concurrency":1')
    const planted = clean.with(profile, JSON.parse(text) as HistoryEntry)
    const found = check(planted).violations
    expect(found.map(each => each.kind)).toContain('double offer')
    expect(found.every(each => each.agentId === 'both-0')).toBe(true)
  })

  test('a contact without a final record is lost', () => {
    const planted = clean.map(entry => ({
      ...entry,
      events:
        entry.events?.filter(
          event => event.type !== 'contact.record' || event.row.contactId !== contactId,
        ) ?? [],
    }))
    expectFound(planted, 'lost contact', { contactId })
  })

  test('a contact of which nothing is heard after it was queued is found', () => {
    const planted = clean.map(entry => ({
      ...entry,
      events: (entry.events ?? []).flatMap((event): readonly CentreEvent[] => {
        if (event.type === 'agent.event') return [without(event, contactId)]
        const isLater =
          event.type !== 'contact.event' || !['INITIATED', 'QUEUED'].includes(event.event.eventType)
        return isLater && JSON.stringify(event).includes(`"${contactId}"`) ? [] : [event]
      }),
    }))
    const { violations } = check(planted, head)
    expect(violations.filter(each => each.contactId === contactId)).not.toEqual([])
  })

  test('a contact with two final records', () => {
    const planted = clean.map(entry => ({
      ...entry,
      events: (entry.events ?? []).flatMap(event =>
        event.type === 'contact.record' && event.row.contactId === contactId
          ? [event, event]
          : [event],
      ),
    }))
    expectFound(planted, 'second final record', { contactId })
  })

  test.each(['CONNECTING', 'CONNECTED'])('an agent who stays %s for ever is stuck', state => {
    const index = clean.findIndex(entry => shows(entry, contactId, state))
    const { agentId } = agentEventOf(clean[index] as HistoryEntry)
    const planted = clean.map((entry, n) => ({
      ...entry,
      events: (entry.events ?? []).filter(
        event => n <= index || event.type !== 'agent.event' || event.agentId !== agentId,
      ),
    }))
    expectFound(planted, 'stuck agent', { contactId, agentId })
  })

  test('a contact that is served before one that has waited longer', () => {
    // Two that waited at the same time and were answered one after the other are told the other way round.
    const [older, younger] = neighbours()
    const planted = clean.map(entry => {
      const events = (entry.events ?? []).map(event => {
        if (
          event.type === 'contact.event' &&
          ['INITIATED', 'QUEUED'].includes(event.event.eventType)
        )
          return event
        return JSON.parse(
          JSON.stringify(event).replaceAll(/"c\d+"/g, id =>
            id === `"${older}"` ? `"${younger}"` : id === `"${younger}"` ? `"${older}"` : id,
          ),
        )
      })
      return { ...entry, events }
    })
    expectFound(planted, 'wrong order', { contactId: older })
  })
})

test('where flows give priorities and nobody can play them again, order is not judged', () => {
  const content = JSON.stringify({ Actions: [{ Type: 'UpdateContactRoutingBehavior' }] })
  const flow = {
    type: 'config.put',
    kind: 'contact-flow',
    id: 'f',
    document: { Content: content },
  } as const
  expect(check([{ at: 0, input: flow }]).knowsOrder).toBe(false)
})

function shows(entry: HistoryEntry, contact: string, state: string): boolean {
  return (entry.events ?? []).some(
    event =>
      event.type === 'agent.event' &&
      contactsOf(event).some(each => each.ContactId === contact && each.State === state),
  )
}

type AgentEvent = Extract<NonNullable<HistoryEntry['events']>[number], { type: 'agent.event' }>
interface ShownContact {
  readonly ContactId: string
  readonly State: string
}

function contactsOf({ body }: AgentEvent): readonly ShownContact[] {
  const { Contacts } = body.CurrentAgentSnapshot as unknown as {
    readonly Contacts: readonly ShownContact[]
  }
  return Contacts
}

function agentEventOf({ events = [] }: HistoryEntry): AgentEvent {
  const event = events.find(each => each.type === 'agent.event')
  if (event?.type !== 'agent.event') throw new Error('No agent event.')
  return event
}

function without(event: AgentEvent, contact: string): AgentEvent {
  const copy = JSON.parse(JSON.stringify(event))
  const snapshot = copy.body.CurrentAgentSnapshot
  snapshot.Contacts = snapshot.Contacts.filter((each: ShownContact) => each.ContactId !== contact)
  return copy as AgentEvent
}

/** Two contacts of sales that waited together until both were answered, the older one first. */
function neighbours(): readonly [string, string] {
  const times = new Map<string, { queued?: number; answered?: number }>()
  for (const { events = [] } of clean) {
    for (const event of events) {
      if (event.type !== 'contact.event' || event.event.queueId !== 'sales') continue
      const { contactId: id, eventType, at } = event.event
      if (eventType === 'QUEUED') times.set(id, { queued: at })
      if (eventType === 'CONNECTED_TO_AGENT') times.set(id, { ...times.get(id), answered: at })
    }
  }
  const all = [...times].filter(([, { answered }]) => answered !== undefined)
  for (const [one, { queued = 0, answered = 0 }] of all) {
    for (const [other, second] of all) {
      const waitedTogether =
        queued < (second.queued ?? 0) &&
        (second.queued ?? 0) < answered &&
        answered < (second.answered ?? 0)
      if (waitedTogether) return [one, other]
    }
  }
  throw new Error('Nobody waited together.')
}
