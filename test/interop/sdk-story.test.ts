// A contact centre built from nothing by the official SDK alone: number, hours, queue, profiles, a user with a desk
// phone and a flow; a call is taken, its numbers are read, what callers hear is changed, and all of it is taken
// down: nothing is left behind.
import {
  AssociatePhoneNumberContactFlowCommand,
  ClaimPhoneNumberCommand,
  type ConnectClient,
  CreateContactFlowCommand,
  CreateHoursOfOperationCommand,
  CreateQueueCommand,
  CreateRoutingProfileCommand,
  CreateSecurityProfileCommand,
  CreateUserCommand,
  DeleteContactFlowCommand,
  DeleteHoursOfOperationCommand,
  DeleteQueueCommand,
  DeleteRoutingProfileCommand,
  DeleteSecurityProfileCommand,
  DeleteUserCommand,
  GetCurrentMetricDataCommand,
  GetMetricDataV2Command,
  ListAgentStatusesCommand,
  ListContactFlowsCommand,
  ListHoursOfOperationsCommand,
  ListPhoneNumbersV2Command,
  ListQueuesCommand,
  ListRoutingProfilesCommand,
  ListSecurityProfilesCommand,
  ListUsersCommand,
  PutUserStatusCommand,
  ReleasePhoneNumberCommand,
  UpdateContactFlowContentCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Baresip, startBaresip } from '../support/baresip.ts'
import { connectClient } from '../support/connect-client.ts'
import { Contacts } from '../support/contacts.ts'
import { figuresOf } from '../support/figures.ts'
import { type Parley, signIn, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { until } from '../support/until.ts'
import { waitingFlow } from '../support/waiting-flow.ts'

const NUMBER = '+12065550177'
const HANG_UP = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'end',
  Actions: [{ Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} }],
})
const DESK = '2002'
const DESK_PASSWORD = 'ring-ring-ring'

let parley: Parley
let connect: ConnectClient
let InstanceId: string
const phones: Baresip[] = []

beforeAll(async () => {
  if (lacks('baresip')) return
  parley = await startParley()
  connect = connectClient(parley)
  ;({ instanceId: InstanceId } = parley.credentials)
})

afterAll(async () => {
  for (const phone of phones) await phone.stop()
  await parley?.stop()
})

interface Built {
  readonly hours: string
  readonly queue: string
  readonly profile: string
  readonly security: string
  readonly user: string
  readonly flow: string
  readonly number: string
}

test.skipIf(lacks('baresip'))(
  'a contact centre is built from nothing, takes a call, tells its numbers, is changed and taken down',
  { timeout: 90_000 },
  async () => {
    const before = await inventory()
    const from = new Date(Math.floor(Date.now() / 300_000) * 300_000)
    const built = await build()
    await takeCall(built)
    await readNumbers(built, from)
    await closeTheLine(built)
    await takeDown(built)
    expect(await inventory()).toEqual(before)
  },
)

