import { expect, test } from 'vitest'
import { type DescribedContact, eventsOf, lengthsOf } from './contact-events.ts'

const CALL: DescribedContact = {
  Id: 'c',
  InitiationTimestamp: 100,
  ConnectedToSystemTimestamp: 101,
  QueueInfo: { Id: 'q', EnqueueTimestamp: 110 },
  AgentInfo: {
    Id: 'a',
    ConnectedToAgentTimestamp: 130,
    AfterContactWorkStartTimestamp: 200,
    AfterContactWorkEndTimestamp: 215,
    AfterContactWorkDuration: 15,
    AgentInitiatedHoldDuration: 5,
  },
  DisconnectTimestamp: 200,
}

test('a call is told from its beginning to the end of after-contact work', () => {
  const told = eventsOf(CALL, { queue: 'Sales', agent: 'ana' })
  expect(told.map(({ at }) => at)).toEqual([100, 101, 110, 130, 200, 200, 215])
  expect(told[2]?.text).toContain('Sales')
  expect(told[3]?.text).toContain('ana')
})

test('lengths are those between what happened', () => {
  expect(lengthsOf(CALL)).toEqual({ waited: 20, talked: 70, held: 5, afterWork: 15 })
})

test('a caller who gave up waited until then, and talked to nobody', () => {
  const { AgentInfo: _, ...gaveUp } = CALL
  expect(lengthsOf(gaveUp)).toEqual({
    waited: 90,
    talked: undefined,
    held: undefined,
    afterWork: undefined,
  })
})
