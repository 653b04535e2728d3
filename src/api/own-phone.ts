// Agents choose for themselves what rings: the page, or a telephone. All else about their calls is for those
// who may edit users.
import { deskPhoneTarget } from '../core/agent/desk-phone.ts'
import type { UserDocument } from '../core/directory/document.ts'
import type { InputOf } from './operation.ts'
import type { OperationContext } from './operation-context.ts'
import { userMay } from './permission.ts'
import { ServiceError } from './service-error.ts'

type PhoneConfig = UserDocument['PhoneConfig']
type Wanted = InputOf<'UpdateUserPhoneConfig'>['PhoneConfig']

const MAY_CALL = 'OutboundCallAccess'
const MAY_EDIT = 'Users.Edit'

/**
 * The caller's own configuration with the phone that is wanted. What the request leaves out stays: pages do not
 * know the rest. Throws when it would change, or when ringing the phone is a call that the caller may not make.
 */
export function withOwnPhone(
  { centre }: OperationContext,
  { userId, before, wanted }: { userId: string; before: PhoneConfig; wanted: Wanted },
): Wanted {
  const after = { ...before, ...wanted }
  if (userMay(centre, userId, MAY_EDIT)) return after
  const isSame =
    (after.AutoAccept ?? false) === (before.AutoAccept ?? false) &&
    (after.AfterContactWorkTimeLimit ?? 0) === (before.AfterContactWorkTimeLimit ?? 0)
  if (!isSame) throw denied(`Choosing more than the phone needs the permission ${MAY_EDIT}.`)
  const { PhoneType, DeskPhoneNumber = '' } = after
  const isCalled =
    PhoneType === 'DESK_PHONE' &&
    deskPhoneTarget(centre.directory, centre.instanceId, DeskPhoneNumber).type === 'number'
  if (isCalled && !userMay(centre, userId, MAY_CALL)) {
    throw denied(`Having calls at a number outside needs the permission ${MAY_CALL}.`)
  }
  return after
}

function denied(message: string): ServiceError {
  return new ServiceError('AccessDeniedException', message)
}
