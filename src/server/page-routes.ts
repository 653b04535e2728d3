// The JSON behind our own pages: signing in and out, the console's overview, and recordings.
import type { ServerResponse } from 'node:http'
import type { Overview, Session } from '../api/contract/page-http.ts'
import { permissionsOf, userMay } from '../api/permission.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { ContactRow } from '../core/event.ts'
import { flowReference } from '../core/flow/reference.ts'
import type { JsonObject } from '../core/json.ts'
import type { Clock } from '../io/clock.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { ContactStore } from '../store/contact-store.ts'
import { json, problem, type Request, type Route } from './http-server.ts'
import { isSecure } from './reached-at.ts'
import type { Refused, Sessions } from './sessions.ts'

export interface PageWorld {
  readonly clock: Clock
  readonly centre: CentreView
  readonly contacts: ContactStore
  readonly blobs: BlobStore
  readonly sessions: Sessions
  instanceArn(): string
}

const DAY_MS = 86_400_000
const RECENT = 20

export function pageRoutes(world: PageWorld): Route {
  return (request, response) => {
    const { method, path } = request
    if (!path.startsWith('/api/')) return false
    const key = `${method} ${path}`
    if (key === 'POST /api/login') return signIn(world, request, response)
    if (key === 'GET /api/sign-in') return signInByLink(world, request, response)
    if (key === 'POST /api/logout') return signOut(world, response)
    if (key === 'POST /api/session/activity') return goOn(world, request, response)
    const userId = world.sessions.userOf(request.incoming)
    if (key === 'GET /api/session') {
      return userId === undefined
        ? problem(response, 401, 'Nobody is signed in.')
        : json(response, 200, session(world, userId))
    }
    const recording = /^\/api\/contacts\/([\w-]{1,64})\/recording$/.exec(path)?.[1]
    if (key !== 'GET /api/overview' && (recording === undefined || method !== 'GET')) return false
    if (userId === undefined) return problem(response, 401, 'Sign in first.')
    if (recording === undefined) return sendOverview(world, userId, response)
    return sendRecording(world, userId, recording, request, response)
  }
}

async function signIn(world: PageWorld, request: Request, response: ServerResponse) {
  // Only our own pages: a form on another site cannot send JSON without asking.
  if (!request.incoming.headers['content-type']?.startsWith('application/json')) {
    return problem(response, 415, 'Send the user name and password as JSON.')
  }
  const { username, password, code } = parseObject(await request.body())
  if (typeof username !== 'string' || typeof password !== 'string') {
    return problem(response, 400, 'Give a user name and a password.')
  }
  const address = request.incoming.socket.remoteAddress ?? ''
  if (code !== undefined && typeof code !== 'string') {
    return problem(response, 400, 'Give the code as text.')
  }
  const outcome = await world.sessions.signIn({ username, password, code }, address)
  if ('refused' in outcome) {
    const [status, sentence] = REFUSALS[outcome.refused]
    return problem(response, status, sentence)
  }
  const secure = isSecure(request.incoming)
  response.setHeader('set-cookie', world.sessions.cookieFor(outcome.userId, secure))
  return json(response, 200, session(world, outcome.userId))
}

const REFUSALS = {
  wrong: [401, 'The user name, the password or the code is wrong.'],
  tooOften: [429, 'Too many wrong passwords. Wait a minute.'],
  code: [428, 'Give the code of your authenticator app as well.'],
  address: [403, 'Nobody may sign in from this address.'],
} as const satisfies Readonly<Record<Refused, readonly [number, string]>>

/** From another system, which has asked for the link (GetFederationToken). */
function signInByLink(
  { sessions }: PageWorld,
  { incoming, query }: Request,
  response: ServerResponse,
): true {
  const ticket = new URLSearchParams(query).get('ticket') ?? ''
  const userId = sessions.userOfLink(ticket, incoming.socket.remoteAddress ?? '')
  if (userId === undefined) {
    return problem(response, 403, 'This link has been used, or is too old. Ask for another one.')
  }
  response.setHeader('set-cookie', sessions.cookieFor(userId, isSecure(incoming)))
  response.setHeader('location', '/')
  return json(response, 302, {})
}

/** A sign of life: the session goes on. */
function goOn({ sessions }: PageWorld, request: Request, response: ServerResponse): true {
  const cookie = sessions.cookieAfter(request.incoming, isSecure(request.incoming))
  if (cookie === undefined) return problem(response, 401, 'Nobody is signed in.')
  response.setHeader('set-cookie', cookie)
  return json(response, 200, {})
}

function signOut(world: PageWorld, response: ServerResponse): true {
  response.setHeader('set-cookie', world.sessions.endCookie)
  return json(response, 200, {})
}

function session({ centre, instanceArn }: PageWorld, userId: string): Session {
  const user = centre.directory.get('agent', userId)
  const { FirstName, LastName } = user?.IdentityInfo ?? {}
  const username = user?.Username ?? ''
  return {
    userId,
    username,
    name: [FirstName, LastName].filter(Boolean).join(' ') || username,
    securityProfiles: profileNames(centre, userId),
    instanceId: centre.instanceId,
    instanceArn: instanceArn(),
    permissions: permissionsOf(centre, userId),
  }
}

function profileNames(centre: CentreView, userId: string): string[] {
  const ids = centre.directory.get('agent', userId)?.SecurityProfileIds ?? []
  return ids.flatMap(id => {
    const profile = centre.directory.get('security-profile', id) as
      | { readonly SecurityProfileName?: string; readonly Name?: string }
      | undefined
    return profile?.SecurityProfileName ?? profile?.Name ?? []
  })
}

