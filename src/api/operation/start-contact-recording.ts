import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'

export const startContactRecording: Operation<'StartContactRecording'> = ({
  ContactId,
  VoiceRecordingConfiguration: { VoiceRecordingTrack = 'ALL', IvrRecordingTrack },
}) =>
  change({
    type: 'contact.record',
    contactId: bareId(ContactId),
    what: 'start',
    hears: {
      agent: VoiceRecordingTrack !== 'TO_AGENT',
      customer: VoiceRecordingTrack !== 'FROM_AGENT',
      ...(IvrRecordingTrack !== undefined && { ivr: true }),
    },
  })
