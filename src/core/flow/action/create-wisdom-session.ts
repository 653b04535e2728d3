import { failed, serviceAction, USUAL_TIME_LIMIT_MS } from '../ask.ts'
import { membersOf } from '../parameter.ts'

/** Begins a session of the assistant for this contact: `$.Wisdom.SessionArn`. */
export const createWisdomSession = serviceAction({
  type: 'CreateWisdomSession',

  question({ parameters }, view) {
    const assistantArn = view.text(parameters.WisdomAssistantArn).trim()
    if (assistantArn === '') return { problem: 'There is no assistant.' }
    return {
      service: 'assistant',
      operation: 'createSession',
      parameters: { assistantArn, contactId: view.text('$.ContactId') },
      timeLimitMs: USUAL_TIME_LIMIT_MS,
    }
  },

  /** The service answers `{ sessionArn }`. */
  answered(result) {
    const { sessionArn: SessionArn } = membersOf(result)
    if (typeof SessionArn !== 'string') {
      return failed('NoMatchingError', 'The answer holds no session.')
    }
    const value = { SessionArn }
    return {
      leave: { by: 'next' },
      deeds: [{ do: 'setNamespace', of: 'contact', name: 'Wisdom', value }],
    }
  },
})
