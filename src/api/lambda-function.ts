// Functions by their ARNs, as the operations about them take them.
import { invalidParameter } from './service-error.ts'

const ARN = /^(arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[A-Za-z0-9_-]+)(?::[A-Za-z0-9_$-]+)?$/

/** The function's own ARN, without a version or alias. */
export function unqualifiedFunction(arn: string): string {
  const own = ARN.exec(arn)?.[1]
  if (own === undefined) throw invalidParameter('FunctionArn is not the ARN of a function.')
  return own
}
