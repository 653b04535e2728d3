// Reports as the server has them: what they are made from, and those that are made at set times.
import type { AnalyticsClient } from '../analytics/analytics-client.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { Input } from '../core/input.ts'
import type { Clock } from '../io/clock.ts'
import { log } from '../io/log.ts'
import type { ReportWorld } from '../report/report-task.ts'
import { type DeliveredReport, ScheduledReports } from '../report/scheduled-reports.ts'
import { WebhookSink } from '../sink/webhook-sink.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { Actor } from './actor.ts'
import type { AskAsUserWorld } from './ask-as-user.ts'
import { reportMetrics } from './report-metrics.ts'
import { mayMake } from './report-schedule-route.ts'

export interface ReportServiceWorld extends Pick<AskAsUserWorld, 'api'> {
  readonly configuration: { readonly region: string; readonly account: string }
  readonly clock: Clock
  readonly centre: CentreView
  readonly analytics: Pick<AnalyticsClient, 'report'>
  readonly actor: Pick<Actor, 'seq' | 'durable'>
  readonly blobs: BlobStore
  submit(...inputs: Input[]): Promise<unknown>
}

export interface ReportService {
  readonly reports: ReportWorld
  readonly scheduled: ScheduledReports
}

export function reportService(world: ReportServiceWorld): ReportService {
  const { centre, clock, actor, blobs, submit, api } = world
  const { region, account } = world.configuration
  const instanceArn = () => `arn:aws:connect:${region}:${account}:instance/${centre.instanceId}`
  const reports: ReportWorld = {
    centre,
    reader: world.analytics,
    now: () => clock.now(),
    lastEntry: () => actor.seq,
    durable: () => actor.durable(),
    askMetrics: reportMetrics({ api, instanceArn }),
  }
  const scheduled = new ScheduledReports({
    clock,
    reports,
    blobs,
    submit,
    deliver: file => deliver(world, file),
    mayMake: (userId, page) => mayMake({ centre }, userId, page),
    failed: error => log.error('a scheduled report cannot be made', { error }),
  })
  return { reports, scheduled }
}

/** As one record of kind `report`, signed like everything that the sink is told. */
async function deliver(
  { centre, clock, blobs }: ReportServiceWorld,
  { sink, id, run }: DeliveredReport,
): Promise<void> {
  const to = centre.directory.get('event-sink', sink)
  if (to?.type !== 'webhook') throw new Error(`There is no webhook ${sink}.`)
  const bytes = run.Key === undefined ? undefined : await blobs.get(run.Key)
  if (!bytes) throw new Error('The file is gone.')
  const { Name, ScheduleId, DueAt, From, Until, Format } = run
  const webhook = new WebhookSink({ url: to.url, secret: to.secret, now: () => clock.now() })
  const body = JSON.stringify({
    name: Name,
    scheduleId: ScheduleId,
    dueAt: DueAt,
    from: From,
    until: Until,
    format: Format,
    contentBase64: Buffer.from(bytes).toString('base64'),
  })
  const record = { id, seq: 0, kind: 'report', key: ScheduleId, at: DueAt, body } as const
  await webhook.deliver([record], new AbortController().signal)
}
