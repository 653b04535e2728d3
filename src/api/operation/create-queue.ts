import { outboundEmailConfig, queueEmailIds } from '../email-address.ts'
import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, idOf, requireFreeName } from '../resource.ts'
import { outboundCallerConfig } from '../show/queue.ts'

export const createQueue: Operation<'CreateQueue'> = (input, context) => {
  requireFreeName(context, 'queue', input.Name)
  const { InstanceId: _, EmailAddressesConfig, ...members } = input
  const {
    id,
    arn,
    input: put,
  } = create(context, 'queue', {
    ...members,
    Status: 'ENABLED',
    HoursOfOperationId: idOf(context, 'operating-hours', input.HoursOfOperationId),
    OutboundCallerConfig: outboundCallerConfig(context, input.OutboundCallerConfig),
    EmailAddressIds: EmailAddressesConfig && queueEmailIds(context, EmailAddressesConfig),
    OutboundEmailConfig: outboundEmailConfig(context, input.OutboundEmailConfig),
    QuickConnectIds: input.QuickConnectIds?.map(each =>
      idOf(context, 'transfer-destination', each),
    ),
  })
  return changed({ QueueId: id, QueueArn: arn }, put)
}
