import { serviceAction, USUAL_TIME_LIMIT_MS } from '../ask.ts'
import { resolvedMembers } from '../resolve.ts'

/**
 * Sends an e-mail. Nobody has published its parameters: the service is given all of them, with their
 * JSONPaths followed.
 */
export const startOutboundEmailContact = serviceAction({
  type: 'StartOutboundEmailContact',

  question: ({ parameters }, view) => ({
    service: 'email',
    operation: 'startOutboundContact',
    parameters: { contactId: view.text('$.ContactId'), given: resolvedMembers(parameters, view) },
    timeLimitMs: USUAL_TIME_LIMIT_MS,
  }),

  answered: () => ({ leave: { by: 'next' } }),
})
