import { failed, serviceAction, USUAL_TIME_LIMIT_MS } from '../ask.ts'
import { membersOf } from '../parameter.ts'

/** Reads the customer's e-mail into `$.Email.EmailMessage.Plaintext`. */
export const loadContactContent = serviceAction({
  type: 'LoadContactContent',
  channels: ['EMAIL'],

  question({ parameters }, view) {
    if (view.text(parameters.ContentType) !== 'EmailMessage') {
      return { problem: 'There is no such content.' }
    }
    return {
      service: 'email',
      operation: 'loadContent',
      parameters: { contactId: view.text('$.ContactId') },
      timeLimitMs: USUAL_TIME_LIMIT_MS,
    }
  },

  /** The service answers `{ plaintext }`. */
  answered(result) {
    const { plaintext: Plaintext } = membersOf(result)
    if (typeof Plaintext !== 'string') {
      return failed('NoMatchingError', 'The answer holds no text.')
    }
    const value = { EmailMessage: { Plaintext } }
    return {
      leave: { by: 'next' },
      deeds: [{ do: 'setNamespace', of: 'run', name: 'Email', value }],
    }
  },
})
