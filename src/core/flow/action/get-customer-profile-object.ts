import { serviceAction } from '../ask.ts'
import { customerWith, profileIdFor, shownFields } from '../customer.ts'
import { isTrue, membersOf } from '../parameter.ts'
import { profilesQuestion } from '../service/profiles.ts'

/** Reads an order, an asset, a case or the like of a profile: `$.Customer.<type>.<field>`. */
export const getCustomerProfileObject = serviceAction({
  type: 'GetCustomerProfileObject',

  question(action, view) {
    const request = membersOf(action.parameters.ProfileRequestData)
    const profileId = profileIdFor(action, view)
    const objectType = view.text(request.ObjectType).trim()
    if (profileId === '' || objectType === '') {
      return { problem: 'A profile and the kind of object are needed.' }
    }
    const name = view.text(request.IdentifierName).trim()
    const value = view.text(request.IdentifierValue).trim()
    const latest = isTrue(view.text(request.UseLatest)) || name === ''
    if (!latest && value === '') return { problem: 'The key of the object is empty.' }
    return profilesQuestion({
      operation: 'object',
      parameters: {
        profileId,
        objectType,
        ...(latest ? {} : { key: { name, value } }),
        show: shownFields(action, view),
      },
    })
  },

  answered(result, action, view) {
    const { ObjectType } = membersOf(action.parameters.ProfileRequestData)
    return customerWith({ [spokenName(view.text(ObjectType))]: result }, view)
  },
})

/** Built-in kinds are written `_asset`, and read as `$.Customer.Asset`. */
function spokenName(objectType: string): string {
  const name = objectType.trim().replace(/^_/, '')
  return name === objectType.trim() ? name : name.slice(0, 1).toUpperCase() + name.slice(1)
}
