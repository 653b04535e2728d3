// `/api/second-factor`: people set up the authenticator app of theirs, and administrators take away that
// of somebody who has lost it.
import { userReaches } from '../api/access/reach.ts'
import { mayAllThat } from '../api/permission.ts'
import type { CentreView } from '../core/centre-view.ts'
import type { ConfigurationInput } from '../core/input.ts'
import { type Answer, permittedRoute } from './administrator.ts'
import { json, problem, type Request, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'
import { isSecure } from './reached-at.ts'
import type { Sessions } from './sessions.ts'

export interface SecondFactorWorld {
  readonly centre: CentreView
  readonly sessions: Sessions
  submit(input: ConfigurationInput): Promise<unknown>
}

const OF_USER = /^\/api\/users\/([\w-]{1,64})\/second-factor$/

/** One's own: GET whether there is one, POST begins and confirms, DELETE takes it away. */
export function secondFactorRoute(world: SecondFactorWorld): Route {
  return async (request, response) => {
    if (request.path !== '/api/second-factor') return false
    const userId = world.sessions.userOf(request.incoming)
    if (userId === undefined) return problem(response, 401, 'Sign in first.')
    const before = sealedOf(world, userId)
    const [status, body] = await own(world, request, userId)
    if (typeof body === 'string') return problem(response, status, body)
    // What proves who one is has changed: the other sessions of the user end, this one goes on. No session
    // is made longer by merely asking.
    if (sealedOf(world, userId) !== before) {
      response.setHeader('set-cookie', world.sessions.cookieFor(userId, isSecure(request.incoming)))
    }
    return json(response, status, body)
  }
}

/** Somebody else's, for those who may edit users: only DELETE. */
export function userSecondFactorRoute(world: SecondFactorWorld): Route {
  return permittedRoute(
    world,
    OF_USER,
    () => 'Users.Edit',
    async ({ method }, [, userId = ''], askerId) => {
      const { directory } = world.centre
      const document = directory.get('credential', userId) && directory.get('agent', userId)
      if (!document || !userReaches(world.centre, askerId, 'agent', { id: userId, document }))
        return [404, `There is no user ${userId}.`]
      if (method === 'GET') return [200, { enrolled: sealedOf(world, userId) !== undefined }]
      if (method !== 'DELETE') return [405, 'Use GET or DELETE.']
      if (!mayAllThat(world.centre, askerId, userId)) {
        return [403, 'This user may do more than you: ask an administrator.']
      }
      await keep(world, userId, undefined)
      return [200, { enrolled: false }]
    },
  )
}

async function own(world: SecondFactorWorld, request: Request, userId: string): Promise<Answer> {
  const { method } = request
  const sealed = sealedOf(world, userId)
  if (method === 'GET') return [200, { enrolled: sealed !== undefined }]
  const { pending, code, password } = parseObject(await request.body())
  const { secondFactors } = world.sessions
  if (method === 'DELETE') {
    if (sealed === undefined) return [404, 'You have no second factor.']
    if (typeof code !== 'string' || !secondFactors.matches(userId, sealed, code, Date.now())) {
      return [400, 'The code is wrong.']
    }
    await keep(world, userId, undefined)
    return [200, { enrolled: false }]
  }
  if (method !== 'POST') return [405, 'Use GET, POST or DELETE.']
  if (sealed !== undefined) return [409, 'You have a second factor already. Take it away first.']
  if (pending === undefined) {
    const username = world.centre.directory.get('agent', userId)?.Username ?? userId
    const { sealed: made, uri } = secondFactors.make(userId, username)
    return [200, { pending: made, uri }]
  }
  if (typeof pending !== 'string' || typeof code !== 'string' || typeof password !== 'string')
    return [400, 'Give pending, code and password.']
  // Whoever has found a page left open must not lock its owner out.
  const refused = await notThem(world, request, userId, password)
  if (refused) return refused
  if (!isRight(world, userId, pending, code)) return [400, 'The code is wrong.']
  await keep(world, userId, pending)
  return [200, { enrolled: true }]
}

async function notThem(
  { centre, sessions }: SecondFactorWorld,
  { incoming }: Request,
  userId: string,
  password: string,
): Promise<Answer | undefined> {
  const username = centre.directory.get('agent', userId)?.Username ?? ''
  const answer = await sessions.signIn({ username, password }, incoming.socket?.remoteAddress ?? '')
  if ('userId' in answer) return undefined
  if (answer.refused === 'tooOften') return [429, 'Too many attempts: try again in some minutes.']
  return [403, 'The password is wrong.']
}

function isRight({ sessions }: SecondFactorWorld, userId: string, pending: string, code: string) {
  try {
    return sessions.secondFactors.matches(userId, pending, code, Date.now())
  } catch {
    return false // not sealed by us, or for somebody else
  }
}

function sealedOf({ centre }: SecondFactorWorld, userId: string): string | undefined {
  return centre.directory.get('credential', userId)?.SecondFactor
}

function keep(
  { centre, submit }: SecondFactorWorld,
  userId: string,
  sealed: string | undefined,
): Promise<unknown> {
  const { SecondFactor: _, ...others } = centre.directory.get('credential', userId) ?? {
    UserId: userId,
    Password: '',
  }
  const document = { ...others, ...(sealed !== undefined && { SecondFactor: sealed }) }
  return submit({ type: 'config.put', kind: 'credential', id: userId, document })
}
