import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import {
  checkAttribute,
  checkedProficiencies,
  isSame,
  type Proficiency,
  proficienciesOf,
} from '../show/proficiency.ts'

/** One that the user has already gets the new level. */
export const associateUserProficiencies: Operation<'AssociateUserProficiencies'> = (
  { UserId, UserProficiencies },
  context,
) => {
  const user = find(context, 'agent', UserId)
  checkedProficiencies(UserProficiencies)
  for (const each of UserProficiencies) checkAttribute(context, each)
  const others = proficienciesOf(user).filter(
    each => !UserProficiencies.some(given => isSame(given, each)),
  )
  // Required by the model, so they are there.
  const Proficiencies = [...others, ...(UserProficiencies as readonly Proficiency[])]
  return change(edit(context, 'agent', user, { Proficiencies }))
}
