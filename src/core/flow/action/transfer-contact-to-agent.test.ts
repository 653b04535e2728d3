import { expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'

const give = (world: FlowWorld) => runAction('TransferContactToAgent', {}, world).contact.deeds

test('gives the contact to the agent whose queue was chosen', () => {
  expect(give({ targetQueueId: 'agent/ana' })).toEqual([{ do: 'transferToAgent', agentId: 'ana' }])
})

test('ends a contact for which no agent was chosen, or that is no call', () => {
  expect(give({})).toEqual([{ do: 'disconnect' }])
  expect(give({ targetQueueId: 'sales' })).toEqual([{ do: 'disconnect' }])
  expect(give({ targetQueueId: 'agent/ana', channel: 'CHAT' })).toEqual([{ do: 'disconnect' }])
})
