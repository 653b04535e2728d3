// `/api/reports`: what supervisors have saved, for whoever sees metrics. Everybody sees their own and those
// that are shared; only the owner changes one.
import type { SavedReportDocument } from '../core/directory/saved-report.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { Clock } from '../io/clock.ts'
import { newUuid } from '../io/crypto.ts'
import { type AdministratorWorld, type Answer, permittedRoute } from './administrator.ts'
import type { Request, Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface SavedReportWorld extends AdministratorWorld {
  readonly clock: Pick<Clock, 'now'>
  submit(input: ConfigurationInput): Promise<unknown>
}

const PATH = /^\/api\/reports(?:\/([\w-]{1,64}))?$/
const REPORTS_MAX = 2_000
const NAME_MAX = 127
const QUERY_MAX = 4_000
const KIND = 'saved-report'

export function savedReportRoute(world: SavedReportWorld): Route {
  return permittedRoute(
    world,
    PATH,
    () => 'AccessMetrics.View',
    (request, [, id], userId) => answer(world, request, id, userId),
  )
}

async function answer(
  world: SavedReportWorld,
  request: Request,
  id: string | undefined,
  userId: string,
): Promise<Answer> {
  const { directory } = world.centre
  if (id === undefined) return all(world, request, userId)
  const report = directory.get(KIND, id)
  if (!report || !maySee(report, userId)) return [404, `There is no report ${id}.`]
  if (request.method === 'GET') return [200, shown(world, id, report, userId)]
  if (report.Owner !== userId) return [403, 'Only whoever saved a report may change it.']
  if (request.method === 'PUT') return put(world, id, request, userId)
  if (request.method !== 'DELETE') return [405, 'Use GET, PUT or DELETE.']
  await world.submit({ type: 'config.delete', kind: KIND, id })
  return [200, {}]
}

async function all(world: SavedReportWorld, request: Request, userId: string): Promise<Answer> {
  const reports = [...world.centre.directory.list(KIND)]
  if (request.method === 'GET') {
    const seen = reports.filter(({ document }) => maySee(document, userId))
    return [200, { reports: seen.map(({ id, document }) => shown(world, id, document, userId)) }]
  }
  if (request.method !== 'POST')
    return [405, 'Use GET or POST here, and others on /api/reports/ID.']
  if (reports.length >= REPORTS_MAX) return [409, `There are at most ${REPORTS_MAX} reports.`]
  return put(world, newUuid(), request, userId)
}

async function put(
  world: SavedReportWorld,
  id: string,
  request: Request,
  userId: string,
): Promise<Answer> {
  const { name, page, query, shared = false } = parseObject(await request.body())
  if (typeof name !== 'string' || name.trim() === '' || name.length > NAME_MAX) {
    return [400, `\`name\` must be a text of 1 to ${NAME_MAX} characters.`]
  }
  if (typeof page !== 'string' || !/^\/[a-z-]+(\/[a-z-]+)?$/.test(page)) {
    return [400, '`page` must be the path of a page of the console, like /reports.']
  }
  if (typeof query !== 'string' || query.length > QUERY_MAX) {
    return [400, `\`query\` must be a text of ${QUERY_MAX} characters at most.`]
  }
  if (typeof shared !== 'boolean') return [400, '`shared` must be true or false.']
  const document: SavedReportDocument = {
    Name: name.trim(),
    Page: page,
    Query: query,
    Owner: userId,
    Shared: shared,
    LastModifiedTime: world.clock.now(),
  }
  await world.submit({ type: 'config.put', kind: KIND, id, document })
  return [200, shown(world, id, document, userId)]
}

function maySee({ Owner, Shared }: SavedReportDocument, userId: string): boolean {
  return Shared || Owner === userId
}

function shown(
  { centre }: SavedReportWorld,
  id: string,
  { Name, Page, Query, Owner, Shared, LastModifiedTime }: SavedReportDocument,
  userId: string,
): object {
  return {
    id,
    name: Name,
    page: Page,
    query: Query,
    shared: Shared,
    isMine: Owner === userId,
    owner: centre.directory.get('agent', Owner)?.Username,
    modifiedAt: LastModifiedTime,
  }
}
