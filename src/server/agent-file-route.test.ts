import { expect, test } from 'vitest'
import { asking } from '../../test/support/ask-route.ts'
import { toQueue } from '../../test/support/flow-actions.ts'
import { TestCentre } from '../../test/support/test-centre.ts'
import { agentFileRoute } from './agent-file-route.ts'
import { Sessions } from './sessions.ts'

test('an agent gets the files of contacts at hand, those that were approved, and nobody else does', async () => {
  const centre = await TestCentre.open()
  const { view } = centre.centre
  const sessions = new Sessions(Buffer.from('secret'), view)
  const ask = asking(
    agentFileRoute({
      clock: centre.clock,
      centre: view,
      sessions,
      attachmentPath: (id, expiresAt) => `/link/${id}/${expiresAt}`,
    }),
    sessions,
    centre,
  )
  centre.ready('agent1')
  const flowId = centre.publish('To queue', toQueue(centre.id('queue', 'BasicQueue')))
  const contactId = centre.task(flowId, {
    references: {
      'note.txt': { Type: 'ATTACHMENT', Value: 'good', Status: 'APPROVED' },
      'bad.txt': { Type: 'ATTACHMENT', Value: 'bad', Status: 'REJECTED' },
      link: { Type: 'STRING', Value: 'other' },
    },
  })
  const get = async (file: string, user = 'agent1', contact = contactId) =>
    (await ask('GET', `/api/agent/contacts/${contact}/files/${file}`, {}, user)).status
  expect(await get('good')).toBe(302)
  for (const file of ['bad', 'other', 'nothing']) expect(await get(file), file).toBe(404)
  expect(await get('good', 'agent2')).toBe(404)
  expect(await get('good', 'agent1', centre.newId())).toBe(404)
})
