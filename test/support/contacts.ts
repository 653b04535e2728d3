// What an operator asks about contacts, over the API.
import {
  type ConnectClient,
  type Contact,
  DescribeContactCommand,
  GetCurrentUserDataCommand,
  ListUsersCommand,
  SearchContactsCommand,
} from '@aws-sdk/client-connect'
import { until } from './until.ts'

/** The contacts of the last hour, newest first. */
async function recentContacts(connect: ConnectClient, InstanceId: string): Promise<string[]> {
  const { Contacts = [] } = await connect.send(
    new SearchContactsCommand({
      InstanceId,
      TimeRange: {
        Type: 'INITIATION_TIMESTAMP',
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 60_000),
      },
      Sort: { FieldName: 'INITIATION_TIMESTAMP', Order: 'DESCENDING' },
    }),
  )
  return Contacts.map(contact => contact.Id ?? '')
}

/** The newest contact, as DescribeContact shows it, once it is as wanted. */
export function newestContact(
  connect: ConnectClient,
  InstanceId: string,
  what: string,
  wanted: (contact: Contact) => boolean = () => true,
): Promise<Contact> {
  return until(`the newest contact ${what}`, async () => {
    const [ContactId] = await recentContacts(connect, InstanceId)
    if (ContactId === undefined) return undefined
    const { Contact } = await connect.send(new DescribeContactCommand({ InstanceId, ContactId }))
    return Contact !== undefined && wanted(Contact) ? Contact : undefined
  })
}

/** How an agent's contacts stand, as GetCurrentUserData shows them. */
export async function agentContacts(
  connect: ConnectClient,
  InstanceId: string,
  username: string,
): Promise<string[]> {
  const { UserSummaryList = [] } = await connect.send(new ListUsersCommand({ InstanceId }))
  const user = UserSummaryList.find(each => each.Username === username)
  const { UserDataList = [] } = await connect.send(
    new GetCurrentUserDataCommand({ InstanceId, Filters: { Agents: [user?.Id ?? ''] } }),
  )
  return (UserDataList[0]?.Contacts ?? []).map(contact => contact.AgentContactState ?? '')
}
