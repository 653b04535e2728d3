// `POST /api/contacts/{id}/monitor {"mode": "SILENT_MONITOR" | "WHISPER" | "BARGE"}`: how a supervisor takes
// part, where `id` is the contact that MonitorContact answered. For that supervisor, and administrators.
import type { AgentInput } from '../core/input.ts'
import type { Refusal } from '../core/refusal.ts'
import { type AdministratorWorld, isAdministrator } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'
import { isOurOrigin } from './page-streams.ts'

interface MonitorWorld extends AdministratorWorld {
  submit(input: AgentInput): Promise<Refusal | undefined>
}

const PATH = /^\/api\/contacts\/([^/]+)\/monitor$/
const MODES: ReadonlyMap<unknown, Pick<MonitorInput, 'barges' | 'whispers'>> = new Map([
  ['SILENT_MONITOR', { barges: false }],
  ['WHISPER', { barges: false, whispers: true }],
  ['BARGE', { barges: true }],
])

type MonitorInput = Extract<AgentInput, { type: 'agent.monitor' }>

export function monitorRoute(world: MonitorWorld): Route {
  return async (request, response) => {
    const contactId = PATH.exec(request.path)?.[1]
    if (contactId === undefined) return false
    if (request.method !== 'POST') return problem(response, 405, 'Use POST.')
    const { incoming } = request
    if (!isOurOrigin(incoming)) return problem(response, 403, 'Pages of others may not ask.')
    const isAdmin = await isAdministrator(world, request)
    const userId = world.sessions.userOf(incoming)
    if (!isAdmin && userId === undefined) {
      response.setHeader('www-authenticate', 'Basic realm="parley"')
      return problem(
        response,
        401,
        'Sign in first, or give the name and password of an administrator.',
      )
    }
    const contact = world.centre.contact(contactId)
    const agentId = contact?.initiationMethod === 'MONITOR' ? contact.agentId : undefined
    // Nobody is told what others listen to.
    if (agentId === undefined || !(isAdmin || agentId === userId)) {
      return problem(response, 404, 'You do not monitor by such a contact.')
    }
    const { mode } = parseObject(await request.body())
    const how = MODES.get(mode)
    if (!how)
      return problem(response, 400, `\`mode\` must be one of: ${[...MODES.keys()].join(', ')}.`)
    const refusal = await world.submit({ type: 'agent.monitor', agentId, contactId, ...how })
    if (refusal) return problem(response, 409, refusal.message)
    return json(response, 200, { contactId, mode })
  }
}
