import { apiResource } from '../api-resource.ts'
import { type Values, valueAt } from '../values.ts'

const TYPE = 'QuickConnectConfig.QuickConnectType'
const CONFIGS: Readonly<Record<string, string>> = {
  USER: 'UserConfig',
  QUEUE: 'QueueConfig',
  PHONE_NUMBER: 'PhoneConfig',
  FLOW: 'FlowConfig',
}
const isOf = (type: string) => (values: Values) => valueAt(values, TYPE) === type

export const quickConnects = apiResource({
  key: 'quick-connects',
  kind: 'transfer-destination',
  columns: [
    { name: TYPE, label: 'type' },
    {
      name: 'QuickConnectConfig.PhoneConfig.PhoneNumber',
      label: 'phoneNumber',
    },
    { name: 'Description', label: 'description' },
  ],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true },
    { name: 'Description', label: 'description', kind: 'longText' },
    {
      name: TYPE,
      label: 'transferTo',
      kind: 'choice',
      options: ['USER', 'QUEUE', 'PHONE_NUMBER', 'FLOW'],
      required: true,
    },
    {
      name: 'QuickConnectConfig.UserConfig.UserId',
      label: 'agent',
      kind: 'pick',
      of: 'users',
      required: true,
      shownIf: isOf('USER'),
    },
    {
      name: 'QuickConnectConfig.QueueConfig.QueueId',
      label: 'queue',
      kind: 'pick',
      of: 'queues',
      required: true,
      shownIf: isOf('QUEUE'),
    },
    {
      name: 'QuickConnectConfig.PhoneConfig.PhoneNumber',
      label: 'phoneNumber',
      kind: 'text',
      required: true,
      shownIf: isOf('PHONE_NUMBER'),
    },
    ...(['USER', 'QUEUE', 'FLOW'] as const).map(
      type =>
        ({
          name: `QuickConnectConfig.${CONFIGS[type]}.ContactFlowId`,
          label: 'flow',
          kind: 'pick',
          of: 'flows',
          required: true,
          shownIf: isOf(type),
        }) as const,
    ),
  ],
  beginning: { QuickConnectConfig: { QuickConnectType: 'PHONE_NUMBER' } },
  api: {
    id: 'QuickConnectId',
    arn: 'QuickConnectARN',
    search: 'SearchQuickConnects',
    found: 'QuickConnects',
    describe: 'DescribeQuickConnect',
    described: 'QuickConnect',
    create: 'CreateQuickConnect',
    beforeCreate: onlyItsConfig,
    updates: [
      { operation: 'UpdateQuickConnectName', members: ['Name', 'Description'] },
      { operation: 'UpdateQuickConnectConfig', members: ['QuickConnectConfig'] },
    ],
    remove: 'DeleteQuickConnect',
  },
})

/** What was filled in before another type was chosen is left out. */
function onlyItsConfig(values: Values): Values {
  const type = String(valueAt(values, TYPE))
  const member = CONFIGS[type] ?? ''
  const QuickConnectConfig = {
    QuickConnectType: type,
    [member]: valueAt(values, `QuickConnectConfig.${member}`),
  }
  return { ...values, QuickConnectConfig }
}
