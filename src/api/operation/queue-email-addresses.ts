// Which addresses' mail would wait in a queue, and as whom its agents would write.
import { arnOf, bareId } from '../arn.ts'
import { outboundEmailConfig, queueEmailIds } from '../email-address.ts'
import { answer, change, type Operation } from '../operation.ts'
import { pageOf } from '../page.ts'
import { edit, find } from '../resource.ts'

export const associateQueueEmailAddresses: Operation<'AssociateQueueEmailAddresses'> = (
  { QueueId, EmailAddressesConfig },
  context,
) => {
  const queue = find(context, 'queue', QueueId)
  const before = queue.document.EmailAddressIds
  const EmailAddressIds = queueEmailIds(context, EmailAddressesConfig, before)
  return change(edit(context, 'queue', queue, { EmailAddressIds }))
}

export const disassociateQueueEmailAddresses: Operation<'DisassociateQueueEmailAddresses'> = (
  { QueueId, EmailAddressesId },
  context,
) => {
  const queue = find(context, 'queue', QueueId)
  const gone = EmailAddressesId.map(bareId)
  const EmailAddressIds = queue.document.EmailAddressIds?.filter(id => !gone.includes(id))
  return change(edit(context, 'queue', queue, { EmailAddressIds }))
}

export const listQueueEmailAddresses: Operation<'ListQueueEmailAddresses'> = (input, context) => {
  const { document } = find(context, 'queue', input.QueueId)
  const { EmailAddressIds = [], OutboundEmailConfig } = document
  const { items, NextToken } = pageOf([...EmailAddressIds].sort(), input, id => id)
  return answer({
    EmailAddressMetadataList: items.map(id => ({
      Id: id,
      Arn: arnOf(context, 'email-address', id),
      IsDefaultOutboundEmail: id === OutboundEmailConfig?.OutboundEmailAddressId,
    })),
    NextToken,
    LastModifiedTime: document.LastModifiedTime,
    LastModifiedRegion: document.LastModifiedRegion,
  })
}

export const updateQueueOutboundEmailConfig: Operation<'UpdateQueueOutboundEmailConfig'> = (
  { QueueId, OutboundEmailConfig },
  context,
) => {
  const queue = find(context, 'queue', QueueId)
  const config = outboundEmailConfig(context, OutboundEmailConfig)
  return change(edit(context, 'queue', queue, { OutboundEmailConfig: config }))
}
