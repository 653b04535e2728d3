// Flows and modules of an instance, read through the API: a running Parley's, or any that speaks it.
import {
  type ConnectClient,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleCommand,
  paginateListContactFlowModules,
  paginateListContactFlows,
} from '@aws-sdk/client-connect'
import type { FlowHeader } from '../../core/flow/format/flow-document.ts'
import { type Terminal, UseError } from '../command.ts'
import { askConnect, type ConnectPlace } from '../connect-place.ts'

export interface ConnectedFlow {
  readonly content: string
  readonly header: FlowHeader
}

/** The flow or module of this name, id or ARN. */
export function fetchFlow(
  wanted: string,
  place: ConnectPlace,
  env: Terminal['env'],
): Promise<ConnectedFlow> {
  return askConnect(place, env, (client, instanceId) => findFlow(client, instanceId, wanted))
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
