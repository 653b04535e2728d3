// A delivery company's centre as it is after some days: hours, queues, teams and people, and one or two of
// everything else that can be configured.
import {
  BatchCreateDataTableValueCommand,
  ClaimPhoneNumberCommand,
  CreateAgentStatusCommand,
  CreateContactFlowCommand,
  CreateContactFlowModuleCommand,
  CreateDataTableAttributeCommand,
  CreateDataTableCommand,
  CreateHoursOfOperationCommand,
  CreateHoursOfOperationOverrideCommand,
  CreatePredefinedAttributeCommand,
  CreateQueueCommand,
  CreateQuickConnectCommand,
  CreateRoutingProfileCommand,
  CreateTaskTemplateCommand,
  CreateUserCommand,
  CreateUserHierarchyGroupCommand,
  CreateViewCommand,
  ListSecurityProfilesCommand,
  ListUserHierarchyGroupsCommand,
  UpdateUserHierarchyStructureCommand,
} from '@aws-sdk/client-connect'
import { action, end, say } from '../../test/support/flow-actions.ts'
import { DEMO_PASSWORD, type DemoCentre } from './demo-centre.ts'
import { mainLine } from './main-line.ts'

export interface Configured {
  readonly flowId: string
  /** Ids by name. */
  readonly queues: Readonly<Record<string, string>>
  /** What customers call. */
  readonly number: string
  /** Hours with an exception. */
  readonly hoursId: string
}

interface Person {
  readonly name: string
  readonly team: keyof typeof TEAMS
}

interface Team {
  /** The most important first. */
  readonly queues: readonly string[]
  /** How many of each at once. */
  readonly channels: Readonly<Partial<Record<'VOICE' | 'CHAT' | 'TASK', number>>>
}

const QUEUES = {
  Sales: 'Orders and offers',
  Support: 'Where is my parcel?',
  Billing: 'Bills and payments',
  Returns: 'Parcels that come back',
  VIP: 'Customers with a contract',
} as const
const ALL_CHANNELS = { VOICE: 1, CHAT: 3, TASK: 2 }
const TEAMS = {
  'Sales team': { queues: ['VIP', 'Sales'], channels: ALL_CHANNELS },
  'Support team': { queues: ['Support', 'Returns', 'Billing'], channels: ALL_CHANNELS },
  'Chat team': { queues: ['Sales', 'Support', 'Billing'], channels: { CHAT: 1 } },
} satisfies Readonly<Record<string, Team>>
const PEOPLE: readonly Person[] = [
  { name: 'Mila Berg', team: 'Sales team' },
  { name: 'Jonas Okafor', team: 'Chat team' },
  { name: 'Yui Tanaka', team: 'Chat team' },
  { name: 'Lea Dubois', team: 'Support team' },
  { name: 'Omar Haddad', team: 'Support team' },
  { name: 'Nina Novak', team: 'Sales team' },
  { name: 'Ravi Menon', team: 'Support team' },
  { name: 'Clara Voss', team: 'Sales team' },
]
const WORKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const
const NUMBER = '+15550142'

export async function configure(centre: DemoCentre): Promise<Configured> {
  const { connect, InstanceId } = centre
  const { queues, hoursId } = await makeQueues(centre)
  const flow = await connect.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'Main line',
      Description: 'Calls by a menu, chats and tasks by the team they name',
      Type: 'CONTACT_FLOW',
      Content: mainLine(queues),
    }),
  )
  const flowId = flow.ContactFlowId ?? ''
  await connect.send(
    new ClaimPhoneNumberCommand({
      InstanceId,
      PhoneNumber: NUMBER,
      PhoneNumberDescription: 'On every parcel',
    }),
  )
  await makePeople(centre, queues)
  await makeMore(centre, flowId)
  await makeOwn(centre, flowId, queues)
  return { flowId, queues, number: NUMBER, hoursId }
}

async function makeQueues({
  connect,
  InstanceId,
}: DemoCentre): Promise<Pick<Configured, 'queues' | 'hoursId'>> {
  const { HoursOfOperationId } = await connect.send(
    new CreateHoursOfOperationCommand({
      InstanceId,
      Name: 'Around the clock',
      Description: 'Every day, all day',
      TimeZone: 'Europe/Berlin',
      Config: ([...WORKDAYS, 'SATURDAY', 'SUNDAY'] as const).map(Day => ({
        Day,
        StartTime: { Hours: 0, Minutes: 0 },
        EndTime: { Hours: 0, Minutes: 0 },
      })),
    }),
  )
  const office = await connect.send(
    new CreateHoursOfOperationCommand({
      InstanceId,
      Name: 'Berlin office',
      Description: 'When the office has somebody in it',
      TimeZone: 'Europe/Berlin',
      Config: WORKDAYS.map(Day => ({
        Day,
        StartTime: { Hours: 9, Minutes: 0 },
        EndTime: { Hours: Day === 'FRIDAY' ? 16 : 18, Minutes: 0 },
      })),
    }),
  )
  await connect.send(
    new CreateHoursOfOperationOverrideCommand({
      InstanceId,
      HoursOfOperationId: office.HoursOfOperationId,
      Name: 'Christmas',
      Config: [],
      EffectiveFrom: '2026-12-24',
      EffectiveTill: '2026-12-26',
    }),
  )
  const made: Record<string, string> = {}
  for (const [Name, Description] of Object.entries(QUEUES)) {
    const { QueueId } = await connect.send(
      new CreateQueueCommand({
        InstanceId,
        Name,
        Description,
        HoursOfOperationId,
        MaxContacts: 50,
        Tags: { cost: Name === 'VIP' ? 'contracts' : 'service' },
      }),
    )
    made[Name] = QueueId ?? ''
  }
  return { queues: made, hoursId: office.HoursOfOperationId ?? '' }
}

