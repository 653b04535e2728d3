import { describeView as describe } from '../../operation/describe-view.ts'
import { notFound } from '../../service-error.ts'
import type { ParticipantOperation } from '../participant-operation.ts'

/** The token is in the message that shows the view; it names the view as it was then. */
export const describeView: ParticipantOperation<'DescribeView'> = async (
  { ViewToken },
  context,
) => {
  const { chat, who, centre } = context
  chat.check(who, 'reading')
  const chats = [centre.conversation(who.conversationId), centre.chat(who.contactId)]
  const shown = chats.map(each => each?.view).find(view => view?.token === ViewToken)
  if (!shown) throw notFound('No view with this token is shown.')
  const ViewId = `${shown.viewId}:${shown.version}`
  const caller = { arn: who.participantId }
  const input = { InstanceId: centre.instanceId, ViewId }
  const outcome = await describe(input, { ...context, caller })
  const { View } = (typeof outcome === 'function' ? outcome() : outcome).output
  return {
    View: {
      Id: View?.Id,
      Arn: View?.Arn,
      Name: View?.Name,
      Version: View?.Version,
      Content: View?.Content,
    },
  }
}
