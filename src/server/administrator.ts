// Who may change what the AWS API has no words for: administrators, by their page's session or by
// name and password.
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

/** An administrator by session cookie, or by name and password (RFC 7617). */
export async function isAdministrator(
  world: AdministratorWorld,
  { incoming }: Request,
): Promise<boolean> {
  const userId = world.sessions.userOf(incoming) ?? (await basicUser(world, incoming))
  const user = userId === undefined ? undefined : world.centre.directory.get('agent', userId)
  const admin = world.centre.directory.named('security-profile', 'Admin')?.id
  return admin !== undefined && (user?.SecurityProfileIds.includes(admin) ?? false)
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
  const outcome = await sessions.signIn(given.name, given.password, address)
  return 'userId' in outcome ? outcome.userId : undefined
}
