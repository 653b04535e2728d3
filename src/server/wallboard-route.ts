// `/api/wallboards`: big numbers for a wall, for whoever sees metrics; and `GET /api/wallboard`, which needs no
// sign-in but the token of a link (`Authorization: Bearer …`) and tells the numbers of one board.
import { randomBytes } from 'node:crypto'
import type { Entry } from '../core/directory/directory.ts'
import type { WallboardDocument, WallboardLimit } from '../core/directory/saved-report.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { JsonObject } from '../core/json.ts'
import type { Clock } from '../io/clock.ts'
import { equalInConstantTime, newUuid, sha256Hex } from '../io/crypto.ts'
import { type AdministratorWorld, type Answer, permittedRoute } from './administrator.ts'
import { json, problem, type Request, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface WallboardWorld extends AdministratorWorld {
  readonly clock: Pick<Clock, 'now'>
  submit(input: ConfigurationInput): Promise<unknown>
  /** The figures of a board, as a user may see them; undefined when they may not. */
  figures(board: WallboardDocument, userId: string): Promise<JsonObject | undefined>
}

const PATH = /^\/api\/wallboards(?:\/([\w-]{1,64})(\/link|\/figures)?)?$/
const KIND = 'wallboard'
const BOARDS_MAX = 200
const QUEUES_MAX = 100
const NAME_MAX = 127
const ROTATE_SECONDS_MAX = 600
const TOKEN_BYTES = 32

export function wallboardRoutes(world: WallboardWorld): readonly Route[] {
  const settings = permittedRoute(
    world,
    PATH,
    () => 'AccessMetrics.View',
    (request, [, id, part], userId) => answer(world, request, { id, part, userId }),
  )
  return [withToken(world), settings]
}

interface Asked {
  readonly id: string | undefined
  readonly part: string | undefined
  readonly userId: string
}

async function answer(world: WallboardWorld, request: Request, asked: Asked): Promise<Answer> {
  const { id, part, userId } = asked
  if (id === undefined) return all(world, request)
  const board = world.centre.directory.get(KIND, id)
  if (!board) return [404, `There is no wallboard ${id}.`]
  const { method } = request
  if (part === '/figures') {
    if (method !== 'GET') return [405, 'Use GET.']
    return [200, { ...shown(id, board), ...(await world.figures(board, userId)) }]
  }
  if (part === '/link') return link(world, method, id, board, userId)
  if (method === 'GET') return [200, shown(id, board)]
  if (method === 'PUT') return put(world, id, request, board)
  if (method !== 'DELETE') return [405, 'Use GET, PUT or DELETE.']
  await world.submit({ type: 'config.delete', kind: KIND, id })
  return [200, {}]
}

async function all(world: WallboardWorld, request: Request): Promise<Answer> {
  const boards = [...world.centre.directory.list(KIND)]
  if (request.method === 'GET') {
    return [200, { wallboards: boards.map(({ id, document }) => shown(id, document)) }]
  }
  if (request.method !== 'POST') return [405, 'Use GET or POST.']
  if (boards.length >= BOARDS_MAX) return [409, `There are at most ${BOARDS_MAX} wallboards.`]
  return put(world, newUuid(), request)
}

async function put(
  { centre, clock, submit }: WallboardWorld,
  id: string,
  request: Request,
  before?: WallboardDocument,
): Promise<Answer> {
  const asked = parseObject(await request.body())
  const { name, queueIds = [], limits = {}, rotateSeconds = 0, sound = false } = asked
  if (typeof name !== 'string' || name.trim() === '' || name.length > NAME_MAX) {
    return [400, `\`name\` must be a text of 1 to ${NAME_MAX} characters.`]
  }
  if (!Array.isArray(queueIds) || queueIds.length > QUEUES_MAX) {
    return [400, `\`queueIds\` must be a list of ${QUEUES_MAX} ids at most.`]
  }
  const missing = queueIds.find(each => !centre.directory.get('queue', String(each)))
  if (missing !== undefined) return [400, `There is no queue ${String(missing)}.`]
  const read = readLimits(limits)
  if (!read) return [400, '`limits` must have `warn`, `alarm` (numbers) and `below` by metric.']
  if (!isWholeUpTo(rotateSeconds, ROTATE_SECONDS_MAX)) {
    return [400, `\`rotateSeconds\` must be a whole number from 0 to ${ROTATE_SECONDS_MAX}.`]
  }
  const document: WallboardDocument = {
    Name: name.trim(),
    QueueIds: queueIds.map(String),
    Limits: read,
    RotateSeconds: Number(rotateSeconds),
    Sound: sound === true,
    ...(before?.Link && { Link: before.Link }),
    LastModifiedTime: clock.now(),
  }
  await submit({ type: 'config.put', kind: KIND, id, document })
  return [200, shown(id, document)]
}

function isWholeUpTo(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most
}

function readLimits(given: unknown): Readonly<Record<string, WallboardLimit>> | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const limits: Record<string, WallboardLimit> = {}
  for (const [metric, limit] of Object.entries(given).slice(0, 50)) {
    if (typeof limit !== 'object' || limit === null || !/^[A-Z_]{1,64}$/.test(metric)) {
      return undefined
    }
    const { warn, alarm, below } = limit as Record<string, unknown>
    const numbers = [warn, alarm].map(each => (typeof each === 'number' ? each : null))
    limits[metric] = { Warn: numbers[0] ?? null, Alarm: numbers[1] ?? null, Below: below === true }
  }
  return limits
}

