import type { InputOf, Operation, Outcome, OutputOf } from '../operation.ts'
import { changed } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { create, idOf, requireFreeName } from '../resource.ts'
import { invalidRequest, refuseUnbuilt } from '../service-error.ts'
import { checkPhoneConfig, securityProfileIds } from '../show/user.ts'

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
    PhoneConfig: checkPhoneConfig(phoneConfigOf(input)),
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

/** Newer callers give settings per channel; what they say of VOICE is the phone's. */
function phoneConfigOf(input: InputOf<'CreateUser'>) {
  if (input.PhoneConfig) return input.PhoneConfig
  const accept = input.AutoAcceptConfigs?.find(each => each.Channel === 'VOICE')
  const afterwards = input.AfterContactWorkConfigs?.find(each => each.Channel === 'VOICE')
  const phone = input.PhoneNumberConfigs?.find(each => each.Channel === 'VOICE')
  return {
    PhoneType: phone?.PhoneType ?? ('SOFT_PHONE' as const),
    AutoAccept: accept?.AutoAccept ?? false,
    AfterContactWorkTimeLimit: afterwards?.AfterContactWorkConfig?.AfterContactWorkTimeLimit ?? 0,
    DeskPhoneNumber: phone?.PhoneNumber,
  }
}
