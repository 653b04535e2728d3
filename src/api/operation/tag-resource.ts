import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { edit } from '../resource.ts'
import { tagged, tagsOf, withTags } from '../tags.ts'

export const tagResource: Operation<'TagResource'> = ({ resourceArn, tags }, context) => {
  const { kind, entry } = tagged(context, resourceArn)
  return change(edit(context, kind, entry, { Tags: withTags(tagsOf(entry), tags) }))
}
