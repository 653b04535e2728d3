// `PUT /api/users/<id>/password`: another password for a user who has forgotten theirs. Whoever may edit
// users may do so, but only for users who may do no more than they.
import { userReaches } from '../api/access/reach.ts'
import { mayAllThat } from '../api/permission.ts'
import type { ConfigurationInput } from '../core/input.ts'
import { hashPassword, newPassword } from '../io/password.ts'
import { type AdministratorWorld, type Answer, permittedRoute } from './administrator.ts'
import type { Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface PasswordWorld extends AdministratorWorld {
  submit(input: ConfigurationInput): Promise<unknown>
}

const PATH = /^\/api\/users\/([\w-]{1,64})\/password$/
/** As the API asks of a new user's. */
const STRONG = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,64}$/

export function passwordRoute(world: PasswordWorld): Route {
  return permittedRoute(
    world,
    PATH,
    () => 'Users.Edit',
    async (request, found, askerId): Promise<Answer> => {
      const [, userId = ''] = found
      const { centre } = world
      if (request.method !== 'PUT') return [405, 'Use PUT.']
      const user = centre.directory.get('agent', userId)
      if (!user || !userReaches(centre, askerId, 'agent', { id: userId, document: user })) {
        return [404, `There is no user ${userId}.`]
      }
      if (!mayAllThat(centre, askerId, userId)) {
        return [403, 'This user may do more than you: ask an administrator.']
      }
      const { password = newPassword() } = parseObject(await request.body())
      if (typeof password !== 'string' || !STRONG.test(password)) {
        return [400, 'A password has 8 to 64 characters with small and capital letters and digits.']
      }
      const Password = await hashPassword(password)
      // The second factor stays: whoever has only forgotten a password still has their telephone.
      const document = { ...centre.directory.get('credential', userId), UserId: userId, Password }
      await world.submit({ type: 'config.put', kind: 'credential', id: userId, document })
      return [200, { password }]
    },
  )
}
