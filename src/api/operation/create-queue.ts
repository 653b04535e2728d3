import type { Operation } from '../operation.ts'
import { changed } from '../operation.ts'
import { create, idOf, requireFreeName } from '../resource.ts'
import { refuseUnbuilt } from '../service-error.ts'
import { outboundCallerConfig } from '../show/queue.ts'

export const createQueue: Operation<'CreateQueue'> = (input, context) => {
  refuseUnbuilt(input, 'EmailAddressesConfig', 'OutboundEmailConfig')
  requireFreeName(context, 'queue', input.Name)
  const { InstanceId: _, ...members } = input
  const {
    id,
    arn,
    input: put,
  } = create(context, 'queue', {
    ...members,
    Status: 'ENABLED',
    HoursOfOperationId: idOf(context, 'operating-hours', input.HoursOfOperationId),
    OutboundCallerConfig: outboundCallerConfig(context, input.OutboundCallerConfig),
    QuickConnectIds: input.QuickConnectIds?.map(each =>
      idOf(context, 'transfer-destination', each),
    ),
  })
  return changed({ QueueId: id, QueueArn: arn }, put)
}
