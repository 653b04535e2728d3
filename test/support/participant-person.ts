// People in chats of a test centre, each with the official participant client.
import { StartChatContactCommand, type StartChatContactCommandInput } from '@aws-sdk/client-connect'
import {
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  GetTranscriptCommand,
  type GetTranscriptCommandInput,
  SendEventCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant'
import { expect } from 'vitest'
import type { ChatCentre } from './chat-centre.ts'
import { say, toQueue } from './flow-actions.ts'
import { openSocket, type ParticipantSocket } from './participant-socket.ts'

const EVENT = 'application/vnd.amazonaws.connect.event.'

/** Somebody in a chat, with the official client. */
export class Person {
  readonly client: ReturnType<ChatCentre['participant']>
  readonly contactId: string
  readonly participantId: string
  readonly participantToken: string
  connectionToken = ''
  socketUrl = ''

  constructor(
    centre: ChatCentre,
    of: Pick<Person, 'contactId' | 'participantId' | 'participantToken'>,
  ) {
    this.client = centre.participant()
    this.contactId = of.contactId
    this.participantId = of.participantId
    this.participantToken = of.participantToken
  }

  async connect(): Promise<this> {
    const { ConnectionCredentials, Websocket } = await this.client.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken: this.participantToken,
        Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
      }),
    )
    this.connectionToken = ConnectionCredentials?.ConnectionToken ?? ''
    this.socketUrl = Websocket?.Url ?? ''
    return this
  }

  socket(): Promise<ParticipantSocket> {
    return openSocket(this.socketUrl)
  }

  write(Content: string, more: Partial<SendMessageCommand['input']> = {}) {
    const ConnectionToken = this.connectionToken
    return this.client.send(
      new SendMessageCommand({ ConnectionToken, ContentType: 'text/plain', Content, ...more }),
    )
  }

  event(ContentType: string, Content?: string) {
    const ConnectionToken = this.connectionToken
    return this.client.send(new SendEventCommand({ ConnectionToken, ContentType, Content }))
  }

  async transcript(more: Partial<GetTranscriptCommandInput> = {}) {
    const ConnectionToken = this.connectionToken
    const page = await this.client.send(new GetTranscriptCommand({ ConnectionToken, ...more }))
    const items = page.Transcript ?? []
    return {
      ...page,
      items,
      said: items.map(
        ({ Content, ContentType }) => Content ?? `(${ContentType?.replace(EVENT, '')})`,
      ),
    }
  }

  leave() {
    const ConnectionToken = this.connectionToken
    return this.client.send(new DisconnectParticipantCommand({ ConnectionToken }))
  }
}

/** A flow that says "Welcome." and waits for an agent; answers its id. */
export function publishWelcome({ test }: ChatCentre): string {
  return test.publish('To queue', [
    say('Hi', 'Welcome.', 'Choose'),
    ...toQueue(test.id('queue', 'BasicQueue')),
  ])
}

/** A customer, connected. */
export async function startChat(
  centre: ChatCentre,
  input: Pick<StartChatContactCommandInput, 'ContactFlowId'> &
    Partial<StartChatContactCommandInput>,
): Promise<Person> {
  const started = await centre.client().send(
    new StartChatContactCommand({
      InstanceId: centre.instanceId,
      ParticipantDetails: { DisplayName: 'Cleo' },
      ...input,
    }),
  )
  return new Person(centre, {
    contactId: started.ContactId ?? '',
    participantId: started.ParticipantId ?? '',
    participantToken: started.ParticipantToken ?? '',
  }).connect()
}

/** The agent accepts the chat that is offered, and connects. */
export function acceptChat(
  centre: ChatCentre,
  contactId: string,
  name = 'agent1',
): Promise<Person> {
  expect(centre.test.does(name, 'accept', contactId)).toBeUndefined()
  const chat = centre.test.centre.view.chat(contactId)
  const participantId =
    chat?.participants.findLast(({ role }) => role === 'AGENT')?.participantId ?? ''
  const conversationId = chat?.conversationId ?? ''
  const participantToken = centre.tokens.participant({ conversationId, contactId, participantId })
  return new Person(centre, { contactId, participantId, participantToken }).connect()
}