async function makePeople(
  { connect, InstanceId }: DemoCentre,
  queues: Readonly<Record<string, string>>,
): Promise<void> {
  const security = await connect.send(new ListSecurityProfilesCommand({ InstanceId }))
  const agent = security.SecurityProfileSummaryList?.find(({ Name }) => Name === 'Agent')?.Id ?? ''
  const HierarchyStructure = { LevelOne: { Name: 'Site' }, LevelTwo: { Name: 'Team' } }
  await connect.send(new UpdateUserHierarchyStructureCommand({ InstanceId, HierarchyStructure }))
  const site = await connect.send(
    new CreateUserHierarchyGroupCommand({ InstanceId, Name: 'Berlin' }),
  )
  const profiles = new Map<string, string>()
  for (const [Name, team] of Object.entries<Team>(TEAMS)) {
    const channels = Object.entries(team.channels) as [keyof Team['channels'], number][]
    const profile = await connect.send(
      new CreateRoutingProfileCommand({
        InstanceId,
        Name,
        Description: `Serves ${team.queues.join(', ')}`,
        DefaultOutboundQueueId: queues[team.queues[0] ?? ''],
        MediaConcurrencies: channels.map(([Channel, Concurrency]) => ({
          Channel,
          Concurrency,
          CrossChannelBehavior: { BehaviorType: 'ROUTE_ANY_CHANNEL' as const },
        })),
        QueueConfigs: team.queues.flatMap((queue, at) =>
          channels.map(([Channel]) => ({
            QueueReference: { QueueId: queues[queue], Channel },
            Priority: at + 1,
            Delay: at === 2 ? 30 : 0,
          })),
        ),
      }),
    )
    profiles.set(Name, profile.RoutingProfileId ?? '')
    await connect.send(
      new CreateUserHierarchyGroupCommand({
        InstanceId,
        Name,
        ParentGroupId: site.HierarchyGroupId,
      }),
    )
  }
  const { UserHierarchyGroupSummaryList: groups = [] } = await connect.send(
    new ListUserHierarchyGroupsCommand({ InstanceId }),
  )
  for (const { name, team } of PEOPLE) {
    const [FirstName = '', LastName = ''] = name.split(' ')
    const Username = FirstName.toLowerCase()
    await connect.send(
      new CreateUserCommand({
        InstanceId,
        Username,
        Password: DEMO_PASSWORD,
        IdentityInfo: { FirstName, LastName, Email: `${Username}@parcelpost.example` },
        PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 60 },
        RoutingProfileId: profiles.get(team),
        SecurityProfileIds: [agent],
        HierarchyGroupId: groups.find(({ Name }) => Name === team)?.Id,
      }),
    )
  }
}

async function makeMore({ connect, InstanceId }: DemoCentre, flowId: string): Promise<void> {
  await connect.send(
    new CreatePredefinedAttributeCommand({
      InstanceId,
      Name: 'Language',
      Values: { StringList: ['English', 'German', 'Japanese'] },
    }),
  )
  for (const [Name, Description] of [
    ['Lunch', 'Half an hour'],
    ['Training', 'Away to learn something'],
    ['Coaching', 'With the supervisor'],
  ]) {
    await connect.send(
      new CreateAgentStatusCommand({ InstanceId, Name, Description, State: 'ENABLED' }),
    )
  }
  await connect.send(
    new CreateQuickConnectCommand({
      InstanceId,
      Name: 'Front desk',
      Description: 'In Berlin, until six',
      QuickConnectConfig: {
        QuickConnectType: 'PHONE_NUMBER',
        PhoneConfig: { PhoneNumber: '+15550199' },
      },
    }),
  )
  await connect.send(
    new CreateContactFlowModuleCommand({
      InstanceId,
      Name: 'Thank the caller',
      Description: 'The last words of every call',
      Content: JSON.stringify({
        Version: '2019-10-30',
        StartAction: 'Thanks',
        Actions: [say('Thanks', 'Thank you for calling Parcel Post.', 'End'), end],
      }),
    }),
  )
  await connect.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'While you wait',
      Type: 'CUSTOMER_QUEUE',
      Content: JSON.stringify({
        Version: '2019-10-30',
        StartAction: 'Words',
        Actions: [
          action('Words', 'MessageParticipantIteratively', {
            Messages: [{ Text: 'You are in line. Somebody will be with you soon.' }],
          }),
        ],
      }),
      Status: 'SAVED',
    }),
  )
  await connect.send(
    new CreateTaskTemplateCommand({
      InstanceId,
      Name: 'Call back',
      Description: 'A customer wants to be called',
      Status: 'ACTIVE',
      ContactFlowId: flowId,
      Fields: [
        { Id: { Name: 'Subject' }, Type: 'NAME', Description: 'What it is about' },
        { Id: { Name: 'When' }, Type: 'SCHEDULED_TIME' },
        { Id: { Name: 'Reason' }, Type: 'SINGLE_SELECT', SingleSelectOptions: ['Order', 'Bill'] },
        { Id: { Name: 'Notes' }, Type: 'TEXT_AREA' },
      ],
      Constraints: { RequiredFields: [{ Id: { Name: 'Subject' } }] },
    }),
  )
  await connect.send(
    new CreateViewCommand({
      InstanceId,
      Name: 'How it ended',
      Description: 'Filled in after each call',
      Status: 'PUBLISHED',
      Content: { Template: JSON.stringify(ENDED), Actions: ['Done'] },
    }),
  )
  await makeTable({ connect, InstanceId })
}

