import type { InstanceAttributeType } from '@aws-sdk/client-connect'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { find } from '../resource.ts'
import { attributesOf } from '../show/instance.ts'

export const listInstanceAttributes: Operation<'ListInstanceAttributes'> = (input, context) => {
  const { document } = find(context, 'instance', context.centre.instanceId)
  const attributes = Object.entries(attributesOf(document)).sort(([a], [b]) => (a < b ? -1 : 1))
  const { items, NextToken } = pageOf(attributes, input, ([type]) => type)
  return answer({
    Attributes: items.map(([type, Value]) => ({
      AttributeType: type as InstanceAttributeType,
      Value,
    })),
    NextToken,
  })
}
