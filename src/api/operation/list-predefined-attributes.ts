import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { listed } from '../resource.ts'
import { showPredefinedAttribute } from '../show/predefined-attribute.ts'

export const listPredefinedAttributes: Operation<'ListPredefinedAttributes'> = (input, context) => {
  const { items, NextToken } = listed(context, 'predefined-attribute', input, attribute => {
    const { Name, LastModifiedTime, LastModifiedRegion } = showPredefinedAttribute(attribute)
    return { Name, LastModifiedTime, LastModifiedRegion }
  })
  return answer({ PredefinedAttributeSummaryList: items, NextToken })
}
