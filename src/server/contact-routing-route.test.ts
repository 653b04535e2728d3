import { expect, test } from 'vitest'
import { asking } from '../../test/support/ask-route.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import type { SqlRefusal } from '../analytics/sql-message.ts'
import { contactRoutingRoute } from './contact-routing-route.ts'
import { Sessions } from './sessions.ts'

test('where a contact waits is told also while history has too much to do', async () => {
  const centre = await TestCentre.open()
  const { view } = centre.centre
  const leg = centre.call()
  centre.choose(leg, '1')
  centre.clock.advance(20)
  const sessions = new Sessions(Buffer.from('secret'), view)
  const busy: SqlRefusal = { refused: 'busy', sentence: 'Too many queries run already.' }
  const analytics = { sql: async () => busy }
  const ask = asking(contactRoutingRoute({ centre: view, sessions, analytics }), sessions, centre)
  const [contact] = view.contacts()
  const answer = await ask('GET', `/api/contacts/${contact?.contactId}/routing`)
  expect(answer.status).toBe(200)
  expect(answer.json).toMatchObject({ isComplete: false, waiting: { position: 1 } })
})
