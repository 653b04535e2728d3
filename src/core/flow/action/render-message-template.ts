import { serviceAction, USUAL_TIME_LIMIT_MS } from '../ask.ts'
import { resolvedMembers } from '../resolve.ts'

/**
 * Fills a message template. Nobody has published its parameters: the service is given all of them,
 * with their JSONPaths followed.
 */
export const renderMessageTemplate = serviceAction({
  type: 'RenderMessageTemplate',

  question: ({ parameters }, view) => ({
    service: 'messaging',
    operation: 'renderTemplate',
    parameters: { contactId: view.text('$.ContactId'), given: resolvedMembers(parameters, view) },
    timeLimitMs: USUAL_TIME_LIMIT_MS,
  }),

  answered: () => ({ leave: { by: 'next' } }),
})
