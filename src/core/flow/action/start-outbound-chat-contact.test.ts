import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../../json.ts'

const start = (parameters: JsonObject = {}) =>
  runAction(
    'StartOutboundChatContact',
    {
      SourceEndpoint: { Address: 'arn:number', Type: 'CONNECT_PHONENUMBER_ARN' },
      DestinationEndpoint: { Address: '$.Attributes.phone', Type: 'TELEPHONE_NUMBER' },
      ContactFlowArn: 'flow',
      ContactSubtype: 'connect:SMS',
      InitialSystemMessage: { Content: 'Hello $.Attributes.name' },
      RelatedContact: 'CURRENT',
      ...parameters,
    },
    {
      flows: { flow: 'CONTACT_FLOW' },
      attributes: { phone: '+15551234', name: 'Ada' },
      namespaces: { ContactId: 'c1' },
    },
  )

test('whoever carries messages is asked, and the flow goes on when the first one is on its way', () => {
  const flow = start()
  expect(flow.did('ask')).toMatchObject([
    {
      question: {
        service: 'messaging',
        operation: 'startOutboundChat',
        parameters: {
          from: { address: 'arn:number', type: 'CONNECT_PHONENUMBER_ARN' },
          to: { address: '+15551234', type: 'TELEPHONE_NUMBER' },
          flowId: 'flow',
          subtype: 'connect:SMS',
          message: 'Hello Ada',
          relatedContactId: 'c1',
        },
      },
    },
  ])
  expect(flow.secondsLeft).toBeGreaterThan(0)
})

test.each<[string, JsonObject]>([
  ['no sender', { SourceEndpoint: {} }],
  ['nobody to write to', { DestinationEndpoint: { Address: '$.Attributes.none' } }],
  ['a flow that is not there', { ContactFlowArn: 'gone' }],
])('%s takes the error branch', (_, parameters) => {
  expect(start(parameters).wayOut).toBe('NoMatchingError')
})

test('no answer takes the error branch', () => {
  expect(start().pass(60).wayOut).toBe('NoMatchingError')
})