async function build(): Promise<Built> {
  const hours = await connect.send(
    new CreateHoursOfOperationCommand({
      InstanceId,
      Name: 'Always',
      TimeZone: 'Europe/Berlin',
      Config: (
        ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
      ).map(Day => ({
        Day,
        StartTime: { Hours: 0, Minutes: 0 },
        EndTime: { Hours: 0, Minutes: 0 },
      })),
    }),
  )
  const { QueueId, QueueArn = '' } = await connect.send(
    new CreateQueueCommand({
      InstanceId,
      Name: 'Story',
      HoursOfOperationId: hours.HoursOfOperationId,
    }),
  )
  const profile = await connect.send(
    new CreateRoutingProfileCommand({
      InstanceId,
      Name: 'Story',
      Description: 'Calls of the story',
      DefaultOutboundQueueId: QueueId,
      MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }],
      QueueConfigs: [{ QueueReference: { QueueId, Channel: 'VOICE' }, Priority: 1, Delay: 0 }],
    }),
  )
  const security = await connect.send(
    new CreateSecurityProfileCommand({
      InstanceId,
      SecurityProfileName: 'Story',
      Permissions: ['BasicAgentAccess'],
    }),
  )
  const user = await connect.send(
    new CreateUserCommand({
      InstanceId,
      Username: 'story',
      Password: 'Passw0rd!',
      SecurityProfileIds: [security.SecurityProfileId ?? ''],
      RoutingProfileId: profile.RoutingProfileId,
      PhoneConfig: {
        PhoneType: 'DESK_PHONE',
        DeskPhoneNumber: `+${DESK}`,
        AfterContactWorkTimeLimit: 1,
      },
    }),
  )
  const flow = await connect.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'Story',
      Type: 'CONTACT_FLOW',
      Content: waitingFlow(QueueArn),
    }),
  )
  const number = await connect.send(
    new ClaimPhoneNumberCommand({ InstanceId, PhoneNumber: NUMBER }),
  )
  await connect.send(
    new AssociatePhoneNumberContactFlowCommand({
      InstanceId,
      PhoneNumberId: number.PhoneNumberId,
      ContactFlowId: flow.ContactFlowId,
    }),
  )
  return {
    hours: hours.HoursOfOperationId ?? '',
    queue: QueueId ?? '',
    profile: profile.RoutingProfileId ?? '',
    security: security.SecurityProfileId ?? '',
    user: user.UserId ?? '',
    flow: flow.ContactFlowId ?? '',
    number: number.PhoneNumberId ?? '',
  }
}

async function takeCall({ user, queue }: Built): Promise<void> {
  const desk = await registeredDesk()
  const { AgentStatusSummaryList = [] } = await connect.send(
    new ListAgentStatusesCommand({ InstanceId }),
  )
  const available = AgentStatusSummaryList.find(each => each.Name === 'Available')
  await connect.send(
    new PutUserStatusCommand({ InstanceId, UserId: user, AgentStatusId: available?.Id }),
  )
  const customer = await calling()
  await desk.next('CALL_INCOMING')
  expect(await numberOf(queue, 'CONTACTS_IN_QUEUE')).toBe(1)
  desk.accept()
  await desk.next('CALL_ESTABLISHED')
  const contacts = new Contacts(connect, InstanceId)
  const contactId = await contacts.currentOf('story')
  await until(
    'the agent is on the call',
    async () => (await numberOf(queue, 'AGENTS_ON_CALL')) === 1,
  )
  customer.hangUp()
  expect(await contacts.ended(contactId)).toMatchObject({
    Channel: 'VOICE',
    QueueInfo: { Id: queue },
    AgentInfo: { Id: user },
    DisconnectReason: 'CUSTOMER_DISCONNECT',
    SystemEndpoint: { Address: NUMBER },
  })
}

async function registeredDesk(): Promise<Baresip> {
  // A telephone is no thing of Amazon Connect: it is made by Parley's own API.
  const response = await fetch(`${parley.httpUrl}/api/sip-phones/${DESK}`, {
    method: 'PUT',
    headers: { cookie: await signIn(parley, 'admin'), 'content-type': 'application/json' },
    body: JSON.stringify({ password: DESK_PASSWORD }),
  })
  expect(response.status).toBe(200)
  const registrar = { port: parley.sipPort, password: DESK_PASSWORD }
  const desk = await startBaresip({ toneHz: 1300, user: DESK, registrar, autoAnswer: false })
  phones.push(desk)
  await until('the phone has registered', async () => {
    return (await figuresOf(parley)).sip_registrations === 1
  })
  return desk
}

async function calling(): Promise<Baresip> {
  const customer = await startBaresip({ toneHz: 700 })
  phones.push(customer)
  customer.dial(`sip:${NUMBER}@127.0.0.1:${parley.sipPort}`)
  await customer.next('CALL_ESTABLISHED')
  return customer
}

