import { serviceAction } from '../ask.ts'
import { customerFrom, shownFields } from '../customer.ts'
import { membersOf } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'
import { profilesQuestion } from '../service/profiles.ts'

/** Makes a profile of what is known of the customer. */
export const createCustomerProfile = serviceAction({
  type: 'CreateCustomerProfile',

  question(action, view) {
    const fields = resolvedMembers(membersOf(action.parameters.ProfileRequestData), view)
    if (Object.keys(fields).length === 0) return { problem: 'There is nothing to keep.' }
    const show = shownFields(action, view)
    return profilesQuestion({ operation: 'create', parameters: { fields, show } })
  },

  answered: customerFrom,
})
