// Makes a report: asks history, and says who and what is in it by name. Whoever may see only some agents or
// queues is told of those alone.
import type { ReportKind, ReportTable } from '../api/contract/report-table.ts'
import { ACTIVITY_VIEW, SIGN_INS_VIEW } from '../api/permission.ts'
import { agentActivity, signIns, timeInEachStatus } from './agent-reports.ts'
import { metricsReport } from './metrics-report.ts'
import { phoneNumbers } from './phone-number-report.ts'
import { queueDay } from './queue-day-report.ts'
import type { ReportRequest } from './report-request.ts'
import type { ReportPart, ReportTask, ReportWorld } from './report-task.ts'
import { reportWords } from './report-words.ts'

const REPORTS: Readonly<
  Record<ReportKind, (task: ReportTask) => Promise<ReportPart | { readonly refused: string }>>
> = {
  'sign-ins': signIns,
  activity: agentActivity,
  'time-in-status': timeInEachStatus,
  'phone-numbers': phoneNumbers,
  'queue-day': queueDay,
  metrics: metricsReport,
}

/** The permission that opens a report. */
export function reportPermission(kind: ReportKind): string {
  if (kind === 'sign-ins') return SIGN_INS_VIEW
  return kind === 'activity' || kind === 'time-in-status' ? ACTIVITY_VIEW : 'AccessMetrics.View'
}

/** Throws `HistoryUnavailable` when nobody can read history now. */
export async function produceReport(
  world: ReportWorld,
  request: ReportRequest,
  userId: string,
): Promise<ReportTable | { readonly refused: string }> {
  const words = reportWords(request.language)
  const part = await REPORTS[request.kind]({ world, request, words, userId })
  if ('refused' in part) return part
  const { kind, from, until, zone } = request
  return { kind, title: words.titles[kind], from, until, zone, ...part }
}
