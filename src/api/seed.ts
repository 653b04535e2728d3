// What a new instance has before anybody has configured anything: enough for the first call.
import type { ChatWidgetDocument } from '../core/directory/chat-widget.ts'
import type { FlowType, Kind } from '../core/directory/document.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { Instant } from '../core/instant.ts'
import type { JsonObject } from '../core/json.ts'
import { allPermissions, listeningPermissions, reportPermissions } from './permission.ts'

export interface SeedOptions {
  readonly instanceId: string
  readonly region: string
  readonly account: string
  readonly now: Instant
  newId(): string
  hashPassword(password: string): Promise<string>
  /** By user name: admin, supervisor, qa, agent1, agent2. */
  readonly passwords: Readonly<Record<SeedUser, string>>
  /** Belongs to `admin`. */
  readonly accessKey: { readonly id: string; readonly secret: string }
  /** Key in the blob store of the music that comes with the instance. */
  readonly holdMusic: string
  /** The sample inbound flow and the default flows of every type. */
  readonly flows: readonly SeedFlow[]
}

export type SeedUser = (typeof USERS)[number]['name']

export interface SeedFlow {
  readonly name: string
  readonly type: FlowType
  /** Flow language; `{{BasicQueue}}` and `{{HoldMusic}}` stand for the ARNs of the queue and the prompt. */
  readonly content: unknown
  readonly isDefault: boolean
}

/** The number of the demo instance. */
const NUMBER = '+15550100'
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

const USERS = [
  { name: 'admin', first: 'Ada', last: 'Admin', profile: 'Admin' },
  { name: 'supervisor', first: 'Sam', last: 'Supervisor', profile: 'CallCenterManager' },
  { name: 'qa', first: 'Quinn', last: 'Quality', profile: 'QualityAnalyst' },
  { name: 'agent1', first: 'Ana', last: 'Agent', profile: 'Agent' },
  { name: 'agent2', first: 'Ben', last: 'Agent', profile: 'Agent' },
] as const

/** What everybody with a softphone may do. */
const AGENT_PERMISSIONS = ['BasicAgentAccess', 'OutboundCallAccess']
const VIEW_ALL = allPermissions.filter(each => each.endsWith('.View'))

const PROFILES: Readonly<Record<string, { description: string; permissions: readonly string[] }>> =
  {
    Admin: {
      description: 'May do everything.',
      permissions: [...AGENT_PERMISSIONS, ...allPermissions],
    },
    CallCenterManager: {
      description: 'Runs the day: users, queues, routing, metrics.',
      permissions: [
        ...AGENT_PERMISSIONS,
        ...VIEW_ALL,
        ...listeningPermissions,
        ...reportPermissions,
        ...allPermissions.filter(each =>
          /^(Users|Queues|RoutingPolicies|HoursOfOperation|TransferDestinations|AgentStates|Contacts|Prompts|Operations)\./.test(
            each,
          ),
        ),
      ],
    },
    QualityAnalyst: {
      description: 'Listens to recordings, reads what was said, and evaluates it.',
      permissions: [
        ...['Contacts.View', 'AccessMetrics.View', 'Users.View', 'Queues.View'],
        ...['EvaluationForms.View', 'Evaluation.View', 'Evaluation.Edit'],
      ],
    },
    Agent: { description: 'Handles contacts.', permissions: AGENT_PERMISSIONS },
  }

