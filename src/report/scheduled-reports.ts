// Makes reports at their times, each once, whatever happens in between: what has been made stands in the
// journal together with how far its schedule has come, and what was missed while nobody was there is made up.
import type {
  ReportRunDocument,
  ReportScheduleDocument,
} from '../core/directory/report-schedule.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import type { Clock } from '../io/clock.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { produceReport } from './produce-report.ts'
import { coveredBy, dueUntil } from './report-due.ts'
import { reportFile } from './report-file.ts'
import { kindOfPage, readReportRequest } from './report-request.ts'
import type { ReportWorld } from './report-task.ts'

export const SCHEDULE_KIND = 'report-schedule'
export const RUN_KIND = 'report-run'

const LOOK_EVERY_MS = 20_000
const DAY_MS = 86_400_000
/** So many that were missed are made up, for each schedule. */
const MISSED_MAX = 48
/** So many files there are of a schedule at once. */
const RUNS_MAX = 400
/** A receiver that is away is tried again that long. */
const DELIVER_FOR_MS = DAY_MS
/** One that lets us wait longer, and then takes nothing, is asked once in each look: other reports are due. */
const PATIENCE_MS = 5_000

export interface ScheduledReportsWorld {
  readonly clock: Clock
  readonly reports: ReportWorld
  readonly blobs: Pick<BlobStore, 'put' | 'delete'>
  /** Applied together, or not at all. */
  submit(...inputs: ConfigurationInput[]): Promise<unknown>
  /** Rejects with a sentence when the receiver did not take it. `id` is the same when it is sent again. */
  deliver(file: DeliveredReport): Promise<void>
  mayMake(userId: string, page: string): boolean
  failed(error: unknown): void
}

export interface DeliveredReport {
  /** The event sink. */
  readonly sink: string
  /** Of the run. */
  readonly id: string
  readonly run: ReportRunDocument
}

export class ScheduledReports {
  readonly #world: ScheduledReportsWorld
  #cancel: () => void = () => {}
  #running: Promise<void> | undefined

  constructor(world: ScheduledReportsWorld) {
    this.#world = world
  }

