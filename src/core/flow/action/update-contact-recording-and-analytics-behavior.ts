import type { ActionKind, Deed, FlowView } from '../action-kind.ts'
import { failed } from '../ask.ts'
import { membersOf } from '../parameter.ts'
import { recordingBehavior } from '../recording-behavior.ts'

/** Which channels each of the three is for. */
const CHANNELS: Readonly<Record<string, readonly FlowView['channel'][]>> = {
  VoiceBehavior: ['VOICE'],
  ChatBehavior: ['CHAT'],
  ScreenRecordingBehavior: ['VOICE', 'CHAT', 'TASK', 'EMAIL'],
}

/** Says what is recorded and analysed from now on; the newest of three actions that do. */
export const updateContactRecordingAndAnalyticsBehavior: ActionKind = {
  type: 'UpdateContactRecordingAndAnalyticsBehavior',

  enter({ parameters }, view) {
    const given = Object.keys(CHANNELS).filter(each => parameters[each] !== undefined)
    const [name] = given
    if (name === undefined || given.length > 1) {
      return failed('NoMatchingError', 'There must be the behavior of one channel.')
    }
    if (!CHANNELS[name]?.includes(view.channel)) {
      return failed('ChannelMismatch', `${name} is not for ${view.channel} contacts.`)
    }
    const behavior = membersOf(parameters[name])
    const deeds: Deed[] = []
    if (behavior.VoiceRecordingBehavior !== undefined) {
      const recording = recordingBehavior(membersOf(behavior.VoiceRecordingBehavior))
      deeds.push({ do: 'setRecording', behavior: recording })
    }
    const analytics = behavior.VoiceAnalyticsBehavior ?? behavior.ChatAnalyticsBehavior
    if (analytics !== undefined) deeds.push({ do: 'setAnalytics', analytics: membersOf(analytics) })
    return { leave: { by: 'next' }, deeds }
  },
}
