// Who asks, as records of who did what name them.
import { arnOf } from './arn.ts'
import type { OperationContext } from './operation-context.ts'

/** The ARN of the user who asks; of a key that is nobody's, its own name. */
export function callerArn(context: OperationContext): string {
  const { userId, arn } = context.caller
  const isUser = userId !== undefined && context.centre.directory.get('agent', userId)
  return isUser ? arnOf(context, 'agent', userId) : arn
}
