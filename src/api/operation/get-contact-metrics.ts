import { arnOf, bareId } from '../arn.ts'
import type { InputOf, Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { invalidRequest, notFound } from '../service-error.ts'

type MetricName = InputOf<'GetContactMetrics'>['Metrics'][number]['Name']

/** Where a waiting contact stands, and how many seconds it may still take. What nobody can tell is left out. */
export const getContactMetrics: Operation<'GetContactMetrics'> = (input, context) => {
  const contactId = bareId(input.ContactId)
  const contact = context.centre.contact(contactId)
  if (!contact) throw notFound(`There is no contact ${contactId} that is going on.`)
  // Whoever is being offered has nobody before.
  const place = contact.stage === 'offered' ? NEXT : context.centre.placeInLine(contactId)
  if (!place) throw invalidRequest(`The contact ${contactId} does not wait in a queue.`)
  const { position, estimatedWaitMs } = place
  const measured = (name: MetricName) => {
    if (name === 'POSITION_IN_QUEUE') return position
    return estimatedWaitMs === undefined ? undefined : Math.ceil(estimatedWaitMs / 1000)
  }
  return answer({
    Id: contactId,
    Arn: arnOf(context, 'contact', contactId),
    MetricResults: input.Metrics.flatMap(({ Name }) => {
      const value = measured(Name)
      return value === undefined ? [] : [{ Name, Value: { Number: value } }]
    }),
  })
}

const NEXT = { position: 1, estimatedWaitMs: 0 } as const
