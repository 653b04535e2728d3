import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'

export const untagContact: Operation<'UntagContact'> = ({ ContactId, TagKeys }) =>
  change({ type: 'contact.untag', contactId: bareId(ContactId), tagKeys: TagKeys })
