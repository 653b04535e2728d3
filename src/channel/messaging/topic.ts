// The adapter for those who follow a chat by StartContactStreaming: each line goes to a web server in
// the place of an SNS topic, in the form of SNS's own HTTP notifications, signed as all that we post.
import { signBody } from '../../io/body-signature.ts'
import { byStatus, type MessagingAdapter, type OutgoingMessage } from './messaging-adapter.ts'

export const topic: MessagingAdapter = {
  read: () => ({ status: 400, problem: 'Nothing is heard from a topic.' }),

  requests(message, { url, secret, addresses: [topicArn = ''] }, now) {
    const body = JSON.stringify({
      Type: 'Notification',
      MessageId: message.id,
      TopicArn: topicArn,
      Message: JSON.stringify(messageOf(message)),
      Timestamp: new Date(message.line.item.at).toISOString(),
      MessageAttributes: attributesOf(message),
    })
    const headers = {
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': 'Notification',
      'x-amz-sns-message-id': message.id,
      'x-amz-sns-topic-arn': topicArn,
      'idempotency-key': message.id,
      'parley-signature': signBody(secret, body, now),
    }
    return [{ url, headers, body }]
  },

  outcome: answer => byStatus(answer),
}

/** The line, as the service documents it for streams. */
function messageOf({ conversationId, line: { contactId, item } }: OutgoingMessage): object {
  return {
    AbsoluteTime: new Date(item.at).toISOString(),
    Content: item.content,
    ContentType: item.contentType,
    Id: item.itemId,
    Type: item.kind,
    ParticipantId: item.participantId,
    DisplayName: item.displayName,
    ParticipantRole: item.role,
    InitialContactId: conversationId,
    ContactId: contactId,
    ...(item.attachments && {
      Attachments: item.attachments.map(({ attachmentId, name, contentType, status }) => ({
        AttachmentId: attachmentId,
        AttachmentName: name,
        ContentType: contentType,
        Status: status,
      })),
    }),
  }
}

/** By these the service's topics can be filtered. */
function attributesOf({ conversationId, from, to, line: { contactId, item } }: OutgoingMessage) {
  const attributes = {
    InitialContactId: conversationId,
    ContactId: contactId,
    MessageVisibility: item.only ?? 'ALL',
    Type: item.kind,
    ContentType: item.contentType,
    ParticipantRole: item.role,
    ...(from !== '' && { SourceId: from }),
    ...(to !== '' && { DestinationId: to }),
  }
  return Object.fromEntries(
    Object.entries(attributes).map(([name, Value]) => [name, { Type: 'String', Value }]),
  )
}
