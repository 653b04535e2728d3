// `POST /api/sql`: queries over history, for administrators:
// `curl -u admin:… http://…/api/sql -d '{"sql": "select count(*) from contacts"}'`.
import { type AnalyticsClient, AnalyticsUnavailable } from '../analytics/analytics-client.ts'
import type { SqlAnswer, SqlRefusal } from '../analytics/sql-message.ts'
import { type AdministratorWorld, isAdministrator } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface SqlWorld extends AdministratorWorld {
  readonly analytics: Pick<AnalyticsClient, 'sql'>
}

const ROWS = { given: 1000, most: 100_000 }
const SECONDS = { given: 30, most: 300 }

const STATUS: Readonly<Record<SqlRefusal['refused'], number>> = {
  wrong: 400,
  tooLong: 422,
  tooMuch: 422,
  busy: 429,
  failed: 500,
}

export function sqlRoute(world: SqlWorld): Route {
  return async (request, response) => {
    if (request.path !== '/api/sql') return false
    if (!(await isAdministrator(world, request))) {
      response.setHeader('www-authenticate', 'Basic realm="parley"')
      return problem(response, 401, 'Give the name and password of an administrator.')
    }
    if (request.method !== 'POST') return problem(response, 405, 'Use POST.')
    const { sql, rows = ROWS.given, seconds = SECONDS.given } = parseObject(await request.body())
    if (typeof sql !== 'string' || sql.trim() === '') {
      return problem(response, 400, '`sql` must be a query.')
    }
    if (!isWhole(rows, ROWS.most)) {
      return problem(response, 400, `\`rows\` must be a whole number from 1 to ${ROWS.most}.`)
    }
    if (!isWhole(seconds, SECONDS.most)) {
      return problem(response, 400, `\`seconds\` must be a whole number from 1 to ${SECONDS.most}.`)
    }
    const outcome = await ask(world, sql, { rowsMax: rows, timeMs: seconds * 1000 })
    if (outcome === undefined) return problem(response, 503, 'Reports are not there at the moment.')
    if ('refused' in outcome) return problem(response, STATUS[outcome.refused], outcome.sentence)
    return json(response, 200, outcome)
  }
}

async function ask(
  { analytics }: SqlWorld,
  ...asked: Parameters<AnalyticsClient['sql']>
): Promise<SqlAnswer | SqlRefusal | undefined> {
  try {
    return await analytics.sql(...asked)
  } catch (error) {
    if (error instanceof AnalyticsUnavailable) return undefined
    throw error
  }
}

function isWhole(value: unknown, most: number): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most
}