/** The inputs that make a new instance, in the order in which they must be applied. */
export async function seedInputs(options: SeedOptions): Promise<readonly ConfigurationInput[]> {
  const { instanceId, region, account, now, newId } = options
  const inputs: ConfigurationInput[] = []
  const arn = (kind: Kind, id: string) =>
    `arn:aws:connect:${region}:${account}:instance/${instanceId}/${kind}/${id}`
  const put = (kind: Kind, document: JsonObject, id = newId()): string => {
    const stamp = { CreatedTime: now, LastModifiedTime: now, LastModifiedRegion: region }
    inputs.push({ type: 'config.put', kind, id, document: { ...document, ...stamp } })
    return id
  }

  put('instance', { Alias: 'demo', Region: region, Account: account }, instanceId)
  seedStatuses(put)
  const hours = put('operating-hours', basicHours())
  const queue = put('queue', {
    Name: 'BasicQueue',
    Description: 'A simple, basic voice queue.',
    Status: 'ENABLED',
    HoursOfOperationId: hours,
  })
  const routing = put('routing-profile', basicRouting(queue))
  const music = put('prompt', {
    Name: 'HoldMusic',
    Description: 'Music for those who wait.',
    Location: options.holdMusic,
  })
  const arns = { '{{BasicQueue}}': arn('queue', queue), '{{HoldMusic}}': arn('prompt', music) }
  const flows = options.flows.map(flow => ({
    ...flow,
    id: put('contact-flow', flowDocument(flow, arns)),
  }))
  const inbound =
    flows.find(flow => flow.type === 'CONTACT_FLOW' && !flow.isDefault) ??
    flows.find(flow => flow.type === 'CONTACT_FLOW')
  put('phone-number', {
    PhoneNumber: NUMBER,
    PhoneNumberType: 'DID',
    PhoneNumberCountryCode: 'US',
    PhoneNumberDescription: 'The number of the demo',
    ...(inbound && { ContactFlowId: inbound.id }),
  })
  await seedUsers(options, put, routing)
  put('sip-trunk', { Name: 'This machine', Addresses: ['127.0.0.0/8', '::1'] })
  const chat = flows.find(flow => flow.name === 'Sample chat flow')
  if (chat) put('chat-widget', demoWidget(chat.id))
  return inputs
}

type Put = (kind: Kind, document: JsonObject, id?: string) => string

/** Serves the page `/chat`. */
function demoWidget(flowId: string): ChatWidgetDocument {
  return {
    name: 'Demo',
    flowId,
    origins: [],
    requiresToken: false,
    theme: {},
    texts: {},
    features: { attachments: true, markdown: true, callNumber: NUMBER },
    startsPerMinute: { perAddress: 10, total: 300 },
  }
}

function seedStatuses(put: Put): void {
  put('agent-state', {
    Name: 'Available',
    Description: 'Takes contacts.',
    Type: 'ROUTABLE',
    State: 'ENABLED',
    DisplayOrder: 1,
  })
  put('agent-state', {
    Name: 'Offline',
    Description: 'Not at work.',
    Type: 'OFFLINE',
    State: 'ENABLED',
    DisplayOrder: 2,
  })
}

function basicHours(): JsonObject {
  return {
    Name: 'Basic Hours',
    Description: 'Around the clock.',
    TimeZone: 'UTC',
    // A day that ends where it begins is a whole one.
    Config: DAYS.map(Day => ({
      Day,
      StartTime: { Hours: 0, Minutes: 0 },
      EndTime: { Hours: 0, Minutes: 0 },
    })),
  }
}

function basicRouting(queueId: string): JsonObject {
  return {
    Name: 'Basic Routing Profile',
    Description: 'A simple routing profile.',
    DefaultOutboundQueueId: queueId,
    MediaConcurrencies: [
      { Channel: 'VOICE', Concurrency: 1 },
      { Channel: 'CHAT', Concurrency: 2 },
      { Channel: 'TASK', Concurrency: 1 },
    ],
    QueueConfigs: ['VOICE', 'CHAT', 'TASK'].map(Channel => ({
      QueueId: queueId,
      Channel,
      Priority: 1,
      Delay: 0,
    })),
  }
}

function flowDocument(
  { name, type, content, isDefault }: SeedFlow,
  arns: Readonly<Record<string, string>>,
): JsonObject {
  return {
    Name: name,
    Type: type,
    State: 'ACTIVE',
    Status: 'PUBLISHED',
    Content: JSON.stringify(content).replaceAll(/\{\{\w+\}\}/g, name => arns[name] ?? name),
    IsDefault: isDefault,
  }
}

async function seedUsers(options: SeedOptions, put: Put, routing: string): Promise<void> {
  const profiles = new Map(
    Object.entries(PROFILES).map(([Name, { description, permissions }]) => [
      Name,
      put('security-profile', {
        Name,
        Description: description,
        Permissions: [...new Set(permissions)].sort((a, b) => (a < b ? -1 : 1)),
      }),
    ]),
  )
  for (const { name, first, last, profile } of USERS) {
    const id = put('agent', {
      Username: name,
      IdentityInfo: { FirstName: first, LastName: last },
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false, AfterContactWorkTimeLimit: 0 },
      SecurityProfileIds: [profiles.get(profile) ?? ''],
      RoutingProfileId: routing,
    })
    const Password = await options.hashPassword(options.passwords[name])
    put('credential', { UserId: id, Password }, id)
    if (name === 'admin') {
      put(
        'access-key',
        { SecretAccessKey: options.accessKey.secret, Owner: id },
        options.accessKey.id,
      )
    }
  }
}
