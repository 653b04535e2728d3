// An agent who answers chats without a page: over the agents' stream and the official client of the
// participant service.
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  GetTranscriptCommand,
  SendEventCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant'
import { AgentStream } from './agent-stream.ts'
import { type Parley, signIn } from './parley.ts'
import { until } from './until.ts'

const EVENT = 'application/vnd.amazonaws.connect.event.'

/** Signs in and waits for chats. The password is needed of users that were made later. */
export async function openChatAgent(
  parley: Parley,
  username = 'agent1',
  password?: string,
): Promise<ChatAgent> {
  const [stream, cookie] = [
    await AgentStream.open(parley, username, password),
    await signIn(parley, username, password),
  ]
  const agent = new ChatAgent(parley, stream, cookie)
  await agent.goAvailable()
  return agent
}

export class ChatAgent {
  readonly #parley: Parley
  readonly #stream: AgentStream
  readonly #cookie: string
  readonly #client: ConnectParticipantClient
  contactId = ''
  #ConnectionToken = ''

  constructor(parley: Parley, stream: AgentStream, cookie: string) {
    this.#parley = parley
    this.#stream = stream
    this.#cookie = cookie
    this.#client = new ConnectParticipantClient({
      endpoint: parley.httpUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    })
  }

  async goAvailable(): Promise<void> {
    const status = await until('the statuses are known', () =>
      this.#stream.snapshot?.statuses.find(({ type }) => type === 'ROUTABLE'),
    )
    await this.#stream.ask({ method: 'setStatus', statusId: status.statusId })
  }

  /** Takes the next chat that is offered. */
  async accept(): Promise<void> {
    const offered = await until('a chat is offered', () =>
      this.#stream.snapshot?.contacts.find(({ state }) => state === 'CONNECTING'),
    )
    const { contactId } = offered
    this.contactId = contactId
    await this.#stream.ask({ method: 'accept', contactId })
    const response = await fetch(`${this.#parley.httpUrl}/api/agent/chat-token`, {
      method: 'POST',
      headers: { cookie: this.#cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ contactId }),
    })
    const { participantToken } = (await response.json()) as { participantToken: string }
    const connection = await this.#client.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken: participantToken,
        Type: ['CONNECTION_CREDENTIALS'],
        ConnectParticipant: true,
      }),
    )
    this.#ConnectionToken = connection.ConnectionCredentials?.ConnectionToken ?? ''
  }

  async say(Content: string, ContentType = 'text/plain'): Promise<void> {
    const ConnectionToken = this.#ConnectionToken
    await this.#client.send(new SendMessageCommand({ ConnectionToken, Content, ContentType }))
  }

  async types(): Promise<void> {
    const ConnectionToken = this.#ConnectionToken
    const ContentType = `${EVENT}typing`
    await this.#client.send(new SendEventCommand({ ConnectionToken, ContentType }))
  }

  /** Says that the customer's last message has been read. */
  async reads(): Promise<void> {
    const ConnectionToken = this.#ConnectionToken
    const ContentType = `${EVENT}message.read`
    const last = (await this.#transcript()).findLast(each => each.ParticipantRole === 'CUSTOMER')
    const Content = JSON.stringify({ messageId: last?.Id })
    await this.#client.send(new SendEventCommand({ ConnectionToken, ContentType, Content }))
  }

  /** What the customer has written, in order. */
  async heard(): Promise<string[]> {
    const items = await this.#transcript()
    return items.flatMap(each =>
      each.ParticipantRole === 'CUSTOMER' && each.Type === 'MESSAGE' ? (each.Content ?? '') : [],
    )
  }

  /** Waits until the customer's messages are these. */
  async hears(...texts: readonly string[]): Promise<void> {
    let heard: string[] = []
    for (let attempt = 0; attempt < 100; attempt++) {
      heard = await this.heard()
      if (JSON.stringify(heard) === JSON.stringify(texts)) return
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    throw new Error(`the agent hears ${JSON.stringify(heard)}, not ${JSON.stringify(texts)}`)
  }

  async leave(): Promise<void> {
    const ConnectionToken = this.#ConnectionToken
    await this.#client.send(new DisconnectParticipantCommand({ ConnectionToken }))
  }

  /** Done with the chat, and ready for the next. */
  async clear(): Promise<void> {
    const { contactId } = this
    await until('the chat is over', () =>
      this.#stream.snapshot?.contacts.find(
        each => each.contactId === contactId && each.state === 'ENDED',
      ),
    )
    await this.#stream.ask({ method: 'clear', contactId })
  }

  close(): void {
    this.#stream.close()
    this.#client.destroy()
  }

  async #transcript() {
    const ConnectionToken = this.#ConnectionToken
    const command = new GetTranscriptCommand({ ConnectionToken, MaxResults: 100 })
    return (await this.#client.send(command)).Transcript ?? []
  }
}
