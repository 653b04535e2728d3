// `/api/limits`: how often programs may call the API, and how many there may be of what; for administrators.
// `curl -u admin:… -X PUT http://…/api/limits/rates/DescribeContact/crm -d '{"perSecond": 2}'`.
import type { Limits, ShownQuota } from '../api/contract/limits-http.ts'
import {
  activeContacts,
  isQuotaName,
  type Quota,
  type QuotaName,
  quotaLimit,
  quotas,
} from '../api/limit/quotas.ts'
import { EACH, rateId } from '../api/limit/request-rates.ts'
import { isOperationName } from '../api/operation-names.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { RequestRateDocument } from '../core/directory/limits.ts'
import type { ConfigurationInput } from '../core/input.ts'
import { type AdministratorWorld, type Answer, administratorsRoute } from './administrator.ts'
import type { Request, Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

interface LimitsRouteWorld extends AdministratorWorld {
  submit(...inputs: ConfigurationInput[]): Promise<unknown>
}

const PATH = /^\/api\/limits(?:\/(.*))?$/
/** As in user names. */
const CALLER = /^(\*|[\w+=,.@-]{1,100})$/
const RATES_MAX = 1000
const PER_SECOND_MAX = 100_000
const LIMIT_MAX = 100_000_000
const EXCEPTIONS = ['TooManyRequestsException', 'ThrottlingException'] as const

export function limitsRoute(world: LimitsRouteWorld): Route {
  return administratorsRoute(world, PATH, (request, rest) => answer(world, request, rest))
}

async function answer(
  world: LimitsRouteWorld,
  request: Request,
  rest: string | undefined,
): Promise<Answer> {
  if (rest === undefined || rest === '') {
    return request.method === 'GET' ? [200, shown(world.centre)] : [405, 'Use GET here.']
  }
  const [what, ...names] = rest.split('/')
  if (request.method !== 'PUT' && request.method !== 'DELETE') return [405, 'Use PUT or DELETE.']
  if (what === 'quotas' && names.length === 1) return quota(world, request, names[0] ?? '')
  if (what === 'rates' && names.length === 2) return rate(world, request, names)
  return [404, 'There is nothing here.']
}

function shown(centre: CentreView): Limits {
  return {
    rates: [...centre.directory.list('request-rate')].map(({ document }) => ({
      operation: document.Operation,
      caller: document.Caller,
      perSecond: document.PerSecond,
      burst: document.Burst,
      exception: document.Exception,
    })),
    // The list's own names.
    quotas: Object.keys(quotas).map(name => shownQuota(centre, name as QuotaName)),
  }
}

function shownQuota(centre: CentreView, name: QuotaName): ShownQuota {
  const { kind, channel, per, standard }: Quota = quotas[name]
  const limit = quotaLimit(centre.directory, name)
  return {
    name,
    ...(kind && { used: centre.directory.count(kind) }),
    ...(channel && { used: activeContacts(centre, channel) }),
    ...(per !== undefined && { per }),
    ...(limit !== undefined && { limit }),
    ...(standard !== undefined && { standard }),
  }
}

async function quota(world: LimitsRouteWorld, request: Request, name: string): Promise<Answer> {
  if (!isQuotaName(name)) return [404, `There is no quota ${name}.`]
  if (request.method === 'DELETE') {
    await world.submit({ type: 'config.delete', kind: 'quota', id: name })
    return [200, shownQuota(world.centre, name)]
  }
  const { limit } = parseObject(await request.body())
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0 || limit > LIMIT_MAX) {
    return [400, `limit is a whole number from 0 to ${LIMIT_MAX}.`]
  }
  await world.submit({ type: 'config.put', kind: 'quota', id: name, document: { Limit: limit } })
  return [200, shownQuota(world.centre, name)]
}

async function rate(
  world: LimitsRouteWorld,
  request: Request,
  names: readonly string[],
): Promise<Answer> {
  const [operation, caller] = names.map(decoded)
  if (operation === undefined || caller === undefined || !CALLER.test(caller)) {
    return [400, 'A caller is the name of a user or program, or *.']
  }
  if (operation !== EACH && !isOperationName(operation)) {
    return [404, `There is no operation ${operation}.`]
  }
  const id = rateId(operation, caller)
  const { directory } = world.centre
  if (request.method === 'DELETE') {
    if (!directory.get('request-rate', id)) return [404, 'There is no such rate.']
    await world.submit({ type: 'config.delete', kind: 'request-rate', id })
    return [200, {}]
  }
  const document = rateOf(operation, caller, parseObject(await request.body()))
  if (typeof document === 'string') return [400, document]
  if (!directory.get('request-rate', id) && directory.count('request-rate') >= RATES_MAX) {
    return [409, `There are ${RATES_MAX} rates already.`]
  }
  await world.submit({ type: 'config.put', kind: 'request-rate', id, document })
  return [200, document]
}

/** What is kept, or what is wrong. */
function rateOf(
  Operation: string,
  Caller: string,
  given: Record<string, unknown>,
): RequestRateDocument | string {
  const { perSecond: PerSecond, exception = EXCEPTIONS[0] } = given
  if (typeof PerSecond !== 'number' || !(PerSecond > 0 && PerSecond <= PER_SECOND_MAX)) {
    return `perSecond is a number above 0, up to ${PER_SECOND_MAX}.`
  }
  const Burst = given.burst ?? Math.max(1, Math.ceil(PerSecond))
  if (
    typeof Burst !== 'number' ||
    !Number.isInteger(Burst) ||
    Burst < 1 ||
    Burst > PER_SECOND_MAX
  ) {
    return `burst is a whole number from 1 to ${PER_SECOND_MAX}.`
  }
  const Exception = EXCEPTIONS.find(each => each === exception)
  if (!Exception) return `exception is ${EXCEPTIONS.join(' or ')}.`
  return { Operation, Caller, PerSecond, Burst, Exception }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
