import { idByToken } from '../bot-parts.ts'
import { checkMessage } from '../message-rules.ts'
import type { ParticipantOperation } from '../participant-operation.ts'

export const sendMessage: ParticipantOperation<'SendMessage'> = async (input, context) => {
  const { ContentType: contentType, Content: content, ClientToken: clientToken } = input
  const { chat, who } = context
  chat.check(who, 'writing')
  checkMessage({ contentType, content }, context)
  const token = clientToken ? { clientToken } : {}
  const id = idByToken(context, clientToken)
  const { itemId, at } = await chat.post(who, { contentType, content, ...token, ...id })
  return { Id: itemId, AbsoluteTime: new Date(at).toISOString() }
}
