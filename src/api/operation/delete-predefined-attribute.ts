import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { remove } from '../resource.ts'
import { findPredefinedAttribute } from '../show/predefined-attribute.ts'
import { requireUnused } from '../use.ts'

export const deletePredefinedAttribute: Operation<'DeletePredefinedAttribute'> = (
  { Name },
  context,
) => {
  const { id } = findPredefinedAttribute(context, Name)
  requireUnused(context, 'predefined-attribute', id)
  return change(remove('predefined-attribute', id))
}
