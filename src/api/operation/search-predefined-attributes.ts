import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { searched } from '../search.ts'
import { showPredefinedAttribute } from '../show/predefined-attribute.ts'

export const searchPredefinedAttributes: Operation<'SearchPredefinedAttributes'> = (
  input,
  context,
) => {
  const { items, ...rest } = searched(
    context,
    'predefined-attribute',
    input,
    showPredefinedAttribute,
  )
  return answer({ PredefinedAttributes: items, ...rest })
}
