// Who may change what the AWS API has no words for: administrators, by their page's session or by
// name and password.
import type { ServerResponse } from 'node:http'
import { mayEverything, userMay } from '../api/permission.ts'
import type { CentreView } from '../core/centre-view.ts'
import { json, problem, type Request, type Route } from './http-server.ts'
import type { Sessions } from './sessions.ts'

export interface AdministratorWorld {
  readonly centre: CentreView
  readonly sessions: Sessions
}

/** A status with what is shown, or with a sentence that says what is wrong. */
export type Answer = readonly [status: number, body: object | string]

/** JSON for administrators: what the first group of `path` finds is the name of what is asked for. */
export function administratorsRoute(
  world: AdministratorWorld,
  path: RegExp,
  answer: (request: Request, name: string | undefined) => Promise<Answer>,
): Route {
  return async (request, response) => {
    const found = path.exec(request.path)
    if (!found) return false
    if (!(await isAdministrator(world, request))) {
      response.setHeader('www-authenticate', 'Basic realm="parley"')
      return problem(response, 401, 'Give the name and password of an administrator.')
    }
    const [status, body] = await answer(request, found[1])
    if (typeof body === 'string') return problem(response, status, body)
    return json(response, status, body)
  }
}

/**
 * JSON for whoever has a permission. `permission` is told the method and what the groups of `path` find;
 * without an answer there is no such thing.
 */
export function permittedRoute(
  world: AdministratorWorld,
  path: RegExp,
  permission: (method: string, found: RegExpExecArray) => string | undefined,
  answer: (request: Request, found: RegExpExecArray, userId: string) => Promise<Answer>,
): Route {
  return async (request, response) => {
    const found = path.exec(request.path)
    if (!found) return false
    const needed = permission(request.method, found)
    if (needed === undefined) return problem(response, 404, 'There is no such thing.')
    const userId = await permittedUser(world, needed, request, response)
    if (userId === undefined) return true
    const [status, body] = await answer(request, found, userId)
    if (typeof body === 'string') return problem(response, status, body)
    return json(response, status, body)
  }
}

/** Who asks, if they may (by any of the permissions); otherwise they have been told why not. */
export async function permittedUser(
  world: AdministratorWorld,
  permission: string | readonly string[],
  request: Request,
  response: ServerResponse,
): Promise<string | undefined> {
  const userId = await userOf(world, request)
  if (userId === undefined) {
    response.setHeader('www-authenticate', 'Basic realm="parley"')
    problem(response, 401, 'Sign in first, or give a name and a password.')
    return undefined
  }
  const needed = typeof permission === 'string' ? [permission] : permission
  const isGranted = needed.some(each => userMay(world.centre, userId, each))
  if (isGranted || mayEverything(world.centre, userId)) return userId
  problem(response, 403, `This needs the permission ${needed.join(' or ')}.`)
  return undefined
}

/** An administrator by session cookie, or by name and password (RFC 7617). */
export async function isAdministrator(
  world: AdministratorWorld,
  request: Request,
): Promise<boolean> {
  const userId = await userOf(world, request)
  return userId !== undefined && mayEverything(world.centre, userId)
}

/** By session cookie, or by name and password. */
async function userOf(
  world: AdministratorWorld,
  { incoming }: Request,
): Promise<string | undefined> {
  return world.sessions.userOf(incoming) ?? (await basicUser(world, incoming))
}

/** The name that a request gives, right or wrong; undefined for nobody. */
export function nameGiven(
  { centre, sessions }: AdministratorWorld,
  { incoming }: Request,
): string | undefined {
  const userId = sessions.userOf(incoming)
  if (userId !== undefined) return centre.directory.get('agent', userId)?.Username
  return basicCredentials(incoming)?.name
}

function basicCredentials(incoming: Request['incoming']) {
  const [scheme, encoded = ''] = (incoming.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'basic') return undefined
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { name, password: rest.join(':') }
}

async function basicUser(
  { sessions }: AdministratorWorld,
  incoming: Request['incoming'],
): Promise<string | undefined> {
  const given = basicCredentials(incoming)
  if (!given) return undefined
  const address = incoming.socket.remoteAddress ?? ''
  const code = incoming.headers['x-parley-code']
  const outcome = await sessions.signIn(
    {
      username: given.name,
      password: given.password,
      code: typeof code === 'string' ? code : undefined,
    },
    address,
  )
  return 'userId' in outcome ? outcome.userId : undefined
}
