import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { recordedPart } from '../record-by-hand.ts'

export const resumeContactRecording: Operation<'ResumeContactRecording'> = ({
  ContactId,
  ContactRecordingType,
}) =>
  change({
    type: 'contact.record',
    contactId: bareId(ContactId),
    what: 'resume',
    part: recordedPart(ContactRecordingType),
  })
