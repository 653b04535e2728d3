import type { InputOf, Operation, Outcome, OutputOf } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { create, idOf, requireFreeName } from '../resource.ts'
import { invalidRequest, refuseUnbuilt } from '../service-error.ts'
import { securityProfileIds } from '../show/user.ts'
import { withConfigs } from '../user-config.ts'

export const createUser: Operation<'CreateUser'> = async (input, context) => {
  refuseUnbuilt(input, 'DirectoryUserId')
  if (input.Password === undefined) throw invalidRequest('Member Password is required.')
  // Refused before the costly hash, and decided again after it.
  decide(input, context, '')
  const hash = await context.hashPassword(input.Password)
  return () => decide(input, context, hash)
}

function decide(
  input: InputOf<'CreateUser'>,
  context: OperationContext,
  hash: string,
): Outcome<OutputOf<'CreateUser'>> {
  requireFreeName(context, 'agent', input.Username)
  const { InstanceId: _, Password: __, ...members } = input
  const {
    id,
    arn,
    input: put,
  } = create(context, 'agent', {
    ...members,
    ...withConfigs(input.PhoneConfig ?? { PhoneType: 'SOFT_PHONE' }, input),
    RoutingProfileId: idOf(context, 'routing-profile', input.RoutingProfileId),
    SecurityProfileIds: securityProfileIds(context, input.SecurityProfileIds),
    HierarchyGroupId: idOf(context, 'agent-group', input.HierarchyGroupId),
  })
  return changed({ UserId: id, UserArn: arn }, put, {
    type: 'config.put',
    kind: 'credential',
    id,
    document: { UserId: id, Password: hash },
  })
}
