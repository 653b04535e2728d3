// What operations on a contact's recording have in common.
import { bareId } from './arn.ts'
import type { Operation } from './operation.ts'
import { change } from './operation.ts'
import { invalidRequest } from './service-error.ts'

/** The operation that does this to the recording of a part of the contact. */
export function changeRecording(
  what: 'stop' | 'suspend' | 'resume',
): Operation<'StopContactRecording' | 'SuspendContactRecording' | 'ResumeContactRecording'> {
  return ({ ContactId, ContactRecordingType }) =>
    change({
      type: 'contact.record',
      contactId: bareId(ContactId),
      what,
      part: recordedPart(ContactRecordingType),
    })
}

/** The part of the contact whose recording is meant: the talk, unless the request says otherwise. */
function recordedPart(type: string | undefined): 'talk' | 'automated' {
  if (type === 'SCREEN') throw invalidRequest('Screens are not recorded yet.')
  return type === 'IVR' ? 'automated' : 'talk'
}
