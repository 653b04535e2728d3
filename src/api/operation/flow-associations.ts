// Which flow runs for what comes by an address that is no telephone number of ours.
import type * as sdk from '@aws-sdk/client-connect'
import { arnOf } from '../arn.ts'
import { answer, change, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { put, remove } from '../resource.ts'
import { invalidRequest, notFound } from '../service-error.ts'
import { runningFlowId } from '../written-contact.ts'

interface Asked {
  readonly ResourceId: string
  readonly ResourceType: string | undefined
}

type Summary = Pick<sdk.FlowAssociationSummary, 'ResourceId' | 'FlowId' | 'ResourceType'>

export const associateFlow: Operation<'AssociateFlow'> = (input, context) => {
  const { ResourceId, ResourceType } = input
  if (!ResourceId.startsWith('arn:')) throw invalidRequest('Member ResourceId is an ARN.')
  const FlowId = runningFlowId(context, input.FlowId)
  const document = { ResourceId, ResourceType, FlowId }
  return change(put(context, 'flow-association', keyOf(input), document))
}

export const disassociateFlow: Operation<'DisassociateFlow'> = (input, context) => {
  found(context, input)
  return change(remove('flow-association', keyOf(input)))
}

export const getFlowAssociation: Operation<'GetFlowAssociation'> = (input, context) => {
  const { ResourceId, FlowId } = found(context, input)
  return answer({
    ResourceId,
    FlowId: arnOf(context, 'contact-flow', FlowId),
    ResourceType: input.ResourceType,
  })
}

export const batchGetFlowAssociation: Operation<'BatchGetFlowAssociation'> = (input, context) => {
  const { ResourceIds, ResourceType } = input
  const wanted = all(context).filter(
    each =>
      ResourceIds.includes(each.ResourceId ?? '') &&
      (ResourceType === undefined || each.ResourceType === ResourceType),
  )
  return answer({ FlowAssociationSummaryList: wanted })
}

export const listFlowAssociations: Operation<'ListFlowAssociations'> = (input, context) => {
  const { ResourceType } = input
  const wanted = all(context).filter(
    each => ResourceType === undefined || each.ResourceType === ResourceType,
  )
  const { items, NextToken } = pageOf(wanted, input, sortKey)
  return answer({ FlowAssociationSummaryList: items, NextToken })
}

function keyOf({ ResourceId, ResourceType }: Asked): string {
  return `${ResourceType} ${ResourceId}`
}

function sortKey({ ResourceType = 'VOICE_PHONE_NUMBER', ResourceId = '' }: Summary): string {
  return `${ResourceType} ${ResourceId}`
}

function found({ centre }: OperationContext, asked: Asked) {
  const document = centre.directory.get('flow-association', keyOf(asked))
  if (!document) throw notFound(`No flow is associated with ${asked.ResourceId}.`)
  return document
}

/** Those that were made here, and the flows of telephone numbers. */
function all(context: OperationContext): readonly Summary[] {
  const { directory } = context.centre
  const flowArn = (id: string) => arnOf(context, 'contact-flow', id)
  const numbers = [...directory.list('phone-number')].flatMap(({ id, document }): Summary[] =>
    document.ContactFlowId === undefined
      ? []
      : [
          {
            ResourceId: arnOf(context, 'phone-number', id),
            FlowId: flowArn(document.ContactFlowId),
            ResourceType: 'VOICE_PHONE_NUMBER',
          },
        ],
  )
  const others = [...directory.list('flow-association')].map(({ document }): Summary => {
    const { ResourceId, FlowId, ResourceType } = document
    // Telephone numbers that take messages have no name among the types of summaries.
    const type = ResourceType as NonNullable<Summary['ResourceType']>
    return { ResourceId, FlowId: flowArn(FlowId), ResourceType: type }
  })
  return [...numbers, ...others].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}
