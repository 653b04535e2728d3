import { serviceAction, USUAL_TIME_LIMIT_MS } from '../ask.ts'

/** Has the customer's voice listened to, so that it may be recognised. */
export const startVoiceIdStream = serviceAction({
  type: 'StartVoiceIdStream',
  channels: ['VOICE'],
  question: (_, view) => ({
    service: 'voiceId',
    operation: 'startStream',
    parameters: { contactId: view.text('$.ContactId') },
    timeLimitMs: USUAL_TIME_LIMIT_MS,
  }),
  answered: () => ({ leave: { by: 'next' } }),
})
