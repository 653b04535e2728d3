import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { notFound } from '../service-error.ts'
import { checkedProficiencies, isSame, proficienciesOf } from '../show/proficiency.ts'

export const updateUserProficiencies: Operation<'UpdateUserProficiencies'> = (
  { UserId, UserProficiencies },
  context,
) => {
  const user = find(context, 'agent', UserId)
  checkedProficiencies(UserProficiencies)
  const former = proficienciesOf(user)
  const missing = UserProficiencies.find(given => !former.some(each => isSame(given, each)))
  if (missing) {
    throw notFound(`The user has no ${missing.AttributeName} ${missing.AttributeValue}.`)
  }
  const Proficiencies = former.map(each => {
    const given = UserProficiencies.find(one => isSame(one, each))
    return { ...each, Level: given?.Level ?? each.Level }
  })
  return change(edit(context, 'agent', user, { Proficiencies }))
}
