import { expect, test } from 'vitest'
import type { ServiceEffect } from '../core/effect.ts'
import type { Input } from '../core/input.ts'
import type { ServiceQuestion } from '../core/service.ts'
import { type FlowService, FlowServices } from './flow-services.ts'

const question: ServiceQuestion = {
  service: 'function',
  operation: 'invoke',
  parameters: {},
  timeLimitMs: 1000,
}
const effect = (askId: string): ServiceEffect => {
  return { type: 'service.ask', contactId: 'c1', askId, question }
}

function open(service?: FlowService) {
  const inputs: Input[] = []
  const failures: unknown[] = []
  const services = new FlowServices({
    submit: async input => void inputs.push(input),
    failed: (_, error) => void failures.push(error),
    services: service ? { function: service } : {},
  })
  /** What was answered, once everything that goes on has. */
  const answers = async () => {
    await new Promise(resolve => setImmediate(resolve))
    return inputs
  }
  return { services, failures, answers }
}

test('what was open when the centre died is asked again, what it asks before is not asked twice', async () => {
  let calls = 0
  const { services, answers } = open({
    ask: async () => ({ ok: true, result: { call: ++calls } }),
  })
  services.asked(effect('a1'))
  services.start([effect('a1'), effect('a2')])
  services.asked(effect('a3'))
  expect(await answers()).toEqual(
    ['a1', 'a2', 'a3'].map((askId, index) => ({
      type: 'service.answered',
      contactId: 'c1',
      askId,
      answer: { ok: true, result: { call: index + 1 } },
    })),
  )
})

test('a service that throws, and one that is not there, are errors of the flow', async () => {
  const broken = open({
    ask: async () => {
      throw new Error('boom')
    },
  })
  broken.services.start([effect('a1')])
  expect(await broken.answers()).toMatchObject([
    { answer: { ok: false, error: 'NoMatchingError' } },
  ])
  expect(broken.failures).toMatchObject([{ message: 'boom' }])

  const none = open()
  none.services.start([effect('a1')])
  expect(await none.answers()).toMatchObject([
    { answer: { ok: false, message: 'There is no function service here yet.' } },
  ])
})
