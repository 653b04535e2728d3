import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { notFound } from '../service-error.ts'
import { attributesOf } from '../show/instance.ts'

export const describeInstanceAttribute: Operation<'DescribeInstanceAttribute'> = (
  { AttributeType },
  context,
) => {
  const { document } = find(context, 'instance', context.centre.instanceId)
  const Value = attributesOf(document)[AttributeType]
  if (Value === undefined) throw notFound(`The instance has no attribute ${AttributeType}.`)
  return answer({ Attribute: { AttributeType, Value } })
}
