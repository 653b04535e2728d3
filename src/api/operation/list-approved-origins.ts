import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'

/** The service shows at most 25 at once. */
const SIZE = 25

export const listApprovedOrigins: Operation<'ListApprovedOrigins'> = (input, { centre }) => {
  const origins = [...centre.directory.list('approved-origin')].map(({ id }) => id).sort()
  const paging = { NextToken: input.NextToken, MaxResults: input.MaxResults ?? SIZE }
  const { items, NextToken } = pageOf(origins, paging, origin => origin)
  return answer({ Origins: items, NextToken })
}
