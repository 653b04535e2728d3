import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { showUser } from '../show/user.ts'

export const describeUser: Operation<'DescribeUser'> = ({ UserId }, context) =>
  answer({ User: showUser(context, find(context, 'agent', UserId)) })