async function numberOf(
  queue: string,
  Name: 'CONTACTS_IN_QUEUE' | 'AGENTS_ON_CALL',
): Promise<number | undefined> {
  const { MetricResults = [] } = await connect.send(
    new GetCurrentMetricDataCommand({
      InstanceId,
      Filters: { Queues: [queue], Channels: ['VOICE'] },
      CurrentMetrics: [{ Name, Unit: 'COUNT' }],
    }),
  )
  return MetricResults[0]?.Collections?.[0]?.Value
}

async function readNumbers({ queue }: Built, from: Date): Promise<void> {
  const handled = await until('the call is counted', async () => {
    const { MetricResults = [] } = await connect.send(
      new GetMetricDataV2Command({
        ResourceArn: `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}`,
        StartTime: from,
        EndTime: new Date(),
        Filters: [{ FilterKey: 'QUEUE', FilterValues: [queue] }],
        Metrics: [{ Name: 'CONTACTS_HANDLED' }, { Name: 'CONTACTS_ABANDONED' }],
      }),
    )
    const values = MetricResults[0]?.Collections?.map(each => [each.Metric?.Name, each.Value])
    return values?.some(([, value]) => value === 1) && Object.fromEntries(values)
  })
  expect(handled).toMatchObject({ CONTACTS_HANDLED: 1 })
  expect(handled.CONTACTS_ABANDONED ?? 0).toBe(0)
}

/** From now on callers are not put through any more. */
async function closeTheLine({ flow }: Built): Promise<void> {
  await connect.send(
    new UpdateContactFlowContentCommand({
      InstanceId,
      ContactFlowId: flow,
      Content: HANG_UP,
    }),
  )
  const customer = await startBaresip({ toneHz: 700 })
  phones.push(customer)
  customer.dial(`sip:${NUMBER}@127.0.0.1:${parley.sipPort}`)
  await customer.next('CALL_CLOSED')
}

async function takeDown(built: Built): Promise<void> {
  const { hours, queue, profile, security, user, flow, number } = built
  await connect.send(new DeleteUserCommand({ InstanceId, UserId: user }))
  await connect.send(new ReleasePhoneNumberCommand({ PhoneNumberId: number }))
  await connect.send(new DeleteContactFlowCommand({ InstanceId, ContactFlowId: flow }))
  await connect.send(new DeleteRoutingProfileCommand({ InstanceId, RoutingProfileId: profile }))
  await connect.send(new DeleteSecurityProfileCommand({ InstanceId, SecurityProfileId: security }))
  await connect.send(new DeleteQueueCommand({ InstanceId, QueueId: queue }))
  await connect.send(new DeleteHoursOfOperationCommand({ InstanceId, HoursOfOperationId: hours }))
}

/** Everything of the kinds that the story makes. */
async function inventory(): Promise<object> {
  return Object.fromEntries(
    await Promise.all([
      connect
        .send(new ListHoursOfOperationsCommand({ InstanceId }))
        .then(({ HoursOfOperationSummaryList: all }) => ['hours', all]),
      connect
        .send(new ListQueuesCommand({ InstanceId }))
        .then(({ QueueSummaryList: all }) => ['queues', all]),
      connect
        .send(new ListRoutingProfilesCommand({ InstanceId }))
        .then(({ RoutingProfileSummaryList: all }) => ['routing profiles', all]),
      connect
        .send(new ListSecurityProfilesCommand({ InstanceId }))
        .then(({ SecurityProfileSummaryList: all }) => ['security profiles', all]),
      connect
        .send(new ListUsersCommand({ InstanceId }))
        .then(({ UserSummaryList: all }) => ['users', all]),
      connect
        .send(new ListContactFlowsCommand({ InstanceId }))
        .then(({ ContactFlowSummaryList: all }) => ['flows', all]),
      connect
        .send(new ListPhoneNumbersV2Command({ InstanceId }))
        .then(({ ListPhoneNumbersSummaryList: all }) => ['numbers', all]),
    ]),
  )
}
