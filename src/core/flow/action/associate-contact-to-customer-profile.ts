import { serviceAction } from '../ask.ts'
import { profileIdFor } from '../customer.ts'
import { membersOf } from '../parameter.ts'
import { profilesQuestion } from '../service/profiles.ts'

/** Ties the contact to a customer's profile. */
export const associateContactToCustomerProfile = serviceAction({
  type: 'AssociateContactToCustomerProfile',

  question(action, view) {
    const profileId = profileIdFor(action, view)
    const { ContactId } = membersOf(action.parameters.ProfileRequestData)
    const contactId = view.text(ContactId ?? '$.ContactId').trim()
    if (profileId === '' || contactId === '') {
      return { problem: 'A profile and a contact are needed.' }
    }
    return profilesQuestion({ operation: 'associate', parameters: { profileId, contactId } })
  },

  answered: () => ({ leave: { by: 'next' } }),
})
