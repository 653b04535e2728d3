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
