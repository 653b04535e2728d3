// `GET /api/report/{kind}`: a report over history, for whoever has its permission, as JSON, CSV or PDF:
// `curl -u supervisor:… 'http://…/api/report/sign-ins?time=-1-week&zone=Europe/Berlin&format=csv'`.
import { REPORT_KINDS } from '../api/contract/report-table.ts'
import { produceReport, reportPermission } from '../report/produce-report.ts'
import { reportFile } from '../report/report-file.ts'
import { readReportRequest } from '../report/report-request.ts'
import type { ReportWorld } from '../report/report-task.ts'
import { HistoryUnavailable } from '../store/fact-reader.ts'
import { type AdministratorWorld, permittedUser } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'

export interface ReportRouteWorld extends AdministratorWorld {
  readonly reports: ReportWorld
}

const PATH = /^\/api\/report\/([a-z-]{1,40})$/

export function reportRoute(world: ReportRouteWorld): Route {
  const { reports } = world
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
    const report = await produceReport(reports, asked, userId).catch(unavailable)
    if ('unavailable' in report) return problem(response, 503, report.unavailable)
    if ('refused' in report) return problem(response, 400, report.refused)
    if (format === 'json') return json(response, 200, report)
    const made = { language: asked.language, madeAt: reports.now() }
    const { type, body } = await reportFile(report, format === 'pdf' ? 'pdf' : 'csv', made)
    response.writeHead(200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${kind}.${format}"`,
      'cache-control': 'no-store',
    })
    response.end(body)
    return true
  }
}

/** History is read by another process, which may be starting. */
function unavailable(error: unknown): { readonly unavailable: string } {
  if (error instanceof HistoryUnavailable) return { unavailable: error.message }
  throw error
}
