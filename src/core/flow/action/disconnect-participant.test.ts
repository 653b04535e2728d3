import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

test('the caller is hung up on', () => {
  const flow = runAction('DisconnectParticipant', {})
  expect(flow.ended).toBe('action')
  expect(flow.did('disconnect')).toHaveLength(1)
})
