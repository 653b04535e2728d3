// `/api/operations`: what the operations team says of queues, numbers and flows for now. For example:
// `curl -u supervisor:… -X PUT http://…/api/operations/queue/<id> -d '{"closed": true, "message": "…"}'`.
import { userReaches } from '../api/access/reach.ts'
import type {
  OperationsChange,
  OperationsEntry,
  OperationsOverview,
  OperationsState,
} from '../api/contract/operations-http.ts'
import {
  NOTICE_TARGETS,
  type NoticeDocument,
  type NoticeEntry,
  type NoticeTarget,
  noticeId,
  noticeOf,
} from '../core/directory/notice.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { Clock } from '../io/clock.ts'
import { type AdministratorWorld, type Answer, permittedRoute } from './administrator.ts'
import type { Request, Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface OperationsWorld extends AdministratorWorld {
  readonly clock: Clock
  submit(input: ConfigurationInput): Promise<unknown>
}

const PATH = /^\/api\/operations(?:\/([a-z-]+)\/([\w-]{1,64}))?$/
/** A minute or so of speech. */
const MESSAGE_MAX = 1000
/** Kept of each target, for the log. */
const ENTRIES_MAX = 50
const LOG_MAX = 200

export function operationsRoute(world: OperationsWorld): Route {
  return permittedRoute(
    world,
    PATH,
    method => (method === 'GET' ? 'Operations.View' : 'Operations.Edit'),
    (request, found, userId) => answer(world, request, { found, userId }),
  )
}

async function answer(
  world: OperationsWorld,
  request: Request,
  { found, userId }: { found: RegExpExecArray; userId: string },
): Promise<Answer> {
  const { method } = request
  const [, word, id] = found
  if (word === undefined || id === undefined) {
    return method === 'GET' ? [200, overview(world, userId)] : [405, 'Use GET here.']
  }
  const target = NOTICE_TARGETS.find(each => each === word)
  if (!target || !maySee(world, userId, target, id)) {
    return [404, `There is no ${word} ${id}.`]
  }
  if (method === 'GET') return [200, stateOf(world, target, id)]
  if (method === 'DELETE') return say(world, [target, id], userId, { closed: false })
  if (method !== 'PUT') return [405, 'Use GET, PUT or DELETE.']
  const change = readChange(parseObject(await request.body()), world.clock.now())
  return typeof change === 'string' ? [400, change] : say(world, [target, id], userId, change)
}

async function say(
  world: OperationsWorld,
  [target, id]: readonly [NoticeTarget, string],
  userId: string,
  { closed, message, until }: OperationsChange,
): Promise<Answer> {
  const { directory } = world.centre
  const former = directory.get('notice', noticeId(target, id))?.Entries ?? []
  const entry: NoticeEntry = {
    // Two within one millisecond are two.
    At: Math.max(world.clock.now(), (former[0]?.At ?? 0) + 1),
    By: directory.get('agent', userId)?.Username ?? userId,
    Closed: closed,
    ...(message !== undefined && { Message: message }),
    ...(until !== undefined && { Until: until }),
  }
  const document: NoticeDocument = {
    Target: target,
    TargetId: id,
    Entries: [entry, ...former].slice(0, ENTRIES_MAX),
  }
  await world.submit({ type: 'config.put', kind: 'notice', id: noticeId(target, id), document })
  return [200, stateOf(world, target, id)]
}

/** What is asked for, or what is wrong with it. */
function readChange(
  asked: Readonly<Record<string, unknown>>,
  now: number,
): OperationsChange | string {
  const { closed = false, message, until, ...others } = asked
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) return `There is nothing called \`${unknown}\`.`
  if (typeof closed !== 'boolean') return '`closed` must be true or false.'
  if (message !== undefined && (typeof message !== 'string' || message.length > MESSAGE_MAX)) {
    return `\`message\` must be text of up to ${MESSAGE_MAX} characters.`
  }
  if (until !== undefined && !(Number.isInteger(until) && Number(until) > now)) {
    return '`until` must be a time to come, in milliseconds since 1970.'
  }
  const text = message?.trim()
  return {
    closed,
    ...(text !== undefined && text !== '' && { message: text }),
    ...(until !== undefined && { until: Number(until) }),
  }
}

function maySee({ centre }: OperationsWorld, userId: string, target: NoticeTarget, id: string) {
  const document = centre.directory.get(target, id)
  return document !== undefined && userReaches(centre, userId, target, { id, document })
}

function overview(world: OperationsWorld, userId: string): OperationsOverview {
  const { directory } = world.centre
  const ids: [NoticeTarget, string][] = [
    ...[...directory.list('queue')].map(({ id }): [NoticeTarget, string] => ['queue', id]),
    ...[...directory.list('phone-number')].map(({ id }): [NoticeTarget, string] => [
      'phone-number',
      id,
    ]),
    ...[...directory.list('contact-flow')]
      .filter(({ document }) => document.Type === 'CONTACT_FLOW' && document.State === 'ACTIVE')
      .map(({ id }): [NoticeTarget, string] => ['contact-flow', id]),
  ]
  const log = [...directory.list('notice')]
    .filter(({ document: { Target, TargetId } }) => maySee(world, userId, Target, TargetId))
    .flatMap(({ document: { Target, TargetId, Entries } }) =>
      Entries.map(entry => ({
        ...shown(entry),
        target: Target,
        id: TargetId,
        name: nameOf(world, Target, TargetId),
      })),
    )
  return {
    now: world.clock.now(),
    targets: ids
      .filter(([target, id]) => maySee(world, userId, target, id))
      .map(([target, id]) => stateOf(world, target, id)),
    log: log.sort((one, other) => other.at - one.at).slice(0, LOG_MAX),
  }
}

function stateOf(world: OperationsWorld, target: NoticeTarget, id: string): OperationsState {
  const notice = noticeOf(world.centre.directory, target, id, world.clock.now())
  const name = nameOf(world, target, id)
  return { target, id, name, ...(notice && { now: shown(notice) }) }
}

function nameOf({ centre }: OperationsWorld, target: NoticeTarget, id: string): string {
  if (target === 'phone-number') return centre.directory.get(target, id)?.PhoneNumber ?? id
  return centre.directory.get(target, id)?.Name ?? id
}

function shown({ At, By, Closed, Message, Until }: NoticeEntry): OperationsEntry {
  return {
    at: At,
    by: By,
    closed: Closed,
    ...(Message !== undefined && { message: Message }),
    ...(Until !== undefined && { until: Until }),
  }
}
