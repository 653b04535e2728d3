import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { invalidRequest, notFound } from '../service-error.ts'
import { findTemplate } from '../task-template.ts'

/** Says of which kind a task is that goes on. What has been filled in stays. */
export const updateContactTaskTemplate: Operation<'UpdateContactTaskTemplate'> = (
  input,
  context,
) => {
  const contactId = bareId(input.ContactId)
  const contact = context.centre.contact(contactId)
  if (!contact) throw notFound(`There is no contact ${contactId}.`)
  if (contact.channel !== 'TASK') throw invalidRequest('Only tasks have task templates.')
  const { id, document } = findTemplate(context, input.TaskTemplateId)
  if (document.Status !== 'ACTIVE') throw invalidRequest('The task template is not active.')
  return change({ type: 'contact.update', contactId, taskTemplateId: id })
}
