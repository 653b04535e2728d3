import { tagProblem } from '../../core/contact/contact-tags.ts'
import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { invalidRequest } from '../service-error.ts'

export const tagContact: Operation<'TagContact'> = ({ ContactId, Tags }, context) => {
  const contactId = bareId(ContactId)
  const problem = tagProblem(context.centre.contact(contactId)?.tags ?? {}, Tags)
  if (problem !== undefined) throw invalidRequest(problem)
  return change({ type: 'contact.tag', contactId, tags: Tags })
}
