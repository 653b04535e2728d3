import type { Overview } from '../../../../src/api/contract/page-http.ts'
import { requestJson } from '../../../kit/http.ts'
import { call } from '../api-resource.ts'
import { ClaimEditor } from '../editor/claim-editor.tsx'
import { TestCallTab } from '../editor/test-call-tab.tsx'
import type { Resource, Row } from '../resource.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { type Values, valueAt } from '../values.ts'

export const phoneNumbers: Resource = {
  key: 'phone-numbers',
  kind: 'phone-number',
  columns: [
    { name: 'FlowId', label: 'flow', of: 'flows' },
    { name: 'PhoneNumberCountryCode', label: 'country' },
    { name: 'PhoneNumberType', label: 'type' },
    { name: 'PhoneNumberDescription', label: 'description' },
  ],
  fields: [
    {
      name: 'PhoneNumber',
      label: 'phoneNumber',
      kind: 'own',
      Editor: ClaimEditor,
      required: true,
      only: 'create',
    },
    { name: 'PhoneNumberDescription', label: 'description', kind: 'longText' },
    { name: 'FlowId', label: 'flow', kind: 'pick', of: 'flows', bulk: true },
  ],
  tabs: [{ id: 'test', label: editorTexts.testCall, Content: TestCallTab }],
  hasTags: false,
  source: {
    async find({ text, next, size = 100 }, signal) {
      const answer = await call(
        'ListPhoneNumbersV2',
        {
          MaxResults: size,
          ...(text && { PhoneNumberPrefix: text.startsWith('+') ? text : `+${text}` }),
          ...(next && { NextToken: next }),
        },
        signal,
      )
      const flows = await flowsByNumber()
      const found = (answer.ListPhoneNumbersSummaryList ?? []) as readonly Values[]
      return {
        rows: found.map(number => rowOf(number, flows)),
        ...(typeof answer.NextToken === 'string' && { next: answer.NextToken }),
      }
    },
    nameOf: async id => (await read(id)).name,
  },
  read,
  async create(values) {
    const { PhoneNumber, PhoneNumberDescription } = values
    const claimed = await call('ClaimPhoneNumber', {
      PhoneNumber,
      ...(PhoneNumberDescription !== undefined && { PhoneNumberDescription }),
    })
    const id = String(claimed.PhoneNumberId)
    if (values.FlowId !== undefined) await attach(id, values.FlowId)
    return id
  },
  async update({ id, values }, after) {
    if (values.FlowId !== after.FlowId) await attach(id, after.FlowId)
    const { PhoneNumberDescription = '' } = after
    if ((values.PhoneNumberDescription ?? '') === PhoneNumberDescription) return
    await call('UpdatePhoneNumberMetadata', { PhoneNumberId: id, PhoneNumberDescription })
  },
  async remove(PhoneNumberId) {
    await call('ReleasePhoneNumber', { PhoneNumberId })
  },
}

async function read(PhoneNumberId: string): Promise<Row> {
  const { ClaimedPhoneNumberSummary } = await call('DescribePhoneNumber', { PhoneNumberId })
  return rowOf(ClaimedPhoneNumberSummary as Values, await flowsByNumber())
}

function rowOf(number: Values, flows: ReadonlyMap<string, string>): Row {
  const name = String(number.PhoneNumber)
  const FlowId = flows.get(name)
  return {
    id: String(number.PhoneNumberId),
    name,
    values: {
      ...number,
      Arn: valueAt(number, 'PhoneNumberArn'),
      ...(FlowId !== undefined && { FlowId }),
    },
  }
}

async function attach(PhoneNumberId: string, ContactFlowId: unknown): Promise<void> {
  if (ContactFlowId === undefined)
    await call('DisassociatePhoneNumberContactFlow', { PhoneNumberId })
  else await call('AssociatePhoneNumberContactFlow', { PhoneNumberId, ContactFlowId })
}

/** The service's own descriptions of numbers do not say which flow answers. */
async function flowsByNumber(): Promise<ReadonlyMap<string, string>> {
  const answer = await requestJson<Overview>('GET', '/api/overview')
  if (!answer.ok) throw new Error(answer.sentence)
  return new Map(
    answer.value.numbers.flatMap(({ number, flowId }) =>
      flowId === undefined ? [] : [[number, flowId] as const],
    ),
  )
}
