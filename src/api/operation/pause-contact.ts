import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { eventFlowOf } from '../written-contact.ts'

export const pauseContact: Operation<'PauseContact'> = (input, context) =>
  change({
    type: 'task.pause',
    contactId: bareId(input.ContactId),
    ...eventFlowOf(context, input.ContactFlowId),
  })
