import { serviceAction } from '../ask.ts'
import { customerFrom, profileIdFor, shownFields } from '../customer.ts'
import { membersOf } from '../parameter.ts'
import { resolvedMembers } from '../resolve.ts'
import { profilesQuestion } from '../service/profiles.ts'

/** Changes fields of the profile that was found or made before, or of one it names. */
export const updateCustomerProfile = serviceAction({
  type: 'UpdateCustomerProfile',

  question(action, view) {
    const profileId = profileIdFor(action, view)
    if (profileId === '') return { problem: 'There is no profile to change.' }
    const { ProfileId: _, ...given } = membersOf(action.parameters.ProfileRequestData)
    const fields = resolvedMembers(given, view)
    if (Object.keys(fields).length === 0) return { problem: 'There is nothing to change.' }
    const show = shownFields(action, view)
    return profilesQuestion({ operation: 'update', parameters: { profileId, fields, show } })
  },

  answered: customerFrom,
})
