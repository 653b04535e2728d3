import { unqualifiedFunction } from '../lambda-function.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { notFound } from '../service-error.ts'

export const disassociateLambdaFunction: Operation<'DisassociateLambdaFunction'> = (
  { FunctionArn },
  { centre },
) => {
  const id = unqualifiedFunction(FunctionArn)
  if (!centre.directory.get('lambda-function', id)) {
    throw notFound('The function is not associated with this instance.')
  }
  return change({ type: 'config.delete', kind: 'lambda-function', id })
}
