import type { JsonObject } from '../../json.ts'
import type { ActionKind, FlowView } from '../action-kind.ts'
import { ask, failed, hear, USUAL_TIME_LIMIT_MS } from '../ask.ts'
import { elementsOf, isWord, membersOf } from '../parameter.ts'

/** Has the customer's audio streamed to whoever listens, or no longer: `$.MediaStreams.Customer.Audio`. */
export const updateContactMediaStreamingBehavior: ActionKind = {
  type: 'UpdateContactMediaStreamingBehavior',

  enter({ parameters }, view) {
    if (view.channel !== 'VOICE') return failed('NoMatchingError', 'Only calls can be streamed.')
    const { MediaStreamingState: state, Participants, MediaStreamType: type } = parameters
    const starts = isWord(state, 'Enabled')
    if (!starts && !isWord(state, 'Disabled')) return failed('NoMatchingError', 'No such state.')
    if (type !== undefined && !isWord(type, 'Audio')) {
      return failed('NoMatchingError', 'Only audio is streamed.')
    }
    const directions = customerDirections(elementsOf(Participants).map(membersOf))
    if (starts && directions.length === 0) {
      return failed('NoMatchingError', 'No direction of the customer is to be streamed.')
    }
    return ask(view, {
      service: 'mediaStream',
      operation: starts ? 'start' : 'stop',
      parameters: { contactId: view.text('$.ContactId'), directions },
      timeLimitMs: USUAL_TIME_LIMIT_MS,
    })
  },

  resume: (action, view, happening, memory) =>
    hear(
      { answered: result => streamed(membersOf(result), view) },
      action,
      view,
      happening,
      memory,
    ),
}

function customerDirections(participants: readonly JsonObject[]): string[] {
  const customer = participants.filter(each => isWord(each.ParticipantType, 'Customer'))
  const said = customer.flatMap(each => elementsOf(each.MediaDirections))
  return ['From', 'To'].filter(direction => said.some(each => isWord(each, direction)))
}

/** A stream that begins answers `{ streamArn, startTimestamp, startFragmentNumber }`, one that ends `{ stopTimestamp }`. */
function streamed(result: JsonObject, view: FlowView) {
  const former = membersOf(view.value('$.MediaStreams.Customer.Audio'))
  const audio: JsonObject = {
    ...former,
    ...(result.streamArn !== undefined && { StreamARN: result.streamArn }),
    ...(result.startTimestamp !== undefined && { StartTimestamp: result.startTimestamp }),
    ...(result.startFragmentNumber !== undefined && {
      StartFragmentNumber: result.startFragmentNumber,
    }),
    ...(result.stopTimestamp !== undefined && { StopTimestamp: result.stopTimestamp }),
  }
  const value = { Customer: { Audio: audio } }
  return {
    leave: { by: 'next' },
    deeds: [{ do: 'setNamespace', of: 'contact', name: 'MediaStreams', value }],
  } as const
}
