import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'
import { type Proficiency, proficienciesOf } from '../show/proficiency.ts'

export const listUserProficiencies: Operation<'ListUserProficiencies'> = (input, context) => {
  const user = find(context, 'agent', input.UserId)
  const sorted = proficienciesOf(user).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const { items, NextToken } = pageOf(sorted, input, keyOf)
  const { LastModifiedTime, LastModifiedRegion } = user.document
  return answer({ UserProficiencyList: items, NextToken, LastModifiedTime, LastModifiedRegion })
}

function keyOf({ AttributeName, AttributeValue }: Proficiency): string {
  return `${AttributeName}\n${AttributeValue}`
}
