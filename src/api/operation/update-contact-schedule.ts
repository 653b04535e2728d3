import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { checkSchedule } from './start-task-contact.ts'

export const updateContactSchedule: Operation<'UpdateContactSchedule'> = (input, context) => {
  checkSchedule(input.ScheduledTime, context.now)
  return change({
    type: 'task.schedule',
    contactId: bareId(input.ContactId),
    at: input.ScheduledTime,
  })
}
