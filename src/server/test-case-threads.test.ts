import { afterEach, expect, test } from 'vitest'
import type { TestCaseOrder } from '../api/test-case.ts'
import { NUMBER, setupInputs } from '../flow-test/setup.ts'
import { TestCaseThreads } from './test-case-threads.ts'

let threads = new TestCaseThreads()
afterEach(() => threads.close())

const LOOP = {
  Identifier: 'Again',
  Type: 'MessageParticipant',
  Parameters: { Text: 'Again.' },
  Transitions: {
    NextAction: 'Again',
    Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'Again' }],
  },
}

function order(text: string): TestCaseOrder {
  const content = JSON.stringify({ Version: '2019-10-30', StartAction: 'Again', Actions: [LOOP] })
  return {
    testCase: {
      observations: [
        {
          id: 'heard',
          event: { type: 'MessageReceived', properties: { Text: text }, matching: 'Inclusion' },
          actions: [],
          times: 1,
          next: [],
        },
      ],
    },
    start: {
      configuration: setupInputs({ flows: [{ name: 'loop', content }] }),
      from: '+12065550101',
      to: NUMBER,
    },
  }
}

test('test cases are played beside everything else, and come out as they should', async () => {
  threads = new TestCaseThreads()
  let turns = 0
  const turning = setInterval(() => turns++, 5)
  const [good, bad] = await Promise.all([threads.play(order('Again')), threads.play(order('Else'))])
  clearInterval(turning)
  expect(good).toMatchObject({ passed: true, records: [{ observationId: 'heard' }] })
  expect(bad).toMatchObject({ passed: false })
  expect(turns, 'the loop was free meanwhile').toBeGreaterThan(5)
})

test('one that takes too long fails, and too many at once are refused', async () => {
  threads = new TestCaseThreads({ playingMaxMs: 1 })
  const all = await Promise.all(Array.from({ length: 12 }, () => threads.play(order('Again'))))
  expect(all.filter(each => each === undefined)).toHaveLength(2)
  expect(all[0]).toMatchObject({
    passed: false,
    records: [{ record: { Message: 'It was stopped after 0.001 s of computing.' } }],
  })
})
