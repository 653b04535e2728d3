import { AUTHENTICATION_PROFILE } from '../../core/directory/authentication-profile.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { showAuthenticationProfile } from '../show/authentication-profile.ts'

export const listAuthenticationProfiles: Operation<'ListAuthenticationProfiles'> = (
  input,
  context,
) => {
  const { Id, Arn, Name, IsDefault, LastModifiedTime, LastModifiedRegion } =
    showAuthenticationProfile(context, AUTHENTICATION_PROFILE)
  const summary = { Id, Arn, Name, IsDefault, LastModifiedTime, LastModifiedRegion }
  const { items, NextToken } = pageOf([summary], input, () => AUTHENTICATION_PROFILE)
  return answer({ AuthenticationProfileSummaryList: [...items], NextToken })
}
