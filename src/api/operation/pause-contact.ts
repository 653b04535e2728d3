import { bareId } from '../arn.ts'
import type { Operation } from '../operation.ts'
import { change } from '../operation.ts'
import { refuseUnbuilt } from '../service-error.ts'

export const pauseContact: Operation<'PauseContact'> = input => {
  refuseUnbuilt(input, 'ContactFlowId')
  return change({ type: 'task.pause', contactId: bareId(input.ContactId) })
}
