// `GET /api/references/<kind>/<id>`: what refers to a configured thing, for whoever may see the thing.
import { userReaches } from '../api/access/reach.ts'
import type { References } from '../api/contract/references-http.ts'
import { referencesTo } from '../api/use.ts'
import type { Kind } from '../core/directory/document.ts'
import { type AdministratorWorld, permittedRoute } from './administrator.ts'
import type { Route } from './http-server.ts'

const PATH = /^\/api\/references\/([a-z-]+)\/([^/]{1,200})$/

const PERMISSIONS: Partial<Record<Kind, string>> = {
  queue: 'Queues.View',
  'routing-profile': 'RoutingPolicies.View',
  agent: 'Users.View',
  'agent-group': 'Users.View',
  'security-profile': 'SecurityProfiles.View',
  'operating-hours': 'HoursOfOperation.View',
  'phone-number': 'PhoneNumbers.View',
  'contact-flow': 'ContactFlows.View',
  'flow-module': 'ContactFlowModules.View',
  prompt: 'Prompts.View',
  view: 'Views.View',
  'transfer-destination': 'TransferDestinations.View',
  'task-template': 'TaskTemplates.View',
  'predefined-attribute': 'PredefinedAttributes.View',
  'data-table': 'DataTables.View',
}

export function referencesRoute(world: AdministratorWorld): Route {
  return permittedRoute(
    world,
    PATH,
    (_, found) => PERMISSIONS[found[1] as Kind],
    async ({ method }, found, userId) => {
      if (method !== 'GET') return [405, 'Use GET.']
      const id = decoded(found[2] ?? '')
      const kind = found[1] as Kind // it has a permission
      const { directory } = world.centre
      const document = id === undefined ? undefined : directory.get(kind, id)
      if (id === undefined || !document) return [404, 'There is no such thing.']
      if (!userReaches(world.centre, userId, kind, { id, document }))
        return [404, 'There is no such thing.']
      return [200, { references: [...referencesTo(directory, kind, id)] } satisfies References]
    },
  )
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // a lone percent sign names nothing
  }
}
