// Writes to a customer's telephone, for example by SMS: whoever carries messages sends the first one
// and starts the chat.
import type { Json } from '../../json.ts'
import type { FlowView } from '../action-kind.ts'
import { serviceAction, USUAL_TIME_LIMIT_MS } from '../ask.ts'
import { membersOf } from '../parameter.ts'
import { startOutboundChat } from '../service/messaging.ts'

export const startOutboundChatContact = serviceAction({
  type: 'StartOutboundChatContact',

  question({ parameters }, view) {
    const from = endpoint(parameters.SourceEndpoint, view)
    const to = endpoint(parameters.DestinationEndpoint, view)
    const flow = view.flow(view.text(parameters.ContactFlowArn))
    if (!from || !to || !flow) return { problem: 'No sender, no receiver, or no such flow.' }
    const message = view.text(membersOf(parameters.InitialSystemMessage).Content)
    const isRelated = view.text(parameters.RelatedContact) === 'CURRENT'
    return startOutboundChat(
      {
        from,
        to,
        flowId: flow.id,
        subtype: view.text(parameters.ContactSubtype) || 'connect:SMS',
        ...(message !== '' && { message }),
        ...(isRelated && { relatedContactId: view.text('$.ContactId') }),
      },
      USUAL_TIME_LIMIT_MS,
    )
  },

  answered: () => ({ leave: { by: 'next' } }),
})

function endpoint(value: Json | undefined, view: FlowView) {
  const { Address, Type } = membersOf(value)
  const address = view.text(Address)
  return address === '' ? undefined : { address, type: view.text(Type) }
}
