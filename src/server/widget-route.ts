// `/connectwidget/…`: the script that pages of others load, what a widget looks like, and the chats
// that begin in it. For everybody, so by origin, token and number of chats a minute; never by cookie.
import type { ServerResponse } from 'node:http'
import type { ApiResponse } from '../api/api-request.ts'
import type { WidgetStarted } from '../api/contract/widget-http.ts'
import { addressKey, StartLimits } from '../api/widget/start-limits.ts'
import { mayBeOn, widgetFace } from '../api/widget/widget-settings.ts'
import { startChatBody } from '../api/widget/widget-start.ts'
import { readWidgetToken, type WidgetClaims } from '../api/widget/widget-token.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { ChatWidgetDocument } from '../core/directory/chat-widget.ts'
import type { Clock } from '../io/clock.ts'
import { CompressedFiles } from './compressed-file.ts'
import { json, problem, type Request, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'
import { isOurOrigin } from './page-streams.ts'
import { sendWidgetScript } from './widget-script.ts'

export interface WidgetWorld {
  readonly clock: Clock
  readonly centre: CentreView
  /** Where the built pages are. */
  readonly webFolder: string
  /** Starts a chat as the API's StartChatContact does, on behalf of a widget. */
  startChat(widgetId: string, body: object): Promise<ApiResponse>
}

const SCRIPT = '/connectwidget/static/amazon-connect-chat-interface-client.js'
const PATH = /^\/connectwidget\/api\/([A-Za-z0-9-]{1,64})(\/start)?$/
const BODY_MAX = 65_536
const HEADERS = 'content-type, x-amz-snippet-id, x-amz-security-token'

interface Asked {
  readonly id: string
  readonly widget: ChatWidgetDocument
  readonly request: Request
  readonly response: ServerResponse
}

export function widgetRoute(world: WidgetWorld): Route {
  const limits = new StartLimits()
  const script = { folder: world.webFolder, files: new CompressedFiles() }
  return async (request, response) => {
    if (request.path === SCRIPT) return sendWidgetScript(script, request, response)
    const [, id = '', start] = PATH.exec(request.path) ?? []
    if (id === '') return false
    const widget = world.centre.directory.get('chat-widget', id)
    allow(request, response)
    if (request.method === 'OPTIONS') return empty(response)
    if (!widget) return problem(response, 404, `There is no widget ${id}.`)
    if (!isAllowed(widget, request)) {
      return problem(response, 403, 'This widget may not be used on this page: see its `origins`.')
    }
    const asked = { id, widget, request, response }
    if (start !== undefined) return startChat(world, limits, asked)
    if (request.method !== 'GET') return problem(response, 405, 'Use GET here.')
    return json(response, 200, widgetFace(id, widget))
  }
}

/** Whoever asks may read the answer: what it is, is decided by origin, not by the browser. */
function allow({ incoming }: Request, response: ServerResponse): void {
  const { origin } = incoming.headers
  if (typeof origin !== 'string') return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('vary', 'origin')
  response.setHeader('access-control-allow-methods', 'GET, POST')
  response.setHeader('access-control-allow-headers', HEADERS)
  response.setHeader('access-control-expose-headers', 'x-amzn-errortype')
  response.setHeader('access-control-max-age', '600')
}

function empty(response: ServerResponse): true {
  response.writeHead(204)
  response.end()
  return true
}

/** Our own pages, and those that the widget is for. What names no page shows a token instead. */
function isAllowed(widget: ChatWidgetDocument, { incoming, method }: Request): boolean {
  const { origin } = incoming.headers
  if (typeof origin !== 'string') {
    return method === 'GET' || typeof incoming.headers['x-amz-security-token'] === 'string'
  }
  return isOurOrigin(incoming) || mayBeOn(widget, origin)
}

async function startChat(world: WidgetWorld, limits: StartLimits, asked: Asked): Promise<true> {
  const { id, widget, request, response } = asked
  if (request.method !== 'POST') return problem(response, 405, 'Use POST to start a chat.')
  const { perAddress, total } = widget.startsPerMinute
  const address = addressKey(request.incoming.socket.remoteAddress ?? '')
  const mayStart = limits.take(world.clock.now(), [
    [`${id} ${address}`, perAddress],
    [id, total],
  ])
  if (!mayStart)
    return refuse(response, 429, 'ThrottlingException', 'Too many chats. Wait a minute.')
  const claims = tokenOf(world, asked)
  if (typeof claims === 'string') return refuse(response, 403, 'AccessDeniedException', claims)
  // Browsers send it as text/plain, so that they need not ask first.
  const body = startChatBody(parseObject(await request.body(BODY_MAX)), {
    instanceId: world.centre.instanceId,
    widget,
    claims,
  })
  if (typeof body === 'string') return refuse(response, 400, 'InvalidRequestException', body)
  const answer = await world.startChat(id, body)
  if (answer.status !== 200) {
    response.writeHead(answer.status, answer.headers)
    response.end(answer.body)
    return true
  }
  return json(response, 200, started(answer.body, widget))
}

/** What the token says, a sentence against it, or undefined: there is none and none is needed. */
function tokenOf(world: WidgetWorld, asked: Asked): WidgetClaims | string | undefined {
  const { id, widget, request } = asked
  const token = request.incoming.headers['x-amz-security-token']
  if (typeof token !== 'string' || token === '') {
    const isFree = !widget.requiresToken && typeof request.incoming.headers.origin === 'string'
    return isFree ? undefined : 'This widget starts chats only with a token of the page it is on.'
  }
  if (widget.secret === undefined) return 'This widget has no secret that tokens are signed with.'
  return readWidgetToken(token, { widgetId: id, secret: widget.secret, now: world.clock.now() })
}

function started(body: string, { features }: ChatWidgetDocument): WidgetStarted {
  return {
    data: {
      startChatResult: JSON.parse(body) as WidgetStarted['data']['startChatResult'],
      featurePermissions: {
        ATTACHMENTS: features.attachments,
        MESSAGING_MARKDOWN: features.markdown,
      },
    },
  }
}

function refuse(response: ServerResponse, status: number, type: string, Message: string): true {
  response.setHeader('x-amzn-errortype', type)
  return json(response, status, { Message })
}
