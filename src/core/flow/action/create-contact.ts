import { serviceAction, USUAL_TIME_LIMIT_MS } from '../ask.ts'
import { resolvedMembers } from '../resolve.ts'

/**
 * Creates another contact. Nobody has published its parameters: the service is given all of them,
 * with their JSONPaths followed.
 */
export const createContact = serviceAction({
  type: 'CreateContact',

  question: ({ parameters }, view) => ({
    service: 'contacts',
    operation: 'create',
    parameters: { contactId: view.text('$.ContactId'), given: resolvedMembers(parameters, view) },
    timeLimitMs: USUAL_TIME_LIMIT_MS,
  }),

  answered: () => ({ leave: { by: 'next' } }),
})
