// `GET /api/flows/<id>/traffic`: how often each branch of a flow was taken in the last 24 hours.
// `GET /api/contacts/<id>/flow-path`: which blocks a contact came to. For those who may see them.
import { userMay } from '../api/permission.ts'
import { type AdministratorWorld, isAdministrator } from './administrator.ts'
import type { FlowStep, FlowTraffic } from './flow-traffic.ts'
import { json, problem, type Request, type Route } from './http-server.ts'

const FLOW = /^\/api\/flows\/([\w-]{1,64})\/traffic$/
const CONTACT = /^\/api\/contacts\/([\w-]{1,64})\/flow-path$/
const CONTACTS_TOLD = 20
/** Stages in which flows run for the customer. */
const IN_FLOW: ReadonlySet<string> = new Set(['flow', 'queued', 'offered'])

export interface FlowTrafficWorld extends AdministratorWorld {
  readonly traffic: FlowTraffic
}

export function flowTrafficRoute(world: FlowTrafficWorld): Route {
  return async (request, response) => {
    const flowId = FLOW.exec(request.path)?.[1]
    const contactId = CONTACT.exec(request.path)?.[1]
    if (flowId === undefined && contactId === undefined) return false
    if (request.method !== 'GET') return problem(response, 405, 'Use GET.')
    const needed = flowId === undefined ? ['Contacts.View'] : FLOW_PERMISSIONS
    if (!(await maySee(world, request, needed))) {
      response.setHeader('www-authenticate', 'Basic realm="parley"')
      return problem(response, 401, `This needs the permission ${needed[0]}.`)
    }
    if (flowId !== undefined) return json(response, 200, trafficOf(world, flowId))
    const path = pathOf(world, contactId ?? '')
    if (!path) return problem(response, 404, 'Nothing is known of the way of such a contact.')
    return json(response, 200, path)
  }
}

const FLOW_PERMISSIONS = ['ContactFlows.View', 'ContactFlowModules.View']

async function maySee(
  world: FlowTrafficWorld,
  request: Request,
  needed: readonly string[],
): Promise<boolean> {
  const userId = world.sessions.userOf(request.incoming)
  if (userId !== undefined && needed.some(each => userMay(world.centre, userId, each))) return true
  return isAdministrator(world, request)
}

function trafficOf({ traffic, centre }: FlowTrafficWorld, flowId: string): object {
  const { since, contacts, blocks } = traffic.countsOf(flowId)
  const inIt = traffic
    .latestIn(flowId, CONTACTS_TOLD)
    .filter(contactId => IN_FLOW.has(centre.contact(contactId)?.stage ?? ''))
  return { since: new Date(since).toISOString(), contacts, blocks, now: inIt }
}

function pathOf({ traffic, centre }: FlowTrafficWorld, contactId: string): object | undefined {
  const contact = centre.contact(contactId)
  const way = traffic.wayOf(contactId)
  if (!contact && !way) return undefined
  return {
    contactId,
    isInProgress: contact !== undefined && contact.stage !== 'ended',
    isInFlow: IN_FLOW.has(contact?.stage ?? ''),
    steps: (way ?? []).map(shown),
  }
}

function shown({ flowId, block, at, role, branch }: FlowStep): object {
  return { flowId, block, at: new Date(at).toISOString(), role, branch }
}
