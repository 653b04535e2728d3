// What every outbox promises, whatever it is kept in.
import { describe, expect, test } from 'vitest'
import type { CentreEvent } from '../../src/core/event.ts'
import { wholeAgentEvent } from '../../src/store/kept-agent-event.ts'
import { kept } from '../../src/store/memory/memory-outbox.ts'
import type { Outbox } from '../../src/store/outbox.ts'
import { agentEvent, contact, entry, type OpenStore, recordOf } from './journal-contract.ts'

/** @param open makes the caller the owner of one instance, new and empty at its first call. */
export function outboxContract(
  name: string,
  create: () => () => Promise<OpenStore & { readonly outbox: Outbox }>,
): void {
  describe(name, () => {
    test('gives what each entry brought, in order: contact events, facts, final records and agent events', async () => {
      const { journal, outbox } = await create()()
      const ended = contact('c1', { agentId: 'ana', record: { ContactId: 'c1', List: [1, null] } })
      const begun = contact('c1', { final: false })
      await journal.append([entry(1, contactEvent('c1')), entry(2, recordOf(begun)), entry(3)])
      await journal.append([entry(4, contactEvent('c1'), agentEvent('ana', 'LOGIN'), fact())])
      await journal.append([
        entry(5, recordOf(ended), agentEvent('ana', 'LOGOUT', 'LOGIN')),
        entry(6),
      ])
      const read = await outbox.read(0, 100)
      expect(read.map(({ seq, events }) => [seq, events.map(each => each.type).sort()])).toEqual([
        [1, ['contact.event']],
        [4, ['agent.event', 'contact.event', 'fact']],
        [5, ['agent.event', 'contact.record']],
        [6, []],
      ])
      expect(read[0]?.at).toBe(1001)
      expect(read[1]?.events).toContainEqual(fact())
      expect(read[2]?.events).toContainEqual(kept(recordOf(ended))[0])
      const [login, logout] = read
        .flatMap(({ events }) => events)
        .flatMap(event => (event.type === 'agent.event' ? [wholeAgentEvent(event)] : []))
      expect(login?.PreviousAgentSnapshot).toBeNull()
      expect(login?.CurrentAgentSnapshot).toMatchObject({ Configuration: { Username: 'ana' } })
      expect(logout?.PreviousAgentSnapshot).toEqual(login?.CurrentAgentSnapshot)
    })

    test('what a rule tells is told', async () => {
      const { journal, outbox } = await create()()
      await journal.append([entry(1, ruleEvent())])
      expect((await outbox.read(0, 9)).flatMap(({ events }) => events)).toEqual([ruleEvent()])
    })

    test('reads on from any entry, also in the middle of a batch, and by few at a time', async () => {
      const { journal, outbox } = await create()()
      await journal.append([1, 2, 3, 4].map(seq => entry(seq, contactEvent(`c${seq}`))))
      await journal.append([entry(5, contactEvent('c5'))])
      const numbers = async (after: number, limit: number) =>
        (await outbox.read(after, limit)).map(({ seq }) => seq)
      expect(await numbers(0, 2)).toEqual([1, 2])
      expect(await numbers(2, 2)).toEqual([3, 4])
      expect(await numbers(3, 9)).toEqual([4, 5])
      expect(await numbers(5, 9)).toEqual([])
    })

    test('a record that is written again comes again, and only as it is last', async () => {
      const { journal, outbox } = await create()()
      await journal.append([entry(1, recordOf(contact('c1', {})))])
      const [first] = await outbox.read(0, 9)
      expect(first?.events).toHaveLength(1)
      await journal.append([entry(2, recordOf(contact('c1', { record: { Note: 'later' } })))])
      expect((await outbox.read(1, 9))[0]?.events).toEqual(
        kept(recordOf(contact('c1', { record: { Note: 'later' } }))),
      )
    })

    test('a reader goes on where it was, after a restart as well, and never back', async () => {
      const open = create()
      const { journal, outbox } = await open()
      await journal.append([entry(1), entry(2), entry(3)])
      expect(await outbox.position('files')).toBe(0)
      await outbox.passed('files', 2)
      await outbox.passed('files', 1)
      const later = await open()
      expect(await later.outbox.position('files')).toBe(2)
      expect(await later.outbox.position('other')).toBe(0)
      expect([...(await later.outbox.positions())]).toEqual([
        ['files', 2],
        ['other', 0],
      ])
    })

    test('what a reader has not passed is kept, until the reader is forgotten', async () => {
      const { journal, outbox } = await create()()
      await outbox.position('slow')
      for (let seq = 1; seq <= 5; seq++) await journal.append([entry(seq, contactEvent('c'))])
      await outbox.passed('slow', 1)
      for (const seq of [3, 4]) await journal.putSnapshot(seq, '{}')
      expect(await outbox.extent()).toEqual({ oldest: 2, newest: 5 })
      expect((await outbox.read(1, 1))[0]?.seq).toBe(2)
      await outbox.forget('slow')
      await outbox.passed('slow', 2)
      await journal.putSnapshot(5, '{}')
      expect(await outbox.extent()).toEqual({ oldest: 5, newest: 5 })
      expect(await outbox.position('new')).toBe(4)
    })

    test('who waits is told of what is appended, and of nothing after its time', async () => {
      const { journal, outbox } = await create()()
      await journal.append([entry(1)])
      await outbox.wait(1, 20)
      const told = outbox.wait(1, 60_000)
      await outbox.extent()
      await journal.append([entry(2)])
      await told
      await outbox.wait(1, 60_000)
    })
  })
}

function contactEvent(contactId: string): CentreEvent {
  return {
    type: 'contact.event',
    event: { eventType: 'QUEUED', at: 1, contactId } as Extract<
      CentreEvent,
      { type: 'contact.event' }
    >['event'],
  }
}

function ruleEvent(): CentreEvent {
  return {
    type: 'rule.event',
    event: {
      at: 1,
      ruleId: 'r1',
      ruleName: 'Low scores',
      actionName: 'Tell',
      detailType: 'Evaluations',
      resources: [],
      detail: { evaluationId: 'e1' },
    },
  }
}

function fact(): CentreEvent {
  return {
    type: 'fact',
    fact: {
      kind: 'agentState',
      agentId: 'ana',
      statusId: 's',
      statusName: 'Available',
      statusType: 'ROUTABLE',
      activity: 'idle',
      from: 1,
      until: 2,
    },
  }
}
