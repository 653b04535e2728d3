import { arnOf } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { ServiceError } from '../service-error.ts'

/**
 * For another system that has found out who somebody is: whoever signs is let in as the user of theirs, or
 * as the user whose name a role was assumed under.
 */
export const getFederationToken: Operation<'GetFederationToken'> = (_, context) => {
  const userId = userOf(context)
  if (userId === undefined) {
    throw new ServiceError(
      'UserNotFoundException',
      'Sign with a key of a user, or assume a role under the name of one.',
    )
  }
  const { signInUrl, accessToken, until } = context.letIn(userId)
  return answer({
    UserId: userId,
    UserArn: arnOf(context, 'agent', userId),
    SignInUrl: signInUrl,
    Credentials: {
      AccessToken: accessToken,
      AccessTokenExpiration: until,
      RefreshToken: accessToken,
      RefreshTokenExpiration: until,
    },
  })
}

function userOf({ caller, centre }: OperationContext): string | undefined {
  const session = caller.identity?.session
  if (session !== undefined) return centre.directory.named('agent', session)?.id
  return centre.directory.get('agent', caller.userId ?? '') ? caller.userId : undefined
}
