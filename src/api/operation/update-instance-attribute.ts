import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit, find } from '../resource.ts'
import { attributesOf } from '../show/instance.ts'

export const updateInstanceAttribute: Operation<'UpdateInstanceAttribute'> = (input, context) => {
  const instance = find(context, 'instance', context.centre.instanceId)
  const Attributes = { ...attributesOf(instance.document), [input.AttributeType]: input.Value }
  return change(edit(context, 'instance', instance, { Attributes }))
}
