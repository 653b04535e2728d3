import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

test('a paused task is taken up', () => {
  const flow = runAction('ResumeContact', {}, { channel: 'TASK', isPaused: true })
  expect(flow.wayOut).toBe('next')
  expect(flow.did('resumeContact')).toHaveLength(1)
})

test('a task that is not paused, or has no room, takes the error branch', () => {
  expect(runAction('ResumeContact', {}, { channel: 'TASK' }).wayOut).toBe('NoMatchingError')
})

test.each(['VOICE', 'CHAT', 'EMAIL'] as const)('on %s it takes the error branch', channel => {
  expect(runAction('ResumeContact', {}, { channel, isPaused: true }).wayOut).toBe('NoMatchingError')
})
