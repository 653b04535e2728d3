// A queue as the API shows it, and what its operations have in common.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { idOf, membersOf } from '../resource.ts'

type Queue = Plain<sdk.Queue>

export function showQueue(context: OperationContext, queue: Entry<'queue'>): Queue {
  return {
    ...membersOf<Queue>(queue),
    QueueId: queue.id,
    QueueArn: arnOf(context, 'queue', queue.id),
  }
}

/** With bare ids of things that exist. */
export function outboundCallerConfig(
  context: OperationContext,
  config: Plain<sdk.OutboundCallerConfig> | undefined,
): Plain<sdk.OutboundCallerConfig> | undefined {
  if (!config) return undefined
  const { OutboundCallerIdName, OutboundCallerIdNumberId, OutboundFlowId } = config
  return {
    ...(OutboundCallerIdName !== undefined && { OutboundCallerIdName }),
    ...(OutboundCallerIdNumberId && {
      OutboundCallerIdNumberId: idOf(context, 'phone-number', OutboundCallerIdNumberId),
    }),
    ...(OutboundFlowId && { OutboundFlowId: idOf(context, 'contact-flow', OutboundFlowId) }),
  }
}

/** The quick connects agents see while they serve the queue. */
export function quickConnectIdsOf(queue: Entry<'queue'>): readonly string[] {
  return membersOf<{ QuickConnectIds?: readonly string[] }>(queue).QuickConnectIds ?? []
}
