// A customer in a chat, over the official client of the participant service.
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  GetTranscriptCommand,
  type Item,
  SendEventCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant'
import type { Parley } from './parley.ts'
import { until } from './until.ts'

const EVENT = 'application/vnd.amazonaws.connect.event.'

export class ChatCustomer {
  readonly contactId: string
  readonly #client: ConnectParticipantClient
  readonly #ConnectionToken: string

  private constructor(contactId: string, client: ConnectParticipantClient, token: string) {
    this.contactId = contactId
    this.#client = client
    this.#ConnectionToken = token
  }

  static async connect(
    parley: Parley,
    contactId: string,
    ParticipantToken: string,
  ): Promise<ChatCustomer> {
    const client = new ConnectParticipantClient({
      endpoint: parley.httpUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    })
    const { ConnectionCredentials } = await client.send(
      new CreateParticipantConnectionCommand({
        ParticipantToken,
        Type: ['CONNECTION_CREDENTIALS'],
      }),
    )
    return new ChatCustomer(contactId, client, ConnectionCredentials?.ConnectionToken ?? '')
  }

  async say(Content: string, ContentType = 'text/plain'): Promise<void> {
    const ConnectionToken = this.#ConnectionToken
    await this.#client.send(new SendMessageCommand({ ConnectionToken, Content, ContentType }))
  }

  /** An event without content, by its name. */
  async says(event: string): Promise<void> {
    const ConnectionToken = this.#ConnectionToken
    const ContentType = `${EVENT}${event}`
    await this.#client.send(new SendEventCommand({ ConnectionToken, ContentType }))
  }

  /** Waits until a text, or an event, is in the transcript. */
  hears(text: string | undefined, event = ''): Promise<Item> {
    const type = `${EVENT}${event}`
    return until(`the customer hears ${text ?? event}`, async () =>
      (await this.#transcript()).find(each =>
        text === undefined ? each.ContentType === type : each.Content === text,
      ),
    )
  }

  /** Says that a text has been read. */
  async reads(text: string): Promise<void> {
    const { Id } = await this.hears(text)
    await this.#client.send(
      new SendEventCommand({
        ConnectionToken: this.#ConnectionToken,
        ContentType: `${EVENT}message.read`,
        Content: JSON.stringify({ messageId: Id }),
      }),
    )
  }

  async leave(): Promise<void> {
    const ConnectionToken = this.#ConnectionToken
    await this.#client.send(new DisconnectParticipantCommand({ ConnectionToken }))
  }

  async #transcript(): Promise<Item[]> {
    const { Transcript } = await this.#client.send(
      new GetTranscriptCommand({ ConnectionToken: this.#ConnectionToken, MaxResults: 100 }),
    )
    return Transcript ?? []
  }
}
