import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'

export const stopContact: Operation<'StopContact'> = ({ ContactId, DisconnectReason }) =>
  change({
    type: 'contact.stop',
    contactId: bareId(ContactId),
    ...(DisconnectReason?.Code !== undefined && { reason: DisconnectReason.Code }),
  })
