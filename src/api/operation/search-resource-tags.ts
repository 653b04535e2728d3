import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { allTags } from '../tags.ts'

export const searchResourceTags: Operation<'SearchResourceTags'> = (input, context) => {
  const condition = input.SearchCriteria?.TagSearchCondition
  const { tagKey, tagValue, tagKeyComparisonType, tagValueComparisonType } = condition ?? {}
  const found = allTags(context, input.ResourceTypes).filter(
    ({ key, value }) =>
      compares(key, tagKey, tagKeyComparisonType) &&
      compares(value, tagValue, tagValueComparisonType),
  )
  const page = pageOf(found, input, ({ key, value }) => `${key}\n${value}`)
  return answer({ Tags: page.items, NextToken: page.NextToken })
}

function compares(text: string, wanted: string | undefined, how: string | undefined): boolean {
  if (wanted === undefined) return true
  const [one, other] = [text.toLowerCase(), wanted.toLowerCase()]
  if (how === 'EXACT') return one === other
  return how === 'STARTS_WITH' ? one.startsWith(other) : one.includes(other)
}
