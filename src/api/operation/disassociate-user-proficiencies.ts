import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { notFound } from '../service-error.ts'
import { isSame, proficienciesOf } from '../show/proficiency.ts'

export const disassociateUserProficiencies: Operation<'DisassociateUserProficiencies'> = (
  { UserId, UserProficiencies },
  context,
) => {
  const user = find(context, 'agent', UserId)
  const former = proficienciesOf(user)
  const missing = UserProficiencies.find(given => !former.some(each => isSame(given, each)))
  if (missing) {
    throw notFound(`The user has no ${missing.AttributeName} ${missing.AttributeValue}.`)
  }
  const Proficiencies = former.filter(each => !UserProficiencies.some(given => isSame(given, each)))
  return change(edit(context, 'agent', user, { Proficiencies }))
}
