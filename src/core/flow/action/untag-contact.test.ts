import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

test('tags are taken away, be they there or not', () => {
  const flow = runAction('UntagContact', { TagKeys: ['team', 'none'] }, { tags: { team: 'gold' } })
  expect(flow.wayOut).toBe('next')
  expect(flow.did('untag')).toEqual([{ do: 'untag', keys: ['team', 'none'] }])
})

test.each([
  [{}],
  [{ TagKeys: [] }],
  [{ TagKeys: 'team' }],
  [{ TagKeys: ['aws:connect:instanceId'] }],
])('%j is refused', parameters => {
  const flow = runAction('UntagContact', parameters)
  expect(flow.wayOut).toBe('NoMatchingError')
  expect(flow.did('untag')).toEqual([])
})
