import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'
import { showUserSummary } from '../show/user.ts'

export const listUsers: Operation<'ListUsers'> = (input, context) => {
  const { items, NextToken } = listed(context, 'agent', input, user =>
    showUserSummary(context, user),
  )
  return answer({ UserSummaryList: items, NextToken })
}
