import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { eventFlowOf } from '../written-contact.ts'

export const resumeContact: Operation<'ResumeContact'> = (input, context) =>
  change({
    type: 'task.resume',
    contactId: bareId(input.ContactId),
    ...eventFlowOf(context, input.ContactFlowId),
  })
