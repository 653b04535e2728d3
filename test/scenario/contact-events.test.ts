// What the outside hears of a contact while it goes on.
import { expect, test } from 'vitest'
import type { ContactEvent } from '../../src/core/event.ts'
import { seconds } from '../../src/core/instant.ts'
import { toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

function told({ events }: TestCentre): ContactEvent[] {
  return events.flatMap(event => (event.type === 'contact.event' ? [event.event] : []))
}

test('a task that is changed, put aside and taken up says so, each time with what is known by then', async () => {
  const centre = await TestCentre.open()
  centre.ready('agent1')
  const basic = centre.id('queue', 'BasicQueue')
  const contactId = centre.task(centre.publish('To the queue', toQueue(basic)))
  centre.does('agent1', 'accept')
  centre.tell({ type: 'contact.tag', contactId, tags: { team: 'blue' } })
  centre.tell({ type: 'contact.updateAttributes', contactId, attributes: { vip: 'yes' } })
  centre.tell({ type: 'task.pause', contactId })
  centre.tell({ type: 'task.resume', contactId })
  centre.does('agent1', 'hangUp')
  centre.clock.advance(seconds(5))
  centre.does('agent1', 'clear')
  const events = told(centre)
  expect(events.map(({ eventType }) => eventType)).toEqual([
    'INITIATED',
    'CONNECTED_TO_SYSTEM',
    'QUEUED',
    'CONNECTED_TO_AGENT',
    'CONTACT_DATA_UPDATED',
    'CONTACT_DATA_UPDATED',
    'PAUSED',
    'RESUMED',
    'DISCONNECTED',
    'COMPLETED',
  ])
  expect(events[3]?.tags).not.toHaveProperty('team')
  const last = events.at(-1)
  expect(last).toMatchObject({ tags: { team: 'blue' }, initiatedAt: events[0]?.at })
  expect((last?.afterContactWorkEndedAt ?? 0) - (last?.agentLeftAt ?? 0)).toBe(seconds(5))
})
