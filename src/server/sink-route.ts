// `/api/sinks`: who is told what happens, for administrators. For example:
// `curl -u admin:… -X PUT http://…/api/sinks/crm -d '{"type": "webhook", "url": "https://…"}'`.
import { randomBytes } from 'node:crypto'
import type { EventSinkDocument } from '../core/directory/event-sink.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { Clock } from '../io/clock.ts'
import { readSinkSettings, shownSink } from '../sink/sink-settings.ts'
import { type AdministratorWorld, type Answer, administratorsRoute } from './administrator.ts'
import type { Request, Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'
import type { SinkHub } from './sink-hub.ts'

export interface SinkRouteWorld extends AdministratorWorld {
  readonly clock: Clock
  readonly hub: SinkHub
  submit(input: ConfigurationInput): Promise<unknown>
}

const PATH = /^\/api\/sinks(?:\/([^/]*))?$/
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/

export function sinkRoute(world: SinkRouteWorld): Route {
  return administratorsRoute(world, PATH, (request, name) => answer(world, request, name))
}

async function answer(
  world: SinkRouteWorld,
  request: Request,
  name: string | undefined,
): Promise<Answer> {
  const { method } = request
  if (name === undefined) {
    if (method !== 'GET') return [405, 'Use GET here, and PUT or DELETE on /api/sinks/NAME.']
    const sinks = Object.entries(world.hub.settings())
    return [200, { sinks: sinks.map(([each, settings]) => shown(world, each, settings)) }]
  }
  if (!NAME.test(name)) return [400, 'A name has up to 40 small letters, digits and hyphens.']
  if (method === 'PUT') return put(world, name, parseObject(await request.body()))
  const settings = world.hub.sink(name)
  if (settings === undefined) return [404, `There is no sink named ${name}.`]
  if (method === 'GET') return [200, shown(world, name, settings)]
  if (method !== 'DELETE') return [405, 'Use GET, PUT or DELETE.']
  if (isFixed(world, name)) return [409, FIXED]
  await world.submit({ type: 'config.delete', kind: 'event-sink', id: name })
  return [200, {}]
}

async function put(
  world: SinkRouteWorld,
  name: string,
  asked: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const former = world.centre.directory.get('event-sink', name)
  if (former === undefined && isFixed(world, name)) return [409, FIXED]
  let made: string | undefined
  const document = readSinkSettings(asked, {
    former,
    now: world.clock.now(),
    newSecret: () => {
      made = randomBytes(32).toString('base64url')
      return made
    },
  })
  if (typeof document === 'string') return [400, document]
  await world.submit({ type: 'config.put', kind: 'event-sink', id: name, document })
  // The only time that it is shown.
  return [200, { ...shown(world, name, document), ...(made !== undefined && { secret: made }) }]
}

const FIXED = 'This sink was made by PARLEY_NATS_URL, or by the API: change it there.'

function isFixed({ centre, hub }: SinkRouteWorld, name: string): boolean {
  return centre.directory.get('event-sink', name) === undefined && hub.sink(name) !== undefined
}

function shown({ hub }: SinkRouteWorld, name: string, settings: EventSinkDocument): object {
  return { name, ...shownSink(settings), status: hub.status(name) ?? null }
}
