import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, given } from '../resource.ts'
import { checkedValues, findPredefinedAttribute } from '../show/predefined-attribute.ts'

export const updatePredefinedAttribute: Operation<'UpdatePredefinedAttribute'> = (
  { Name, Values, Purposes, AttributeConfiguration },
  context,
) => {
  const attribute = findPredefinedAttribute(context, Name)
  const members = given({ Values: checkedValues(Values), Purposes, AttributeConfiguration })
  return change(edit(context, 'predefined-attribute', attribute, members))
}
