import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showSecurityProfile } from '../show/security-profile.ts'

export const searchSecurityProfiles: Operation<'SearchSecurityProfiles'> = (input, context) => {
  const { items, ...rest } = searched(context, 'security-profile', input, profile =>
    showSecurityProfile(context, profile),
  )
  return answer({ SecurityProfiles: items, ...rest })
}
