import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

test('values come wrapped or bare', () => {
  const flow = runAction(
    'UpdateFlowAttributes',
    {
      FlowAttributes: {
        a: { Value: '$.Attributes.x', Type: 'String' },
        b: 'bare',
        c: { Value: 5 },
      },
    },
    { attributes: { x: 'y' } },
  )
  expect(flow.wayOut).toBe('next')
  expect(flow.contact.flowAttributes).toEqual({ a: 'y', b: 'bare', c: '5' })
})

test('they may be 32 KB together: a flow that puts a text twice into itself ends at that', () => {
  const former = { FlowAttributes: { a: 'x'.repeat(20_000) } }
  const twice = { FlowAttributes: { b: '$.FlowAttributes.a' } }
  const flow = runAction('UpdateFlowAttributes', twice, { namespaces: former })
  expect(flow.wayOut).toBe('NoMatchingError')
  expect(flow.contact.flowAttributes).toEqual({})
})