const ENDED = {
  Head: { Title: 'How it ended', Configuration: {} },
  Body: [
    {
      _id: 'form',
      Type: 'Form',
      Props: {},
      Content: [
        { _id: 'words', Type: 'TextArea', Props: { Name: 'note', Label: 'What was agreed' } },
        { _id: 'again', Type: 'Checkbox', Props: { Name: 'again', Label: 'Calls again' } },
        { _id: 'done', Type: 'Button', Props: { Label: 'Done', Action: 'Done' } },
      ],
    },
  ],
}

async function makeTable({
  connect,
  InstanceId,
}: Pick<DemoCentre, 'connect' | 'InstanceId'>): Promise<void> {
  const { Id: DataTableId } = await connect.send(
    new CreateDataTableCommand({
      InstanceId,
      Name: 'Depots',
      Description: 'Which depot answers for which city',
      TimeZone: 'Europe/Berlin',
      ValueLockLevel: 'NONE',
      Status: 'PUBLISHED',
    }),
  )
  const ids = { InstanceId, DataTableId }
  for (const attribute of [
    { Name: 'City', ValueType: 'TEXT', Primary: true },
    { Name: 'Depot', ValueType: 'TEXT' },
    { Name: 'Vans', ValueType: 'NUMBER' },
  ] as const) {
    await connect.send(new CreateDataTableAttributeCommand({ ...ids, ...attribute }))
  }
  const rows = [
    ['Berlin', 'Tegel', '42'],
    ['Hamburg', 'Altona', '31'],
    ['Munich', 'Riem', '28'],
  ]
  await connect.send(
    new BatchCreateDataTableValueCommand({
      ...ids,
      Values: rows.flatMap(([city, depot, vans]) =>
        [
          ['Depot', depot],
          ['Vans', vans],
        ].map(([AttributeName, Value]) => ({
          PrimaryValues: [{ AttributeName: 'City', Value: city }],
          AttributeName,
          Value,
        })),
      ),
    }),
  )
}

/** What AWS has no operation for. */
async function makeOwn(
  { ask }: DemoCentre,
  flowId: string,
  queues: Readonly<Record<string, string>>,
): Promise<void> {
  await ask('POST', '/api/widgets', {
    name: 'Shop',
    flow: flowId,
    origins: ['https://www.parcelpost.example'],
    theme: { primary: '#5b2a86' },
    texts: { title: 'Parcel Post', greeting: 'How can we help?' },
  })
  await ask('PUT', '/api/messaging/crm', {
    provider: 'webhook',
    addresses: ['+15550100'],
    flow: flowId,
    url: 'http://127.0.0.1:9000/send',
    secret: 'at least sixteen characters',
  })
  await ask('PUT', '/api/sip-trunks/carrier', {
    addresses: ['198.51.100.7'],
    outboundUri: 'sip:198.51.100.7:5060',
  })
  await ask('PUT', '/api/sinks/archive', { type: 'file', keepDays: 400 })
  await ask('POST', '/api/wallboards', {
    name: 'Hall',
    queueIds: ['Sales', 'Support', 'Billing'].map(name => queues[name]),
    limits: { CONTACTS_IN_QUEUE: { warn: 2, alarm: 5, below: false } },
    rotateSeconds: 0,
    sound: false,
  })
  await ask('PUT', `/api/operations/queue/${queues.Returns}`, {
    closed: true,
    message: 'Returns are closed for stocktaking. Please call again tomorrow.',
  })
  await ask('PUT', `/api/operations/queue/${queues.Support}`, {
    closed: false,
    message: 'Parcels to the north are a day late because of the storm.',
  })
}
