import { untagProblem } from '../../core/contact/contact-tags.ts'
import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { invalidRequest } from '../service-error.ts'

export const untagContact: Operation<'UntagContact'> = ({ ContactId, TagKeys }) => {
  const problem = untagProblem(TagKeys)
  if (problem !== undefined) throw invalidRequest(problem)
  return change({ type: 'contact.untag', contactId: bareId(ContactId), tagKeys: TagKeys })
}
