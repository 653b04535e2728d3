// `GET /api/flow-logs/<contact id>`: what the flow log says of a contact, for those who may see contacts.
import { readFlowLog } from '../store/flow-log-files.ts'
import { type AdministratorWorld, permittedUser } from './administrator.ts'
import type { Route } from './http-server.ts'

const PATH = /^\/api\/flow-logs\/([\w-]{1,64})$/

export function flowLogRoute(world: AdministratorWorld & { readonly folder: string }): Route {
  return async (request, response) => {
    const contactId = PATH.exec(request.path)?.[1]
    if (contactId === undefined || request.method !== 'GET') return false
    if ((await permittedUser(world, 'Contacts.View', request, response)) === undefined) return true
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    for await (const entry of readFlowLog(world.folder, contactId)) {
      if (response.destroyed) return true
      response.write(`${JSON.stringify(entry)}\n`)
    }
    response.end()
    return true
  }
}
