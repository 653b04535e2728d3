import { unqualifiedFunction } from '../lambda-function.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'

export const associateLambdaFunction: Operation<'AssociateLambdaFunction'> = ({ FunctionArn }) => {
  const id = unqualifiedFunction(FunctionArn)
  return change({ type: 'config.put', kind: 'lambda-function', id, document: { Arn: id } })
}