/** A new link ends the one before. The token is shown this once. */
async function link(
  { clock, submit }: WallboardWorld,
  method: string,
  id: string,
  board: WallboardDocument,
  userId: string,
): Promise<Answer> {
  const { Link: _, ...without } = board
  if (method === 'DELETE') {
    const document = { ...without, LastModifiedTime: clock.now() }
    await submit({ type: 'config.put', kind: KIND, id, document })
    return [200, shown(id, document as WallboardDocument)]
  }
  if (method !== 'POST') return [405, 'Use POST or DELETE.']
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const now = clock.now()
  const Link = { Hash: sha256Hex(token), UserId: userId, Since: now }
  const document = { ...without, Link, LastModifiedTime: now } as WallboardDocument
  await submit({ type: 'config.put', kind: KIND, id, document })
  return [200, { ...shown(id, document), token }]
}

function withToken(world: WallboardWorld): Route {
  return async (request, response) => {
    if (request.path !== '/api/wallboard') return false
    if (request.method !== 'GET') return problem(response, 405, 'Use GET.')
    const token = /^Bearer ([\w-]{20,100})$/.exec(request.incoming.headers.authorization ?? '')?.[1]
    const found = token === undefined ? undefined : boardOf(world, token)
    const link = found?.document.Link
    const figures = link && (await world.figures(found.document, link.UserId))
    if (!found || !figures) return problem(response, 401, 'This link does not hold any more.')
    return json(response, 200, { ...shown(found.id, found.document), ...figures })
  }
}

/** Looks at every board whichever it is, so that how long it takes tells nothing. */
function boardOf({ centre }: WallboardWorld, token: string) {
  const given = Buffer.from(sha256Hex(token))
  let found: Entry<typeof KIND> | undefined
  for (const board of centre.directory.list(KIND)) {
    const { Link } = board.document
    if (Link && equalInConstantTime(given, Buffer.from(Link.Hash))) found = board
  }
  return found
}

function shown(
  id: string,
  { Name, QueueIds, Limits, RotateSeconds, Sound, Link }: WallboardDocument,
): object {
  return {
    id,
    name: Name,
    queueIds: QueueIds,
    limits: Object.fromEntries(
      Object.entries(Limits).map(([metric, { Warn, Alarm, Below }]) => [
        metric,
        { warn: Warn ?? undefined, alarm: Alarm ?? undefined, below: Below },
      ]),
    ),
    rotateSeconds: RotateSeconds,
    sound: Sound,
    ...(Link && { linkSince: Link.Since }),
  }
}
