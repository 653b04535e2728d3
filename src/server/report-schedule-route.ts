// `/api/report-schedules`: reports made at set times, and the files they have become. Everybody sees their own;
// administrators see all. `POST /api/report-schedules/{id}/run` makes one now, and
// `GET /api/report-schedules/{id}/files/{dueAt}` is a file.
import { mayEverything, REPORTS_SCHEDULE, userMay } from '../api/permission.ts'
import type {
  Every,
  ReportRunDocument,
  ReportScheduleDocument,
  ReportScheduleSettings,
} from '../core/directory/report-schedule.ts'
import type { ConfigurationInput } from '../core/input.ts'
import { isZone } from '../core/metrics/history/intervals.ts'
import type { Clock } from '../io/clock.ts'
import { newUuid } from '../io/crypto.ts'
import { reportPermission } from '../report/produce-report.ts'
import { dueAfter } from '../report/report-due.ts'
import { kindOfPage } from '../report/report-request.ts'
import { RUN_KIND, SCHEDULE_KIND, type ScheduledReports } from '../report/scheduled-reports.ts'
import type { BlobStore } from '../store/blob-store.ts'
import {
  type AdministratorWorld,
  type Answer,
  permittedRoute,
  permittedUser,
} from './administrator.ts'
import { problem, type Request, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface ReportScheduleWorld extends AdministratorWorld {
  readonly clock: Pick<Clock, 'now'>
  readonly blobs: Pick<BlobStore, 'get'>
  readonly scheduled: Pick<ScheduledReports, 'makeNow'>
  submit(...inputs: ConfigurationInput[]): Promise<unknown>
}

const PATH = /^\/api\/report-schedules(?:\/([\w-]{1,64})(\/run)?)?$/
const FILE = /^\/api\/report-schedules\/([\w-]{1,64})\/files\/(\d{1,15})$/
const SCHEDULES_MAX = 200
const NAME_MAX = 127
const QUERY_MAX = 4_000
const COVERS_MAX: Readonly<Record<Every, number>> = { hour: 168, day: 92, week: 52 }
const KEEP_DAYS_MAX = 400
const TYPES = { csv: 'text/csv; charset=utf-8', pdf: 'application/pdf' } as const

export function reportScheduleRoutes(world: ReportScheduleWorld): readonly Route[] {
  const settings = permittedRoute(
    world,
    PATH,
    () => REPORTS_SCHEDULE,
    (request, [, id, run], userId) => answer(world, request, { id, run, userId }),
  )
  return [fileRoute(world), settings]
}

interface Asked {
  readonly id: string | undefined
  readonly run: string | undefined
  readonly userId: string
}

async function answer(world: ReportScheduleWorld, request: Request, asked: Asked): Promise<Answer> {
  const { id, run, userId } = asked
  const { method } = request
  if (id === undefined) return all(world, request, userId)
  const schedule = world.centre.directory.get(SCHEDULE_KIND, id)
  if (!schedule || !maySee(world, schedule.Owner, userId)) {
    return [404, `There is no scheduled report ${id}.`]
  }
  if (run !== undefined) {
    if (method !== 'POST') return [405, 'Use POST.']
    await world.scheduled.makeNow(id)
    return [200, shown(world, id, world.centre.directory.get(SCHEDULE_KIND, id) ?? schedule)]
  }
  if (method === 'GET') return [200, shown(world, id, schedule)]
  if (method === 'PUT') return put(world, id, request, schedule.Owner, schedule)
  if (method !== 'DELETE') return [405, 'Use GET, PUT or DELETE.']
  // Its files go with it, a moment later.
  await world.submit({ type: 'config.delete', kind: SCHEDULE_KIND, id })
  return [200, {}]
}

async function all(world: ReportScheduleWorld, request: Request, userId: string): Promise<Answer> {
  const schedules = [...world.centre.directory.list(SCHEDULE_KIND)]
  if (request.method === 'GET') {
    const seen = schedules.filter(({ document }) => maySee(world, document.Owner, userId))
    return [200, { schedules: seen.map(({ id, document }) => shown(world, id, document)) }]
  }
  if (request.method !== 'POST') return [405, 'Use GET or POST.']
  if (schedules.length >= SCHEDULES_MAX) {
    return [409, `There are at most ${SCHEDULES_MAX} scheduled reports.`]
  }
  return put(world, newUuid(), request, userId)
}

async function put(
  world: ReportScheduleWorld,
  id: string,
  request: Request,
  owner: string,
  before?: ReportScheduleDocument,
): Promise<Answer> {
  const read = readSchedule(world, parseObject(await request.body()), owner)
  if (typeof read === 'string') return [400, read]
  const now = world.clock.now()
  const isSameTime =
    before && ['Every', 'At', 'Weekday', 'Zone'].every(name => before[name] === read[name])
  const document: ReportScheduleDocument = {
    ...read,
    Owner: owner,
    // At other times it begins now: what would have been due before is not made up.
    DoneUntil: isSameTime ? before.DoneUntil : now,
    LastModifiedTime: now,
  }
  await world.submit({ type: 'config.put', kind: SCHEDULE_KIND, id, document })
  return [200, shown(world, id, document)]
}

/** Answers a sentence when something is wrong. */
function readSchedule(
  world: ReportScheduleWorld,
  given: Readonly<Record<string, unknown>>,
  owner: string,
): ReportScheduleSettings | string {
  const { name, page, query = '', language = 'en', format = 'csv', every, at = '06:00' } = given
  const { weekday = 1, zone = 'UTC', covers = 1, keepDays = 90, sink } = given
  if (typeof name !== 'string' || name.trim() === '' || name.length > NAME_MAX) {
    return `\`name\` must be a text of 1 to ${NAME_MAX} characters.`
  }
  const kind = typeof page === 'string' ? kindOfPage(page) : undefined
  if (typeof page !== 'string' || !kind) {
    return '`page` must be a page of the console that is a report, like /reports/sign-ins.'
  }
  if (!mayMake(world, owner, page)) return `That needs the permission ${reportPermission(kind)}.`
  if (typeof query !== 'string' || query.length > QUERY_MAX) {
    return `\`query\` must be a text of ${QUERY_MAX} characters at most.`
  }
  if (typeof language !== 'string' || !/^[A-Za-z-]{2,20}$/.test(language)) {
    return '`language` must be a tag like en or de.'
  }
  if (format !== 'csv' && format !== 'pdf') return '`format` must be csv or pdf.'
  if (every !== 'hour' && every !== 'day' && every !== 'week') {
    return '`every` must be hour, day or week.'
  }
  if (typeof at !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) {
    return '`at` must be a time like 06:30.'
  }
  if (!isWhole(weekday, 1, 7)) return '`weekday` must be a number from 1 (Monday) to 7.'
  if (typeof zone !== 'string' || !isZone(zone)) return `There is no time zone ${String(zone)}.`
  if (!isWhole(covers, 1, COVERS_MAX[every])) {
    return `\`covers\` must be a whole number from 1 to ${COVERS_MAX[every]}.`
  }
  if (!isWhole(keepDays, 1, KEEP_DAYS_MAX)) {
    return `\`keepDays\` must be a whole number from 1 to ${KEEP_DAYS_MAX}.`
  }
  if (sink !== undefined && !isWebhook(world, sink)) {
    return '`sink` must be the name of an event sink that is a webhook.'
  }
  return {
    Name: name.trim(),
    Page: page,
    Query: query,
    Language: language,
    Format: format,
    Every: every,
    At: at,
    Weekday: weekday,
    Zone: zone,
    Covers: covers,
    KeepDays: keepDays,
    ...(typeof sink === 'string' && { Sink: sink }),
  }
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
}

function isWebhook({ centre }: ReportScheduleWorld, sink: unknown): boolean {
  return typeof sink === 'string' && centre.directory.get('event-sink', sink)?.type === 'webhook'
}

/** Whether a user may have the report of a page made, and at set times. */
export function mayMake(
  { centre }: Pick<AdministratorWorld, 'centre'>,
  userId: string,
  page: string,
): boolean {
  const kind = kindOfPage(page)
  if (kind === undefined || !centre.directory.get('agent', userId)) return false
  const needed = [REPORTS_SCHEDULE, reportPermission(kind)]
  return mayEverything(centre, userId) || needed.every(each => userMay(centre, userId, each))
}

function maySee({ centre }: ReportScheduleWorld, owner: string, userId: string): boolean {
  return owner === userId || mayEverything(centre, userId)
}

function fileRoute(world: ReportScheduleWorld): Route {
  return async (request, response) => {
    const [, scheduleId, dueAt] = FILE.exec(request.path) ?? []
    if (scheduleId === undefined) return false
    if (request.method !== 'GET') return problem(response, 405, 'Use GET.')
    const userId = await permittedUser(world, REPORTS_SCHEDULE, request, response)
    if (userId === undefined) return true
    const run = world.centre.directory.get(RUN_KIND, `${scheduleId}:${dueAt}`)
    const isSeen = run?.Key !== undefined && maySee(world, run.Owner, userId)
    const bytes = isSeen ? await world.blobs.get(run.Key ?? '') : undefined
    if (!run || !bytes) return problem(response, 404, 'There is no such file.')
    const day = new Date(run.DueAt).toISOString().slice(0, 16).replace(':', '')
    response.writeHead(200, {
      'content-type': TYPES[run.Format],
      'content-disposition': `attachment; filename="report-${day}.${run.Format}"`,
      'cache-control': 'no-store',
    })
    response.end(bytes)
    return true
  }
}

function shown(
  { centre }: ReportScheduleWorld,
  id: string,
  schedule: ReportScheduleDocument,
): object {
  const { Name, Page, Query, Language, Format, Every: every, At, Weekday, Zone, Covers } = schedule
  const runs = [...centre.directory.list(RUN_KIND)]
    .map(({ document }) => document)
    .filter(({ ScheduleId }) => ScheduleId === id)
    .sort((a, b) => b.DueAt - a.DueAt)
  return {
    id,
    name: Name,
    page: Page,
    query: Query,
    language: Language,
    format: Format,
    every,
    at: At,
    weekday: Weekday,
    zone: Zone,
    covers: Covers,
    keepDays: schedule.KeepDays,
    sink: schedule.Sink,
    owner: centre.directory.get('agent', schedule.Owner)?.Username,
    nextAt: dueAfter(schedule, schedule.DoneUntil),
    files: runs.map(run => shownRun(run)),
  }
}

function shownRun(run: ReportRunDocument): object {
  const { DueAt, From, Until, MadeAt, Bytes, Problem, Delivery, DeliveryProblem, Format } = run
  return {
    dueAt: DueAt,
    from: From,
    until: Until,
    madeAt: MadeAt,
    format: Format,
    bytes: Bytes,
    problem: Problem,
    delivery: Delivery,
    deliveryProblem: DeliveryProblem,
  }
}
