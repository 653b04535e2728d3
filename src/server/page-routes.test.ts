import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { TestCentre } from '../../test/support/test-centre.ts'
import { MemoryDisk, openMemoryStore } from '../store/memory/memory-store.ts'
import { pageRoutes } from './page-routes.ts'
import { Sessions } from './sessions.ts'

test('supervisors see the overview; agents do not', async () => {
  const pages = await openPages()
  expect(await pages.get('supervisor', '/api/overview')).toBe(200)
  expect(await pages.get('qa', '/api/overview')).toBe(200)
  expect(await pages.get('agent1', '/api/overview')).toBe(403)
})

test('a profile of another name that grants nothing shows nothing', async () => {
  const pages = await openPages()
  const { centre } = pages
  centre.tell({
    type: 'config.put',
    kind: 'security-profile',
    id: 'trainee',
    document: { Name: 'Trainee', Permissions: ['BasicAgentAccess'] },
  })
  centre.change('agent', centre.user('agent2'), { SecurityProfileIds: ['trainee'] })
  expect(await pages.get('agent2', '/api/overview')).toBe(403)
  expect(await pages.get('agent2', `/api/contacts/${pages.contactId}/recording`)).toBe(404)
})

test('a recording is for those who may see all contacts, and for the agent who took the call', async () => {
  const pages = await openPages()
  const path = `/api/contacts/${pages.contactId}/recording`
  expect(await pages.get('qa', path)).toBe(200)
  expect(await pages.get('agent1', path)).toBe(200)
  expect(await pages.get('agent2', path)).toBe(404)
})

/** A centre in which agent1 has taken a recorded call. */
async function openPages() {
  const centre = await TestCentre.open()
  const caller = centre.call()
  centre.choose(caller, '1')
  centre.ready('agent1')
  centre.does('agent1', 'accept')
  centre.hearOut(centre.agentLeg('agent1'))
  centre.hangUp(caller)
  centre.does('agent1', 'clear')
  const row = centre.finals[0]
  if (!row) throw new Error('the call has left no record')
  const disk = new MemoryDisk()
  disk.contacts.set(row.contactId, JSON.stringify(row))
  const sessions = new Sessions(Buffer.from('secret'), centre.centre.view)
  const route = pageRoutes({
    clock: centre.clock,
    centre: centre.centre.view,
    contacts: openMemoryStore(disk).contacts,
    blobs: {
      put: async () => {},
      adopt: async () => {},
      get: async () => Buffer.alloc(4),
      size: async () => 4,
      delete: async () => {},
    },
    sessions,
    instanceArn: () => 'arn',
  })
  return {
    centre,
    contactId: row.contactId,
    async get(user: string, path: string): Promise<number> {
      const [cookie] = sessions.cookieFor(centre.user(user), false).split(';')
      let status = 0
      const response = {
        headersSent: false,
        setHeader() {},
        writeHead(code: number) {
          status = code
        },
        end() {},
      }
      const incoming = { headers: { cookie } } as unknown as IncomingMessage
      const body = async () => Buffer.alloc(0)
      await route(
        { incoming, method: 'GET', path, query: '', body },
        response as unknown as ServerResponse,
      )
      return status
    },
  }
}
