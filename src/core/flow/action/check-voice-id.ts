import { failed, serviceAction, USUAL_TIME_LIMIT_MS } from '../ask.ts'

/** What each option may come to, as conditions compare it. */
const RESULTS: Readonly<Record<string, readonly string[]>> = {
  enrollmentStatus: ['Enrolled', 'NotEnrolled', 'OptedOut'],
  voiceAuthentication: [
    'Authenticated',
    'NotAuthenticated',
    'Inconclusive',
    'NotEnrolled',
    'OptedOut',
  ],
  fraudDetection: ['HighRisk', 'LowRisk', 'Inconclusive'],
}

/** Branches by what is known of the customer's voice. */
export const checkVoiceId = serviceAction({
  type: 'CheckVoiceId',
  channels: ['VOICE'],

  question({ parameters }, view) {
    const option = view.text(parameters.CheckVoiceIdOption)
    if (!Object.hasOwn(RESULTS, option)) return { problem: `There is no check called ${option}.` }
    return {
      service: 'voiceId',
      operation: 'check',
      parameters: { contactId: view.text('$.ContactId'), option },
      timeLimitMs: USUAL_TIME_LIMIT_MS,
    }
  },

  /** The service answers with the result itself. */
  answered(result, { parameters }, view) {
    const results = RESULTS[view.text(parameters.CheckVoiceIdOption)] ?? []
    return typeof result === 'string' && results.includes(result)
      ? { leave: { by: 'value', value: result } }
      : failed('NoMatchingError', 'The answer is none that the check may come to.')
  },
})
