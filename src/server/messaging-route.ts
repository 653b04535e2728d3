// `/api/messaging/NAME/in` is for providers, who sign what they say; `/api/messaging` is for
// administrators, who say who carries messages. For example:
// `curl -u admin:… -X PUT http://…/api/messaging/sms -d '{"provider": "sms", …}'`.
import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { readChannelSettings, shownChannel } from '../channel/messaging/channel-settings.ts'
import type { Messaging } from '../channel/messaging/messaging.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { MessagingChannelDocument } from '../core/directory/messaging-channel.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { Clock } from '../io/clock.ts'
import type { MessagingStore } from '../store/messaging-store.ts'
import { type AdministratorWorld, type Answer, administratorsRoute } from './administrator.ts'
import { problem, type Request, type Route } from './http-server.ts'
import { Knocks } from './knocks.ts'
import { parseObject } from './page-routes.ts'

export interface MessagingCallbackWorld {
  readonly clock: Clock
  /** Where providers reach us, `https://…`, unless a channel says otherwise. */
  readonly origin: string
  readonly centre: CentreView
  readonly messaging: Messaging
}

export interface MessagingSettingsWorld extends AdministratorWorld {
  readonly origin: string
  readonly store: Pick<MessagingStore, 'failedLines'>
  submit(input: ConfigurationInput): Promise<unknown>
}

const CALLBACK = /^\/api\/messaging\/([^/]+)\/in$/
const PATH = /^\/api\/messaging(?:\/([^/]*))?$/
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/
const BODY_MAX = 64 * 1024
const FAILURES_SHOWN = 20

/** For administrators. */
export function messagingSettingsRoute(world: MessagingSettingsWorld): Route {
  return administratorsRoute(world, PATH, (request, name) => answer(world, request, name))
}

/** For providers. */
export function messagingCallbackRoute(world: MessagingCallbackWorld): Route {
  const knocks = new Knocks(world.clock)
  return (request, response) => {
    const called = CALLBACK.exec(request.path)?.[1]
    return called === undefined ? false : hear(world, knocks, request, response, called)
  }
}

/** A provider calls. Whoever calls in vain too often is not listened to for a while. */
async function hear(
  { messaging, origin, clock, centre }: MessagingCallbackWorld,
  knocks: Knocks,
  request: Request,
  response: ServerResponse,
  channelId: string,
): Promise<boolean> {
  const { incoming, method, path, query } = request
  const from = incoming.socket.remoteAddress ?? ''
  if (method !== 'POST') return problem(response, 405, 'Use POST.')
  if (!knocks.mayCome(from)) return problem(response, 429, 'Too many requests were not signed.')
  const body = await request.body(BODY_MAX)
  const publicUrl = centre.directory.get('messaging-channel', channelId)?.publicUrl ?? origin
  const answered = await messaging.hear(channelId, {
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ),
    url: `${publicUrl}${path}${query === '' ? '' : `?${query}`}`,
    body: body.toString('utf8'),
    now: clock.now(),
  })
  if (!answered || answered.status === 401) knocks.inVain(from)
  if (!answered) return problem(response, 404, 'There is no such channel.')
  response.writeHead(answered.status, { 'content-type': answered.contentType })
  response.end(answered.body)
  return true
}

async function answer(
  world: MessagingSettingsWorld,
  request: Request,
  name: string | undefined,
): Promise<Answer> {
  const { method } = request
  const { directory } = world.centre
  if (name === undefined) {
    if (method !== 'GET') return [405, 'Use GET here, and PUT or DELETE on /api/messaging/NAME.']
    const channels = [...directory.list('messaging-channel')]
    return [200, { channels: channels.map(({ id, document }) => shown(world, id, document)) }]
  }
  if (!NAME.test(name)) return [400, 'A name has up to 40 small letters, digits and hyphens.']
  if (method === 'PUT') return put(world, name, parseObject(await request.body(BODY_MAX)))
  const document = directory.get('messaging-channel', name)
  if (!document) return [404, `There is no messaging channel named ${name}.`]
  if (method === 'GET') {
    const failures = await world.store.failedLines(name, FAILURES_SHOWN)
    const told = failures.map(each => ({ ...each, at: new Date(each.at).toISOString() }))
    return [200, { ...shown(world, name, document), failures: told }]
  }
  if (method !== 'DELETE') return [405, 'Use GET, PUT or DELETE.']
  await world.submit({ type: 'config.delete', kind: 'messaging-channel', id: name })
  return [200, {}]
}

async function put(
  world: MessagingSettingsWorld,
  name: string,
  asked: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const { directory } = world.centre
  let made: string | undefined
  const document = readChannelSettings(asked, {
    former: directory.get('messaging-channel', name),
    flowId(named) {
      const id = named.split('/').at(-1) ?? ''
      const flow = directory.get('contact-flow', id)
      if (flow) return flow.Status === 'PUBLISHED' ? id : undefined
      const byName = directory.named('contact-flow', named)
      return byName?.document.Status === 'PUBLISHED' ? byName.id : undefined
    },
    newSecret: () => {
      made = randomBytes(32).toString('base64url')
      return made
    },
  })
  if (typeof document === 'string') return [400, document]
  const taken = takenAddress(world, name, document)
  if (taken !== undefined) return [409, taken]
  await world.submit({ type: 'config.put', kind: 'messaging-channel', id: name, document })
  // The only time that it is shown.
  return [200, { ...shown(world, name, document), ...(made !== undefined && { secret: made }) }]
}

/** An answer goes out by the channel that has the address, so only one can have it. */
function takenAddress(
  { centre }: MessagingSettingsWorld,
  name: string,
  { addresses, subtype }: MessagingChannelDocument,
): string | undefined {
  for (const { id, document } of centre.directory.list('messaging-channel')) {
    if (id === name || document.subtype !== subtype) continue
    const both = addresses.find(each => document.addresses.includes(each))
    if (both !== undefined) return `${both} is an address of the channel ${id} already.`
  }
  return undefined
}

function shown(
  { origin }: MessagingSettingsWorld,
  name: string,
  document: MessagingChannelDocument,
): object {
  const callbackUrl = `${document.publicUrl ?? origin}/api/messaging/${name}/in`
  return {
    name,
    ...shownChannel(document),
    ...(document.provider !== 'topic' && { callbackUrl }),
  }
}
