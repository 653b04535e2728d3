// A running Parley with desk phone agents and a number whose flow only queues: what a business call needs,
// and nothing that speaks.
import { setTimeout as pause } from 'node:timers/promises'
import {
  AssociatePhoneNumberContactFlowCommand,
  ClaimPhoneNumberCommand,
  type ConnectClient,
  type ContactFlowType,
  CreateContactFlowCommand,
  CreateUserCommand,
  ListAgentStatusesCommand,
  ListQueuesCommand,
  ListRoutingProfilesCommand,
  ListSecurityProfilesCommand,
  PutUserStatusCommand,
} from '@aws-sdk/client-connect'
import pg from 'pg'
import { socketFolder } from '../../src/io/paths.ts'
import { connectClient } from '../../test/support/connect-client.ts'
import { type Parley, startParley } from '../../test/support/parley.ts'
import { until } from '../../test/support/until.ts'

export const NUMBER = '+15550177'

/** How many agents are made at the same time. */
const AT_ONCE = 8

export interface BusinessCentre {
  readonly parley: Parley
  /** Contacts that an agent talked to and whose record will not change any more. */
  finished(): Promise<number>
  /** Resolves when history has everything that has happened so far. */
  historyWritten(): Promise<void>
  stop(): Promise<void>
}

/** Starts one whose agents' phones all are at `agentPhonePort`. */
export async function startBusinessCentre(of: {
  readonly agents: number
  readonly agentPhonePort: number
  readonly env?: Readonly<Record<string, string>>
}): Promise<BusinessCentre> {
  const parley = await startParley({ env: { ...of.env } })
  try {
    await addTrunk(parley, of.agentPhonePort)
    const connect = connectClient(parley)
    const InstanceId = parley.credentials.instanceId
    await addNumber(connect, InstanceId)
    await addAgents(connect, InstanceId, of.agents)
    const database = await openDatabase(parley)
    return {
      parley,
      finished: () => countFinished(database),
      historyWritten: () => historyWritten(parley),
      stop: async () => {
        await database.end()
        await parley.stop()
      },
    }
  } catch (error) {
    await parley.stop()
    throw error
  }
}

async function addTrunk(parley: Parley, port: number): Promise<void> {
  const name = `admin:${parley.credentials.passwords.admin}`
  const response = await fetch(`${parley.httpUrl}/api/sip-trunks/bench`, {
    method: 'PUT',
    headers: { authorization: `Basic ${Buffer.from(name).toString('base64')}` },
    body: JSON.stringify({ addresses: ['127.0.0.1'], outboundUri: `sip:127.0.0.1:${port}` }),
  })
  if (!response.ok) throw new Error(`no trunk: ${response.status} ${await response.text()}`)
}

/** A number whose flow puts the caller into the queue at once, without whispers and music. */
async function addNumber(connect: ConnectClient, InstanceId: string): Promise<void> {
  const queues = await connect.send(new ListQueuesCommand({ InstanceId, QueueTypes: ['STANDARD'] }))
  const queue = queues.QueueSummaryList?.find(each => each.Name === 'BasicQueue')
  const make = async (Type: ContactFlowType, Content: string): Promise<string> => {
    const Name = `Quiet ${Type}`
    const made = await connect.send(
      new CreateContactFlowCommand({ InstanceId, Name, Type, Content }),
    )
    return made.ContactFlowId ?? ''
  }
  const quietQueue = await make('CUSTOMER_QUEUE', flowOf(END))
  const quietWhisper = await make('AGENT_WHISPER', flowOf(END))
  const ContactFlowId = await make(
    'CONTACT_FLOW',
    flowOf(
      hook('First', 'CustomerQueue', quietQueue, 'Second'),
      hook('Second', 'AgentWhisper', quietWhisper, 'Choose'),
      block('Choose', 'UpdateContactTargetQueue', { QueueId: queue?.Id }, 'Transfer'),
      block('Transfer', 'TransferContactToQueue', {}, 'Hang up', ['QueueAtCapacity']),
      { Identifier: 'Hang up', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ),
  )
  const { PhoneNumberId } = await connect.send(
    new ClaimPhoneNumberCommand({ InstanceId, PhoneNumber: NUMBER }),
  )
  await connect.send(
    new AssociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId, ContactFlowId }),
  )
}

interface Block {
  readonly Identifier: string
  readonly Type: string
  readonly Parameters: object
  readonly Transitions: object
}

const END: Block = { Identifier: 'End', Type: 'EndFlowExecution', Parameters: {}, Transitions: {} }

function flowOf(...actions: readonly [Block, ...Block[]]): string {
  const StartAction = actions[0].Identifier
  return JSON.stringify({ Version: '2019-10-30', StartAction, Actions: actions })
}

/** What goes wrong hangs up. */
function block(
  Identifier: string,
  Type: string,
  Parameters: object,
  NextAction: string,
  errors: readonly string[] = [],
): Block {
  const Errors = [...errors, 'NoMatchingError'].map(ErrorType => {
    return { NextAction: 'Hang up', ErrorType }
  })
  return { Identifier, Type, Parameters, Transitions: { NextAction, Errors } }
}

function hook(identifier: string, name: string, flowId: string, next: string): Block {
  return block(identifier, 'UpdateContactEventHooks', { EventHooks: { [name]: flowId } }, next)
}

async function addAgents(connect: ConnectClient, InstanceId: string, count: number): Promise<void> {
  const statuses = await connect.send(new ListAgentStatusesCommand({ InstanceId }))
  const available = statuses.AgentStatusSummaryList?.find(each => each.Name === 'Available')
  const profiles = await connect.send(new ListRoutingProfilesCommand({ InstanceId }))
  const security = await connect.send(new ListSecurityProfilesCommand({ InstanceId }))
  const agentProfile = security.SecurityProfileSummaryList?.find(each => each.Name === 'Agent')
  const add = async (index: number): Promise<void> => {
    const { UserId } = await connect.send(
      new CreateUserCommand({
        InstanceId,
        Username: `desk${index}`,
        Password: 'Bench-marks-1',
        RoutingProfileId: profiles.RoutingProfileSummaryList?.[0]?.Id,
        SecurityProfileIds: [agentProfile?.Id ?? ''],
        PhoneConfig: {
          PhoneType: 'DESK_PHONE',
          DeskPhoneNumber: `+1555020${String(index).padStart(4, '0')}`,
          AfterContactWorkTimeLimit: 1,
        },
      }),
    )
    await connect.send(
      new PutUserStatusCommand({ InstanceId, UserId, AgentStatusId: available?.Id }),
    )
  }
  for (let first = 0; first < count; first += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, i) => add(first + i))
    await Promise.all(some)
  }
}

async function historyWritten({ httpUrl }: Parley): Promise<void> {
  const figure = async (name: string) => {
    const text = await (await fetch(`${httpUrl}/metrics`)).text()
    return Number(new RegExp(`^parley_${name} (\\d+)`, 'm').exec(text)?.[1])
  }
  const upTo = await figure('journal_entries')
  await until(
    'history has caught up',
    async () => {
      await pause(100)
      return (await figure('analytics_position')) >= upTo
    },
    60_000,
  )
}

async function openDatabase({ data }: Parley): Promise<pg.Client> {
  const host = socketFolder(`${data}/postgres`, '.s.PGSQL.5432')
  const client = new pg.Client({ host, port: 5432, user: 'parley', database: 'postgres' })
  await client.connect()
  return client
}

async function countFinished(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ readonly count: string }>(
    'select count(*) from parley.contact where final and connected_to_agent_at is not null',
  )
  return Number(rows[0]?.count)
}
