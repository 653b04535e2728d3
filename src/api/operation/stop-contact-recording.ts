import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { recordedPart } from '../record-by-hand.ts'

export const stopContactRecording: Operation<'StopContactRecording'> = ({
  ContactId,
  ContactRecordingType,
}) =>
  change({
    type: 'contact.record',
    contactId: bareId(ContactId),
    what: 'stop',
    part: recordedPart(ContactRecordingType),
  })
