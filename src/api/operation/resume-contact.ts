import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { refuseUnbuilt } from '../service-error.ts'

export const resumeContact: Operation<'ResumeContact'> = input => {
  refuseUnbuilt(input, 'ContactFlowId')
  return change({ type: 'task.resume', contactId: bareId(input.ContactId) })
}
