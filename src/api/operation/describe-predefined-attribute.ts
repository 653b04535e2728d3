import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { findPredefinedAttribute, showPredefinedAttribute } from '../show/predefined-attribute.ts'

export const describePredefinedAttribute: Operation<'DescribePredefinedAttribute'> = (
  { Name },
  context,
) =>
  answer({ PredefinedAttribute: showPredefinedAttribute(findPredefinedAttribute(context, Name)) })
