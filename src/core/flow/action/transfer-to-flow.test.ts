import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

const world = { flows: { main: 'CONTACT_FLOW', music: 'CUSTOMER_QUEUE' } } as const

test('the contact goes on in the other flow', () => {
  const flow = runAction('TransferToFlow', { ContactFlowId: 'main' }, world)
  expect(flow.did('transferToFlow')).toEqual([{ do: 'transferToFlow', flowId: 'main' }])
  expect(flow.ended).toBe('action')
})

test.each(['gone', 'music', ''])('a flow that is missing or of the wrong type fails: %j', id => {
  expect(runAction('TransferToFlow', { ContactFlowId: id }, world).wayOut).toBe('NoMatchingError')
})
