// `GET /api/report/{kind}`: a report over history, for whoever has its permission, as JSON, CSV or PDF:
// `curl -u supervisor:… 'http://…/api/report/sign-ins?time=-1-week&zone=Europe/Berlin&format=csv'`.
import { REPORT_KINDS } from '../api/contract/report-table.ts'
import { Turns } from '../function/turns.ts'
import { produceReport, reportPermission } from '../report/produce-report.ts'
import { reportFile } from '../report/report-file.ts'
import { type ReportRequest, readReportRequest } from '../report/report-request.ts'
import type { ReportWorld } from '../report/report-task.ts'
import { HistoryUnavailable } from '../store/fact-reader.ts'
import { type AdministratorWorld, permittedUser } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'

export interface ReportRouteWorld extends AdministratorWorld {
  readonly reports: ReportWorld
}

/** Each may be a hundred thousand rows, in the process that holds the calls. */
const AT_ONCE = 2
const WAIT_MS_MAX = 30_000
const PATH = /^\/api\/report\/([a-z-]{1,40})$/

export function reportRoute(world: ReportRouteWorld): Route {
  const { reports } = world
  const turns = new Turns(AT_ONCE)
  return async (request, response) => {
    const name = PATH.exec(request.path)?.[1]
    if (name === undefined) return false
    const kind = REPORT_KINDS.find(each => each === name)
    if (kind === undefined) return problem(response, 404, `There is no report ${name}.`)
    if (request.method !== 'GET') return problem(response, 405, 'Use GET.')
    const userId = await permittedUser(world, reportPermission(kind), request, response)
    if (userId === undefined) return true
    const asked = readReportRequest(kind, request.query, reports.now())
    if (typeof asked === 'string') return problem(response, 400, asked)
    const format = new URLSearchParams(request.query).get('format') ?? 'json'
    if (!['json', 'csv', 'pdf'].includes(format)) {
      return problem(response, 400, '`format` must be json, csv or pdf.')
    }
    if (!(await turns.take(WAIT_MS_MAX))) {
      return problem(response, 503, 'Many reports are being made: try again in a minute.')
    }
    const { report, file } = await made(reports, asked, { userId, format }).finally(() => {
      turns.giveBack()
    })
    if ('unavailable' in report) return problem(response, 503, report.unavailable)
    if ('refused' in report) return problem(response, 400, report.refused)
    if (!file) return json(response, 200, report)
    const { type, body } = file
    response.writeHead(200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${kind}.${format}"`,
      'cache-control': 'no-store',
    })
    response.end(body)
    return true
  }
}

async function made(
  reports: ReportWorld,
  asked: ReportRequest,
  { userId, format }: { readonly userId: string; readonly format: string },
) {
  const report = await produceReport(reports, asked, userId).catch(unavailable)
  if (format === 'json' || 'unavailable' in report || 'refused' in report) return { report }
  const options = { language: asked.language, madeAt: reports.now() }
  const file = await reportFile(report, format === 'pdf' ? 'pdf' : 'csv', options)
  return { report, file }
}

/** History is read by another process, which may be starting. */
function unavailable(error: unknown): { readonly unavailable: string } {
  if (error instanceof HistoryUnavailable) return { unavailable: error.message }
  throw error
}