  start(): void {
    const { clock, failed } = this.#world
    const arm = () => {
      this.#cancel = clock.schedule(clock.now() + LOOK_EVERY_MS, () => {
        this.run().catch(failed).finally(arm)
      })
    }
    arm()
  }

  stop(): void {
    this.#cancel()
  }

  /** Makes everything that is due; one at a time. */
  run(): Promise<void> {
    this.#running ??= this.#all().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** Makes it over the last whole hours, days or weeks, whatever its times are.  */
  async makeNow(scheduleId: string): Promise<void> {
    const { reports, clock } = this.#world
    const schedule = reports.centre.directory.get(SCHEDULE_KIND, scheduleId)
    if (!schedule) return
    await this.#make(scheduleId, schedule, { dueAt: clock.now(), isDue: false })
    await this.#deliverPending()
  }

  async #all(): Promise<void> {
    const { reports, clock, failed } = this.#world
    for (const { id, document } of [...reports.centre.directory.list(SCHEDULE_KIND)]) {
      for (const dueAt of dueUntil(document, document.DoneUntil, clock.now(), MISSED_MAX)) {
        // It goes on with the other schedules, and with this one at the next look.
        const made = await this.#make(id, document, { dueAt, isDue: true }).catch(failed)
        if (made !== 'made') break
      }
    }
    await this.#deliverPending()
    await this.#dropOld()
  }

  async #make(
    scheduleId: string,
    schedule: ReportScheduleDocument,
    { dueAt, isDue }: { readonly dueAt: Instant; readonly isDue: boolean },
  ): Promise<'made'> {
    const { blobs, clock, reports, submit } = this.#world
    const { from, until } = coveredBy(schedule, dueAt)
    const runId = `${scheduleId}:${dueAt}`
    const made = await this.#file(schedule, { from, until })
    const { Name, Owner, Format, Sink } = schedule
    const run = {
      ScheduleId: scheduleId,
      Name,
      Owner,
      Format,
      DueAt: dueAt,
      From: from,
      Until: until,
    }
    const key = `reports/${scheduleId}/${dueAt}.${Format}`
    // Made again after a sudden end, it takes the place of the same file.
    if ('body' in made) await blobs.put(key, made.body)
    // It may have been changed or deleted meanwhile.
    const now = reports.centre.directory.get(SCHEDULE_KIND, scheduleId)
    if (!now) {
      await blobs.delete(key)
      return 'made'
    }
    const document: ReportRunDocument = {
      ...run,
      MadeAt: clock.now(),
      ...('body' in made
        ? { Key: key, Bytes: made.body.length, ...(Sink !== undefined && { Delivery: 'pending' }) }
        : { Problem: made.problem }),
    }
    const done = { ...now, DoneUntil: isDue ? Math.max(now.DoneUntil, dueAt) : now.DoneUntil }
    await submit(
      { type: 'config.put', kind: RUN_KIND, id: runId, document },
      { type: 'config.put', kind: SCHEDULE_KIND, id: scheduleId, document: done },
    )
    return 'made'
  }

  /** What is wrong with the question is told in place of a file; what is wrong with us is tried again. */
  async #file(
    { Page, Query, Language, Zone, Format, Owner, Name }: ReportScheduleDocument,
    { from, until }: { readonly from: Instant; readonly until: Instant },
  ): Promise<{ readonly body: Uint8Array } | { readonly problem: string }> {
    const { reports, clock, mayMake } = this.#world
    const kind = kindOfPage(Page)
    if (!kind) return { problem: `The page ${Page} has no report.` }
    if (!mayMake(Owner, Page)) {
      return { problem: 'Whoever set it up may not see this report any more.' }
    }
    const query = new URLSearchParams(Query)
    query.set('time', `${new Date(from).toISOString()}..${new Date(until).toISOString()}`)
    query.set('language', Language)
    if (!query.has('zone')) query.set('zone', Zone)
    const request = readReportRequest(kind, query.toString(), clock.now())
    if (typeof request === 'string') return { problem: request }
    const report = await produceReport(reports, request, Owner)
    if ('refused' in report) return { problem: report.refused }
    const options = { language: Language, madeAt: clock.now(), name: Name }
    return reportFile(report, Format, options)
  }

  async #deliverPending(): Promise<void> {
    const { reports, clock, deliver, submit } = this.#world
    const slow = new Set<string>()
    for (const { id, document } of [...reports.centre.directory.list(RUN_KIND)]) {
      if (document.Delivery !== 'pending') continue
      const sink = reports.centre.directory.get(SCHEDULE_KIND, document.ScheduleId)?.Sink
      if (sink !== undefined && slow.has(sink)) continue
      const begun = clock.now()
      const problem = sink
        ? await deliver({ sink, id, run: document }).then(
            () => undefined,
            (error: unknown) => (error instanceof Error ? error.message : String(error)),
          )
        : 'There is nowhere to send it any more.'
      if (sink && problem !== undefined && clock.now() - begun > PATIENCE_MS) slow.add(sink)
      const isOver = !sink || clock.now() - document.MadeAt > DELIVER_FOR_MS
      const changed: ReportRunDocument =
        problem === undefined
          ? { ...document, Delivery: 'delivered' }
          : { ...document, DeliveryProblem: problem, Delivery: isOver ? 'failed' : 'pending' }
      if (JSON.stringify(changed) === JSON.stringify(document)) continue
      await submit({ type: 'config.put', kind: RUN_KIND, id, document: changed })
    }
  }

  /** Files that are old, that are too many, and those of schedules that there are no more. */
  async #dropOld(): Promise<void> {
    const { reports, blobs, clock, submit } = this.#world
    const { directory } = reports.centre
    const seen = new Map<string, number>()
    const runs = [...directory.list(RUN_KIND)].sort((a, b) => b.document.DueAt - a.document.DueAt)
    for (const { id, document } of runs) {
      const { ScheduleId, Key, DueAt } = document
      const count = (seen.get(ScheduleId) ?? 0) + 1
      seen.set(ScheduleId, count)
      const schedule = directory.get(SCHEDULE_KIND, ScheduleId)
      const isKept =
        schedule && count <= RUNS_MAX && DueAt > clock.now() - schedule.KeepDays * DAY_MS
      if (isKept) continue
      if (Key !== undefined) await blobs.delete(Key)
      await submit({ type: 'config.delete', kind: RUN_KIND, id })
    }
  }
}
