// A quick connect as the API shows it, and the checks its operations share.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { idOf, membersOf, summaryOf } from '../resource.ts'
import { invalidRequest } from '../service-error.ts'

type QuickConnect = Plain<sdk.QuickConnect>
type Config = Plain<sdk.QuickConnectConfig>

export function showQuickConnect(
  context: OperationContext,
  entry: Entry<'transfer-destination'>,
): QuickConnect {
  return {
    ...membersOf<QuickConnect>(entry),
    QuickConnectId: entry.id,
    QuickConnectARN: arnOf(context, 'transfer-destination', entry.id),
  }
}

export function showQuickConnectSummary(
  context: OperationContext,
  entry: Entry<'transfer-destination'>,
) {
  const { QuickConnectConfig } = membersOf<QuickConnect>(entry)
  return {
    ...summaryOf(context, 'transfer-destination', entry),
    QuickConnectType: QuickConnectConfig?.QuickConnectType,
  }
}

/** The configuration its type asks for, and no other, with bare ids of things that exist. */
export function quickConnectConfig(context: OperationContext, config: Config): Config {
  const { QuickConnectType, UserConfig, QueueConfig, PhoneConfig, FlowConfig } = config
  const flow = (id: string | undefined) => idOf(context, 'contact-flow', id ?? '')
  switch (QuickConnectType) {
    case 'USER': {
      const { UserId = '', ContactFlowId } = required(UserConfig, 'UserConfig')
      const user = idOf(context, 'agent', UserId)
      return { QuickConnectType, UserConfig: { UserId: user, ContactFlowId: flow(ContactFlowId) } }
    }
    case 'QUEUE': {
      const { QueueId = '', ContactFlowId } = required(QueueConfig, 'QueueConfig')
      const queue = idOf(context, 'queue', QueueId)
      return {
        QuickConnectType,
        QueueConfig: { QueueId: queue, ContactFlowId: flow(ContactFlowId) },
      }
    }
    case 'FLOW': {
      const { ContactFlowId } = required(FlowConfig, 'FlowConfig')
      return { QuickConnectType, FlowConfig: { ContactFlowId: flow(ContactFlowId) } }
    }
    default:
      return { QuickConnectType, PhoneConfig: required(PhoneConfig, 'PhoneConfig') }
  }
}

function required<T>(config: T | undefined, name: string): T {
  if (config === undefined) throw invalidRequest(`Member QuickConnectConfig.${name} is required.`)
  return config
}
