import { serviceAction } from '../ask.ts'
import { profileIdFor } from '../customer.ts'
import { isTrue, membersOf } from '../parameter.ts'
import { profilesQuestion } from '../service/profiles.ts'

/**
 * Is the customer in a segment? Nobody has published how exports spell this action: the parameters
 * and results are those of its neighbours, and a guess.
 */
export const checkSegmentMembership = serviceAction({
  type: 'CheckSegmentMembership',

  question(action, view) {
    const { parameters } = action
    const request = membersOf(parameters.ProfileRequestData)
    const segment = view
      .text(
        request.SegmentDefinitionName ?? parameters.SegmentDefinitionName ?? parameters.SegmentName,
      )
      .trim()
    const profileId = profileIdFor(action, view)
    if (segment === '' || profileId === '')
      return { problem: 'A profile and a segment are needed.' }
    return profilesQuestion({ operation: 'isInSegment', parameters: { profileId, segment } })
  },

  answered: result => ({
    leave: { by: 'value', value: isTrue(membersOf(result).member) ? 'True' : 'False' },
  }),
})
