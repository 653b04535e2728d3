import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'

/** The service shows at most 25 at once. */
const SIZE = 25

export const listLambdaFunctions: Operation<'ListLambdaFunctions'> = (input, { centre }) => {
  const arns = [...centre.directory.list('lambda-function')].map(({ id }) => id).sort()
  const paging = { NextToken: input.NextToken, MaxResults: input.MaxResults ?? SIZE }
  const { items, NextToken } = pageOf(arns, paging, arn => arn)
  return answer({ LambdaFunctions: items, NextToken })
}
