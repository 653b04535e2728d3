// `GET /api/agent/contacts/<contact>/files/<file>`: the file of a contact that the signed-in agent has.
import type { CentreView } from '../core/centre-view.ts'
import { minutes } from '../core/instant.ts'
import type { Clock } from '../io/clock.ts'
import { problem, type Route } from './http-server.ts'
import type { Sessions } from './sessions.ts'

const PATH = /^\/api\/agent\/contacts\/([\w-]{1,64})\/files\/([\w-]{1,64})$/
const LINK_MS = minutes(5)

interface AgentFileWorld {
  readonly clock: Pick<Clock, 'now'>
  readonly centre: Pick<CentreView, 'agent'>
  readonly sessions: Pick<Sessions, 'userOf'>
  /** Where a file can be fetched until then. */
  attachmentPath(attachmentId: string, expiresAt: number): string
}

export function agentFileRoute(world: AgentFileWorld): Route {
  return (request, response) => {
    const [, contactId, fileId = ''] = PATH.exec(request.path) ?? []
    if (contactId === undefined) return false
    if (request.method !== 'GET') return problem(response, 405, 'Use GET here.')
    const userId = world.sessions.userOf(request.incoming)
    if (userId === undefined) return problem(response, 401, 'Nobody is signed in.')
    const contact = world.centre.agent(userId)?.contacts.find(each => each.contactId === contactId)
    const isTheirs = Object.values(contact?.references ?? {}).some(
      ({ Type, Value, Status }) =>
        Type === 'ATTACHMENT' && Value === fileId && Status === 'APPROVED',
    )
    if (!isTheirs) return problem(response, 404, 'You have no contact with this file.')
    response.writeHead(302, {
      location: world.attachmentPath(fileId, world.clock.now() + LINK_MS),
      'cache-control': 'no-store',
    })
    response.end()
    return true
  }
}
