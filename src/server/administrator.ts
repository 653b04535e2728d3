// Who may change what the AWS API has no words for: administrators, by their page's session or by
// name and password.
import type { CentreView } from '../core/centre-view.ts'
import type { Request } from './http-server.ts'
import type { Sessions } from './sessions.ts'

export interface AdministratorWorld {
  readonly centre: CentreView
  readonly sessions: Sessions
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
