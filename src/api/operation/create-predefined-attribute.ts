import { requireRoomForOne } from '../limit/quotas.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { put } from '../resource.ts'
import { duplicate } from '../service-error.ts'
import { checkedValues } from '../show/predefined-attribute.ts'

export const createPredefinedAttribute: Operation<'CreatePredefinedAttribute'> = (
  input,
  context,
) => {
  const { Name, Values, Purposes, AttributeConfiguration } = input
  if (context.centre.directory.named('predefined-attribute', Name)) {
    throw duplicate(`There is a predefined attribute ${Name} already.`)
  }
  requireRoomForOne(context, 'predefined-attribute')
  const document = {
    Name,
    Values: checkedValues(Values),
    Purposes,
    AttributeConfiguration,
    CreatedTime: context.now,
  }
  return changed({}, put(context, 'predefined-attribute', Name, document))
}