async function sendOverview(world: PageWorld, userId: string, response: ServerResponse) {
  // Agents see their own softphone, not everybody's contacts.
  if (!userMay(world.centre, userId, 'AccessMetrics.View'))
    return problem(response, 403, 'This page is for supervisors.')
  return json(response, 200, await overview(world))
}

async function overview(world: PageWorld): Promise<Overview> {
  const { centre, clock } = world
  const now = clock.now()
  const { directory } = centre
  return {
    now,
    instance: {
      id: centre.instanceId,
      alias: directory.get('instance', centre.instanceId)?.Alias ?? '',
      arn: world.instanceArn(),
    },
    numbers: [...directory.list('phone-number')].map(({ document }) => {
      const flowId = document.ContactFlowId
      const flow =
        flowId === undefined
          ? undefined
          : directory.get('contact-flow', flowReference(flowId).id)?.Name
      return {
        number: document.PhoneNumber,
        ...(flowId !== undefined && flow !== undefined && { flow, flowId }),
      }
    }),
    queues: queues(world, now),
    agents: [...centre.agents()].map(agent => ({
      username: agent.username,
      status: agent.status.name,
      since: agent.status.since,
      contacts: agent.contacts.map(({ state, queueId }) => {
        const queue = queueId === undefined ? undefined : directory.get('queue', queueId)?.Name
        return { state, ...(queue === undefined ? {} : { queue }) }
      }),
    })),
    recentContacts: await recentContacts(world, now),
  }
}

function queues({ centre }: PageWorld, now: number): Overview['queues'] {
  const agents = [...centre.agents()]
  return [...centre.directory.list('queue')].map(({ id, document }) => {
    const waiting = centre.waitingIn(id)
    const first = waiting[0]
    return {
      id,
      name: document.Name,
      waiting: waiting.length,
      ...(first ? { oldestMs: now - first.enqueuedAt } : {}),
      agentsAvailable: agents.filter(agent =>
        centre.directory
          .get('routing-profile', agent.routingProfileId)
          ?.QueueConfigs.some(
            ({ QueueId, Channel }) => QueueId === id && (agent.freeSlots[Channel] ?? 0) > 0,
          ),
      ).length,
    }
  })
}

async function recentContacts(world: PageWorld, now: number): Promise<Overview['recentContacts']> {
  const { rows } = await world.contacts.search({
    timeType: 'initiatedAt',
    from: now - DAY_MS,
    to: now + DAY_MS,
    sort: { by: 'initiatedAt', descending: true },
    limit: RECENT,
  })
  return rows.map(row => contactLine(world, row))
}

function contactLine({ centre }: PageWorld, row: ContactRow): Overview['recentContacts'][number] {
  const queue = row.queueId && centre.directory.get('queue', row.queueId)?.Name
  const agent = row.agentId && centre.directory.get('agent', row.agentId)?.Username
  const reason = row.record.DisconnectReason
  return {
    contactId: row.contactId,
    initiatedAt: row.initiatedAt,
    ...(row.customerAddress === undefined ? {} : { customer: row.customerAddress }),
    ...(queue ? { queue } : {}),
    ...(agent ? { agent } : {}),
    ...(row.disconnectedAt === undefined
      ? {}
      : { durationMs: row.disconnectedAt - row.initiatedAt }),
    ...(typeof reason === 'string' ? { disconnectReason: reason } : {}),
    recording: recordingKey(row) !== undefined,
  }
}

function recordingKey(row: ContactRow): string | undefined {
  const recording = row.record.Recording as JsonObject | null | undefined
  const location = recording?.Location
  return typeof location === 'string' ? location : undefined
}

async function sendRecording(
  world: PageWorld,
  userId: string,
  contactId: string,
  request: Request,
  response: ServerResponse,
): Promise<boolean> {
  const row = await world.contacts.get(contactId)
  // Whoever may see all contacts may listen, and the agent who took the call.
  if (!row || (row.agentId !== userId && !userMay(world.centre, userId, 'Contacts.View'))) {
    return problem(response, 404, 'There is no such recording.')
  }
  const key = recordingKey(row)
  if (key === undefined) return problem(response, 404, 'This contact has no recording.')
  return sendBlob(world.blobs, key, 'audio/wav', request, response)
}

/** Sends a blob, or the range of it that was asked for (RFC 9110 §14). */
export async function sendBlob(
  blobs: BlobStore,
  key: string,
  type: string,
  request: Request,
  response: ServerResponse,
): Promise<boolean> {
  const size = await blobs.size(key)
  if (size === undefined) return problem(response, 404, 'There is no such file any more.')
  const range = readRange(request.incoming.headers.range, size)
  const bytes = range ? await blobs.get(key, range) : await blobs.get(key)
  if (!bytes) return problem(response, 404, 'There is no such file any more.')
  response.writeHead(range ? 206 : 200, {
    'content-type': type,
    'content-length': bytes.length,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
    ...(range ? { 'content-range': `bytes ${range.first}-${range.last}/${size}` } : {}),
  })
  response.end(bytes)
  return true
}

function readRange(header: string | undefined, size: number) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match) return undefined
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return undefined
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return first <= last ? { first, last } : undefined
}

export function parseObject(body: Buffer): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    // Whoever reads members of nothing finds them missing and says so.
    return {}
  }
}
