// `GET /api/flow-logs/<contact id>`: what the flow log says of a contact, for administrators.
import { readFlowLog } from '../store/flow-log-files.ts'
import { type AdministratorWorld, isAdministrator } from './administrator.ts'
import { problem, type Route } from './http-server.ts'

const PATH = /^\/api\/flow-logs\/([\w-]{1,64})$/

export function flowLogRoute(world: AdministratorWorld & { readonly folder: string }): Route {
  return async (request, response) => {
    const contactId = PATH.exec(request.path)?.[1]
    if (contactId === undefined || request.method !== 'GET') return false
    if (!(await isAdministrator(world, request))) {
      response.setHeader('www-authenticate', 'Basic realm="parley"')
      return problem(response, 401, 'Give the name and password of an administrator.')
    }
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    for await (const entry of readFlowLog(world.folder, contactId)) {
      if (response.destroyed) return true
      response.write(`${JSON.stringify(entry)}\n`)
    }
    response.end()
    return true
  }
}
