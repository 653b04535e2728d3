// Which countries may be called. Not a thing of the AWS API; for administrators:
// `curl -u admin:… -X PUT http://…/api/outbound-countries -d '{"countries": ["US", "DE"]}'`.
import type { ConfigurationInput } from '../core/input.ts'
import { type AdministratorWorld, isAdministrator } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface OutboundCountriesWorld extends AdministratorWorld {
  submit(input: ConfigurationInput): Promise<unknown>
}

export function outboundCountriesRoute(world: OutboundCountriesWorld): Route {
  return async (request, response) => {
    if (request.path !== '/api/outbound-countries') return false
    if (!(await isAdministrator(world, request))) {
      response.setHeader('www-authenticate', 'Basic realm="parley"')
      return problem(response, 401, 'Give the name and password of an administrator.')
    }
    const { directory, instanceId } = world.centre
    const instance = directory.get('instance', instanceId)
    if (!instance) return problem(response, 503, 'There is no instance yet.')
    if (request.method === 'GET') return json(response, 200, shown(instance.OutboundCountries))
    if (request.method !== 'PUT') return problem(response, 405, 'Use GET or PUT.')
    const { countries } = parseObject(await request.body())
    if (!Array.isArray(countries) || !countries.every(isCountry)) {
      return problem(response, 400, '`countries` must be a list of codes like "US", or ["*"].')
    }
    const document = { ...instance, OutboundCountries: countries.map(String) }
    await world.submit({ type: 'config.put', kind: 'instance', id: instanceId, document })
    return json(response, 200, shown(document.OutboundCountries))
  }
}

/** Without a list, calls go to the countries the instance has numbers in. */
function shown(countries: readonly string[] | undefined): object {
  return countries === undefined ? {} : { countries }
}

function isCountry(code: unknown): boolean {
  return typeof code === 'string' && /^([A-Z]{2}|\*)$/.test(code)
}
