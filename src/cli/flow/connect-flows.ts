// Flows and modules of an instance, read through the API: a running Parley's, or any that speaks it.
import {
  ConnectClient,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleCommand,
  paginateListContactFlowModules,
  paginateListContactFlows,
  paginateListInstances,
} from '@aws-sdk/client-connect'
import type { FlowHeader } from '../../core/flow/format/flow-document.ts'
import { type Terminal, UseError } from '../command.ts'

export interface ConnectedFlow {
  readonly content: string
  readonly header: FlowHeader
}

/** Where the API is and which instance is meant; what is not given comes from the environment. */
export interface ConnectPlace {
  readonly endpoint?: string | undefined
  readonly instanceId?: string | undefined
}

/** The flow or module of this name, id or ARN. */
export async function fetchFlow(
  wanted: string,
  place: ConnectPlace,
  env: Terminal['env'],
): Promise<ConnectedFlow> {
  const endpoint = place.endpoint ?? endpointIn(env)
  const client = new ConnectClient({
    endpoint,
    region: env.AWS_REGION ?? env.PARLEY_REGION ?? 'us-east-1',
    credentials: credentialsIn(env),
    maxAttempts: 2,
  })
  try {
    const InstanceId = place.instanceId ?? (await onlyInstance(client))
    return await findFlow(client, InstanceId, wanted)
  } catch (error) {
    throw told(error, endpoint)
  } finally {
    client.destroy()
  }
}

interface Named {
  readonly Id?: string | undefined
  readonly Arn?: string | undefined
  readonly Name?: string | undefined
}

async function findFlow(
  client: ConnectClient,
  InstanceId: string,
  wanted: string,
): Promise<ConnectedFlow> {
  const isIt = (each: Named) => [each.Id, each.Arn, each.Name].includes(wanted)
  for await (const page of paginateListContactFlows({ client }, { InstanceId })) {
    const Id = page.ContactFlowSummaryList?.find(isIt)?.Id
    if (Id !== undefined) return describeFlow(client, InstanceId, Id)
  }
  for await (const page of paginateListContactFlowModules({ client }, { InstanceId })) {
    const Id = page.ContactFlowModulesSummaryList?.find(isIt)?.Id
    if (Id !== undefined) return describeModule(client, InstanceId, Id)
  }
  throw new UseError(`There is no file and no flow or module ${wanted}.`)
}

async function describeFlow(
  client: ConnectClient,
  InstanceId: string,
  ContactFlowId: string,
): Promise<ConnectedFlow> {
  const { ContactFlow: flow = {} } = await client.send(
    new DescribeContactFlowCommand({ InstanceId, ContactFlowId }),
  )
  const { Name, Description, Type, Status } = flow
  return {
    content: flow.Content ?? '',
    header: {
      ...(Name !== undefined && { name: Name }),
      ...(Description !== undefined && { description: Description }),
      ...(Type !== undefined && { type: Type }),
      ...(Status !== undefined && { status: Status === 'SAVED' ? 'saved' : 'published' }),
    },
  }
}

async function describeModule(
  client: ConnectClient,
  InstanceId: string,
  ContactFlowModuleId: string,
): Promise<ConnectedFlow> {
  const { ContactFlowModule: module = {} } = await client.send(
    new DescribeContactFlowModuleCommand({ InstanceId, ContactFlowModuleId }),
  )
  const { Name, Description, Status } = module
  return {
    content: module.Content ?? '',
    header: {
      type: 'MODULE',
      ...(Name !== undefined && { name: Name }),
      ...(Description !== undefined && { description: Description }),
      ...(Status !== undefined && {
        status: Status.toUpperCase() === 'SAVED' ? 'saved' : 'published',
      }),
    },
  }
}

async function onlyInstance(client: ConnectClient): Promise<string> {
  const ids: string[] = []
  for await (const page of paginateListInstances({ client }, {})) {
    ids.push(...(page.InstanceSummaryList ?? []).flatMap(({ Id }) => Id ?? []))
  }
  const [id, ...more] = ids
  if (id !== undefined && more.length === 0) return id
  throw new UseError(`There are ${ids.length} instances: say which with --instance ID.`)
}

function endpointIn(env: Terminal['env']): string {
  const host = env.PARLEY_BIND ?? '127.0.0.1'
  return (
    env.AWS_ENDPOINT_URL_CONNECT ??
    env.AWS_ENDPOINT_URL ??
    `http://${host}:${env.PARLEY_HTTP_PORT ?? '8080'}`
  )
}

function credentialsIn(env: Terminal['env']) {
  const accessKeyId = env.PARLEY_ACCESS_KEY_ID ?? env.AWS_ACCESS_KEY_ID
  const secretAccessKey = env.PARLEY_SECRET_ACCESS_KEY ?? env.AWS_SECRET_ACCESS_KEY
  const sessionToken = env.AWS_SESSION_TOKEN
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new UseError('Set PARLEY_ACCESS_KEY_ID and PARLEY_SECRET_ACCESS_KEY: who asks?')
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
}

/** What the network or the service says, in one sentence. */
function told(error: unknown, endpoint: string): unknown {
  if (!(error instanceof Error) || error instanceof UseError) return error
  if ('code' in error && typeof error.code === 'string') {
    return new UseError(`Nobody answers at ${endpoint} (${error.code}).`)
  }
  return '$fault' in error ? new UseError(`The service refused: ${error.message}`) : error
}
