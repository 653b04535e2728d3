// Which countries may be called, and which numbers that cost extra. Not a thing of the AWS API; for
// administrators: `curl -u admin:… -X PUT http://…/api/outbound-countries -d '{"countries": ["US", "DE"]}'`.
import { COSTLY_KINDS } from '../core/contact/number-kind.ts'
import type { InstanceDocument } from '../core/directory/document.ts'
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
    if (request.method === 'GET') return json(response, 200, shown(instance))
    if (request.method !== 'PUT') return problem(response, 405, 'Use GET or PUT.')
    const { countries, numberKinds = [], ...others } = parseObject(await request.body())
    if (!isListOf(countries, isCountry)) {
      return problem(response, 400, '`countries` must be a list of codes like "US", or ["*"].')
    }
    if (!isListOf(numberKinds, isKind) || Object.keys(others).length > 0) {
      const kinds = COSTLY_KINDS.join(', ')
      return problem(
        response,
        400,
        `Beside \`countries\` there may be \`numberKinds\` of: ${kinds}.`,
      )
    }
    const document = { ...instance, OutboundCountries: countries, OutboundNumberKinds: numberKinds }
    await world.submit({ type: 'config.put', kind: 'instance', id: instanceId, document })
    return json(response, 200, shown(document))
  }
}

/** Without a list, calls go to the countries the instance has numbers in. */
function shown({ OutboundCountries, OutboundNumberKinds }: InstanceDocument): object {
  return { countries: OutboundCountries, numberKinds: OutboundNumberKinds ?? [] }
}

function isListOf(value: unknown, isOne: (each: unknown) => boolean): value is readonly string[] {
  return Array.isArray(value) && value.every(isOne)
}

function isCountry(code: unknown): boolean {
  return typeof code === 'string' && /^([A-Z]{2}|\*)$/.test(code)
}

function isKind(kind: unknown): boolean {
  return COSTLY_KINDS.some(each => each === kind)
}
