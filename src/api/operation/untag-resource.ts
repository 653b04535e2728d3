import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit } from '../resource.ts'
import { tagged, tagsOf, withoutTags } from '../tags.ts'

export const untagResource: Operation<'UntagResource'> = ({ resourceArn, tagKeys }, context) => {
  const { kind, entry } = tagged(context, resourceArn)
  return change(edit(context, kind, entry, { Tags: withoutTags(tagsOf(entry), tagKeys) }))
}
