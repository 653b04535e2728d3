// Devices that would be told of what is written in a chat. Kept as long as the chat goes on; nobody here
// can reach a device yet.
import { bareId } from '../arn.ts'
import { requireRoom } from '../limit/quotas.ts'
import { change, changed, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find, put, remove } from '../resource.ts'
import { invalidParameter, notFound } from '../service-error.ts'

const KIND = 'push-registration'
const FORGOTTEN_AT_ONCE = 100

export const createPushNotificationRegistration: Operation<'CreatePushNotificationRegistration'> = (
  { PinpointAppArn, DeviceToken, DeviceType, ContactConfiguration },
  context,
) => {
  const { ContactId: contact, ParticipantRole, IncludeRawMessage } = ContactConfiguration
  const ContactId = bareId(contact ?? '')
  if (!context.centre.chat(ContactId)) throw notFound(`There is no chat ${ContactId} going on.`)
  if (ParticipantRole !== undefined && ParticipantRole !== 'CUSTOMER') {
    throw invalidParameter('Member ContactConfiguration: devices are those of the CUSTOMER.')
  }
  const device = { PinpointAppArn, DeviceToken, DeviceType, IncludeRawMessage }
  const over = ofChatsThatAreOver(context)
  requireRoom(context.centre, 'push-registrations', () => {
    return context.centre.directory.count(KIND) - over.length
  })
  const id = context.newId()
  const document = { ...device, ContactId, ParticipantRole, CreatedTime: context.now }
  return changed(
    { RegistrationId: id },
    ...over.slice(0, FORGOTTEN_AT_ONCE).map(each => remove(KIND, each)),
    put(context, KIND, id, document),
  )
}

export const deletePushNotificationRegistration: Operation<'DeletePushNotificationRegistration'> = (
  { RegistrationId, ContactId },
  context,
) => {
  const { id, document } = find(context, KIND, RegistrationId)
  if (document.ContactId !== bareId(ContactId)) {
    throw notFound(`There is no registration ${id} of the contact ${ContactId}.`)
  }
  return change(remove(KIND, id))
}

function ofChatsThatAreOver({ centre }: OperationContext): readonly string[] {
  return [...centre.directory.list(KIND)]
    .filter(({ document }) => !centre.chat(document.ContactId))
    .map(({ id }) => id)
}
