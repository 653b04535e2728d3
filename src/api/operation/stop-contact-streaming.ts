import { bareId } from '../arn.ts'
import { asked } from '../messaging-refusal.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'

export const stopContactStreaming: Operation<'StopContactStreaming'> = async (
  { ContactId, StreamingId },
  { messaging },
) => {
  await asked(messaging.stopStreaming({ contactId: bareId(ContactId), streamingId: StreamingId }))
  return answer({})
}
