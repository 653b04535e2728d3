import type { Deed } from '../action-kind.ts'
import { serviceAction } from '../ask.ts'
import { membersOf, wholeNumber } from '../parameter.ts'

const MINUTES = { min: 3, max: 15 }

/** Lets a chat's customer sign in with an identity provider. */
export const authenticateParticipant = serviceAction({
  type: 'AuthenticateParticipant',
  channels: ['CHAT'],

  question({ parameters }, view) {
    const { UserPoolArn, AppClientId } = membersOf(parameters.CognitoConfiguration)
    const { ObjectTypeName } = membersOf(parameters.CustomerProfilesConfiguration)
    const minutes = wholeNumber(view.text(parameters.TimeLimitMinutes), MINUTES.min, MINUTES.max)
    const [userPoolArn, appClientId] = [view.text(UserPoolArn), view.text(AppClientId)]
    if (minutes === undefined) return { problem: 'The time limit is no number from 3 to 15.' }
    if (userPoolArn === '' || appClientId === '') {
      return { problem: 'Nothing says who knows the customer.' }
    }
    return {
      service: 'authentication',
      operation: 'authenticate',
      parameters: {
        contactId: view.text('$.ContactId'),
        userPoolArn,
        appClientId,
        profileObjectType: view.text(ObjectTypeName),
      },
      timeLimitMs: minutes * 60_000,
    }
  },

  /** The service answers `{ status: 'authenticated' | 'optedOut', customerId? }`. */
  answered(result) {
    const { status, customerId } = membersOf(result)
    if (status === 'optedOut') return { leave: { by: 'value', value: 'OptedOut' } }
    const deeds: Deed[] =
      typeof customerId === 'string'
        ? [{ do: 'setContactData', data: { CustomerId: customerId } }]
        : []
    return { leave: { by: 'next' }, deeds }
  },

  timeUp: 'TimeLimitExceeded',
})
