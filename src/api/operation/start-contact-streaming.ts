import { bareId } from '../arn.ts'
import { asked } from '../messaging-refusal.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'

export const startContactStreaming: Operation<'StartContactStreaming'> = async (
  { ContactId, ChatStreamingConfiguration, ClientToken },
  { messaging },
) => {
  const StreamingId = await asked(
    messaging.startStreaming({
      contactId: bareId(ContactId),
      topicArn: ChatStreamingConfiguration.StreamingEndpointArn ?? '',
      token: ClientToken ?? '',
    }),
  )
  return answer({ StreamingId })
}
