// What an operator asks about contacts, over the API.
import {
  type AgentContactReference,
  type ConnectClient,
  type Contact,
  DescribeContactCommand,
  GetCurrentUserDataCommand,
  ListUsersCommand,
} from '@aws-sdk/client-connect'
import { until } from './until.ts'

/** Asks one instance. */
export class Contacts {
  readonly #connect: ConnectClient
  readonly #instanceId: string

  constructor(connect: ConnectClient, instanceId: string) {
    this.#connect = connect
    this.#instanceId = instanceId
  }

  /** The contacts an agent has now, as GetCurrentUserData shows them. */
  async of(username: string): Promise<readonly AgentContactReference[]> {
    const InstanceId = this.#instanceId
    const { UserSummaryList = [] } = await this.#connect.send(new ListUsersCommand({ InstanceId }))
    const user = UserSummaryList.find(each => each.Username === username)
    const { UserDataList = [] } = await this.#connect.send(
      new GetCurrentUserDataCommand({ InstanceId, Filters: { Agents: [user?.Id ?? ''] } }),
    )
    return UserDataList[0]?.Contacts ?? []
  }

  /** The id of the one contact an agent has. */
  async currentOf(username: string): Promise<string> {
    const [contact] = await this.of(username)
    if (contact?.ContactId === undefined) throw new Error(`${username} has no contact`)
    return contact.ContactId
  }

  /** As DescribeContact shows it once the customer has gone. */
  ended(contactId: string): Promise<Contact> {
    return until(`contact ${contactId} has ended`, async () => {
      const { Contact } = await this.#connect.send(
        new DescribeContactCommand({ InstanceId: this.#instanceId, ContactId: contactId }),
      )
      return Contact?.DisconnectTimestamp === undefined ? undefined : Contact
    })
  }
}
