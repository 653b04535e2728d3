import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { tagged, tagsOf } from '../tags.ts'

export const listTagsForResource: Operation<'ListTagsForResource'> = ({ resourceArn }, context) =>
  answer({ tags: tagsOf(tagged(context, resourceArn).entry) })
