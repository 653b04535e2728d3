// Devices that would be told of what is written in a chat. Kept as long as the chat goes on; nobody here
// can reach a device yet.
import { bareId } from '../arn.ts'
import { change, changed, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { create, find, remove } from '../resource.ts'
import { invalidParameter, notFound } from '../service-error.ts'

const KIND = 'push-registration'

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
  const { id, input } = create(context, KIND, { ...device, ContactId, ParticipantRole })
  return changed({ RegistrationId: id }, ...forgotten(context), input)
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

/** Those of chats that are over. */
function forgotten({ centre }: OperationContext) {
  return [...centre.directory.list(KIND)]
    .filter(({ document }) => !centre.chat(document.ContactId))
    .map(({ id }) => remove(KIND, id))
}
