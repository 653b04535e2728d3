// A chat between a customer and a bot of ours, begun through the API of the real product.
import {
  type ConnectClient,
  CreateContactFlowCommand,
  CreateParticipantCommand,
  StartChatContactCommand,
} from '@aws-sdk/client-connect'

/** A flow that lets them write for an hour. */
export async function createWritingFlow(
  connect: ConnectClient,
  InstanceId: string,
): Promise<string> {
  const Errors = [{ ErrorType: 'NoMatchingError', NextAction: 'wait' }]
  const Actions = [
    {
      Identifier: 'hi',
      Type: 'MessageParticipant',
      Parameters: { Text: 'Welcome.' },
      Transitions: { NextAction: 'wait', Errors },
    },
    {
      Identifier: 'wait',
      Type: 'Wait',
      Parameters: { TimeLimitSeconds: '3600' },
      Transitions: { NextAction: 'wait', Errors },
    },
  ]
  const { ContactFlowId = '' } = await connect.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'Two write',
      Type: 'CONTACT_FLOW',
      Content: JSON.stringify({ Version: '2019-10-30', StartAction: 'hi', Actions }),
    }),
  )
  return ContactFlowId
}

/** Participant tokens of the customer and of a bot. */
export async function beginChat(
  connect: ConnectClient,
  { InstanceId, ContactFlowId }: { readonly InstanceId: string; readonly ContactFlowId: string },
): Promise<{ contactId: string; customer: string; bot: string }> {
  const ParticipantDetails = { DisplayName: 'Cleo' }
  const chat = await connect.send(
    new StartChatContactCommand({ InstanceId, ContactFlowId, ParticipantDetails }),
  )
  const bot = await connect.send(
    new CreateParticipantCommand({
      InstanceId,
      ContactId: chat.ContactId,
      ParticipantDetails: { ParticipantRole: 'CUSTOM_BOT', DisplayName: 'Botty' },
    }),
  )
  return {
    contactId: chat.ContactId ?? '',
    customer: chat.ParticipantToken ?? '',
    bot: bot.ParticipantCredentials?.ParticipantToken ?? '',
  }
}
