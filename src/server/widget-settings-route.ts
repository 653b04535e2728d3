// `/api/widgets`: the chat widgets, for administrators. For example:
// `curl -u admin:… -X POST http://…/api/widgets -d '{"name": "Shop", "flow": "Sample chat flow"}'`.
import { randomBytes } from 'node:crypto'
import { readWidgetSettings, shownWidget } from '../api/widget/widget-settings.ts'
import type { ConfigurationInput } from '../core/input.ts'
import { newUuid } from '../io/crypto.ts'
import { type AdministratorWorld, type Answer, administratorsRoute } from './administrator.ts'
import type { Request, Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface WidgetSettingsWorld extends AdministratorWorld {
  submit(input: ConfigurationInput): Promise<unknown>
}

const PATH = /^\/api\/widgets(?:\/([A-Za-z0-9-]{1,64}))?$/
const WIDGETS_MAX = 500
/** 44 characters of base64, as Amazon's widgets have. */
const SECRET_BYTES = 32

export function widgetSettingsRoute(world: WidgetSettingsWorld): Route {
  return administratorsRoute(world, PATH, (request, name) => answer(world, request, name))
}

async function answer(
  world: WidgetSettingsWorld,
  request: Request,
  id: string | undefined,
): Promise<Answer> {
  const { directory } = world.centre
  if (id === undefined) return all(world, request)
  const widget = directory.get('chat-widget', id)
  if (!widget) return [404, `There is no widget ${id}.`]
  switch (request.method) {
    case 'GET':
      return [200, shownWidget(id, widget)]
    case 'PUT':
      return put(world, id, request)
    case 'DELETE':
      await world.submit({ type: 'config.delete', kind: 'chat-widget', id })
      return [200, {}]
    default:
      return [405, 'Use GET, PUT or DELETE.']
  }
}

async function all(world: WidgetSettingsWorld, request: Request): Promise<Answer> {
  const widgets = [...world.centre.directory.list('chat-widget')]
  if (request.method === 'GET') {
    return [200, { widgets: widgets.map(({ id, document }) => shownWidget(id, document)) }]
  }
  if (request.method !== 'POST')
    return [405, 'Use GET or POST here, and others on /api/widgets/ID.']
  if (widgets.length >= WIDGETS_MAX) return [409, `There are at most ${WIDGETS_MAX} widgets.`]
  return put(world, newUuid(), request)
}

async function put(world: WidgetSettingsWorld, id: string, request: Request): Promise<Answer> {
  const asked = parseObject(await request.body())
  const { directory } = world.centre
  let made: string | undefined
  const document = readWidgetSettings(asked, {
    directory,
    former: directory.get('chat-widget', id),
    newSecret: () => {
      made = randomBytes(SECRET_BYTES).toString('base64')
      return made
    },
  })
  if (typeof document === 'string') return [400, document]
  await world.submit({ type: 'config.put', kind: 'chat-widget', id, document })
  // The only time that it is shown.
  return [200, { ...shownWidget(id, document), ...(made !== undefined && { secret: made }) }]
}
