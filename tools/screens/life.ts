// A product as it is after some days: queues, hours, users, chats, tasks, and a caller who waits.
import {
  CreateAgentStatusCommand,
  CreateHoursOfOperationCommand,
  CreatePredefinedAttributeCommand,
  CreateQueueCommand,
  CreateQuickConnectCommand,
  CreateUserCommand,
  ListContactFlowsCommand,
  ListHoursOfOperationsCommand,
  ListRoutingProfilesCommand,
  ListSecurityProfilesCommand,
  StartChatContactCommand,
  StartTaskContactCommand,
} from '@aws-sdk/client-connect'
import type { Browser } from '../../test/support/browser.ts'
import { connectClient } from '../../test/support/connect-client.ts'
import type { Parley } from '../../test/support/parley.ts'

const QUEUES = ['Sales', 'Support', 'Billing', 'Returns', 'VIP']
const PEOPLE = [
  'Mila Berg',
  'Jonas Okafor',
  'Yui Tanaka',
  'Lea Dubois',
  'Omar Haddad',
  'Nina Novak',
]
const CUSTOMERS = ['Kim', 'Alex', 'Robin']

export async function bringToLife(parley: Parley, browser: Browser): Promise<void> {
  const connect = connectClient(parley)
  const InstanceId = parley.credentials.instanceId
  const hours = await connect.send(new ListHoursOfOperationsCommand({ InstanceId }))
  const HoursOfOperationId = hours.HoursOfOperationSummaryList?.[0]?.Id
  const flows = await connect.send(
    new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] }),
  )
  const ContactFlowId = flows.ContactFlowSummaryList?.find(
    ({ Name }) => Name === 'Sample chat flow',
  )?.Id
  for (const Name of QUEUES) {
    await connect.send(new CreateQueueCommand({ InstanceId, Name, HoursOfOperationId }))
  }
  await connect.send(
    new CreateHoursOfOperationCommand({
      InstanceId,
      Name: 'Berlin office',
      TimeZone: 'Europe/Berlin',
      Config: (['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const).map(Day => ({
        Day,
        StartTime: { Hours: 9, Minutes: 0 },
        EndTime: { Hours: 18, Minutes: 0 },
      })),
    }),
  )
  await connect.send(
    new CreatePredefinedAttributeCommand({
      InstanceId,
      Name: 'Language',
      Values: { StringList: ['English', 'German', 'Japanese'] },
    }),
  )
  for (const Name of ['Lunch', 'Training']) {
    await connect.send(new CreateAgentStatusCommand({ InstanceId, Name, State: 'ENABLED' }))
  }
  await connect.send(
    new CreateQuickConnectCommand({
      InstanceId,
      Name: 'Front desk',
      QuickConnectConfig: {
        QuickConnectType: 'PHONE_NUMBER',
        PhoneConfig: { PhoneNumber: '+15550199' },
      },
    }),
  )
  await makePeople(parley)
  for (const DisplayName of CUSTOMERS) {
    await connect.send(
      new StartChatContactCommand({
        InstanceId,
        ContactFlowId,
        ParticipantDetails: { DisplayName },
        InitialMessage: { ContentType: 'text/plain', Content: 'Where is my order?' },
      }),
    )
  }
  await connect.send(
    new StartTaskContactCommand({
      InstanceId,
      ContactFlowId,
      Name: 'Call Kim back about the order',
    }),
  )
  await callIn(parley, browser)
}

async function makePeople(parley: Parley): Promise<void> {
  const connect = connectClient(parley)
  const InstanceId = parley.credentials.instanceId
  const routing = await connect.send(new ListRoutingProfilesCommand({ InstanceId }))
  const security = await connect.send(new ListSecurityProfilesCommand({ InstanceId }))
  const agent = security.SecurityProfileSummaryList?.find(({ Name }) => Name === 'Agent')?.Id ?? ''
  for (const name of PEOPLE) {
    const [FirstName = '', LastName = ''] = name.split(' ')
    await connect.send(
      new CreateUserCommand({
        InstanceId,
        Username: FirstName.toLowerCase(),
        Password: 'Ch4nge-me-now',
        IdentityInfo: { FirstName, LastName },
        PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 60 },
        RoutingProfileId: routing.RoutingProfileSummaryList?.[0]?.Id,
        SecurityProfileIds: [agent],
      }),
    )
  }
}

/** A customer calls from the browser phone and waits. */
async function callIn({ httpUrl }: Parley, browser: Browser): Promise<void> {
  const phone = await browser.open(`${httpUrl}/phone`)
  const call = phone.getByRole('button', { name: 'Call', exact: true })
  await call.click({ timeout: 10_000 }).catch(() => console.log('nobody could call'))
}
