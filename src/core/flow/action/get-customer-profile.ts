import type { FlowView } from '../action-kind.ts'
import { serviceAction } from '../ask.ts'
import { customerFrom, shownFields } from '../customer.ts'
import type { Action } from '../flow.ts'
import { elementsOf, isWord, membersOf } from '../parameter.ts'
import { type ProfileKey, profilesQuestion } from '../service/profiles.ts'

/** Finds the customer's profile by phone number, e-mail address or another key. */
export const getCustomerProfile = serviceAction({
  type: 'GetCustomerProfile',

  question(action, view) {
    const request = membersOf(action.parameters.ProfileRequestData)
    const keys = keysIn(action, view)
    if (keys.length === 0) return { problem: 'Nothing says which profile is meant.' }
    if (keys.some(key => key.value === '')) return { problem: 'A key of the profile is empty.' }
    const together = isWord(request.LogicalOperator, 'OR') ? 'OR' : 'AND'
    const show = shownFields(action, view)
    return profilesQuestion({ operation: 'find', parameters: { keys, together, show } })
  },

  answered: customerFrom,
})

/** Named keys, or (older exports) fields written down directly. */
function keysIn({ parameters }: Action, view: FlowView): ProfileKey[] {
  const { IdentifierName, IdentifierValue, SearchCriteria, LogicalOperator, ...fields } = membersOf(
    parameters.ProfileRequestData,
  )
  const named = elementsOf(SearchCriteria).map(membersOf)
  if (IdentifierName !== undefined) named.unshift({ IdentifierName, IdentifierValue })
  return [
    ...named.map(each => [each.IdentifierName, each.IdentifierValue] as const),
    ...Object.entries(fields),
  ].map(([name, value]) => ({ name: view.text(name), value: view.text(value).trim() }))
}
