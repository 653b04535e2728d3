import { serviceAction } from '../ask.ts'
import { customerWith, profileIdFor, shownFields } from '../customer.ts'
import { profilesQuestion } from '../service/profiles.ts'

/** Reads what is computed from a profile's past: `$.Customer.CalculatedAttributes.<name>`. */
export const getCalculatedAttributesForCustomerProfile = serviceAction({
  type: 'GetCalculatedAttributesForCustomerProfile',

  question(action, view) {
    const profileId = profileIdFor(action, view)
    if (profileId === '') return { problem: 'There is no profile to read.' }
    const show = shownFields(action, view)
    return profilesQuestion({ operation: 'calculatedAttributes', parameters: { profileId, show } })
  },

  answered: (result, _, view) => customerWith({ CalculatedAttributes: result }, view),
})
