import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { recordedPart } from '../record-by-hand.ts'

export const suspendContactRecording: Operation<'SuspendContactRecording'> = ({
  ContactId,
  ContactRecordingType,
}) =>
  change({
    type: 'contact.record',
    contactId: bareId(ContactId),
    what: 'suspend',
    part: recordedPart(ContactRecordingType),
  })
