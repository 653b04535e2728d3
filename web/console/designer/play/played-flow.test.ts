import { expect, test } from 'vitest'
import { litBy } from '../model/traffic.ts'
import { PLAYED, PlayedFlow } from './played-flow.ts'

const action = (
  Identifier: string,
  Type: string,
  Parameters: object,
  Transitions: object = {},
) => ({
  Identifier,
  Type,
  Parameters,
  Transitions,
})
const content = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'Menu',
  Actions: [
    action(
      'Menu',
      'GetParticipantInput',
      { Text: 'Press 1 for sales', StoreInput: 'False', InputTimeLimitSeconds: '5' },
      {
        NextAction: 'Bye',
        Conditions: [{ NextAction: 'Sales', Condition: { Operator: 'Equals', Operands: ['1'] } }],
        Errors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'].map(
          ErrorType => ({ NextAction: 'Bye', ErrorType }),
        ),
      },
    ),
    action(
      'Sales',
      'UpdateContactTargetQueue',
      { QueueId: 'q1' },
      {
        NextAction: 'Wait',
        Errors: [{ NextAction: 'Bye', ErrorType: 'NoMatchingError' }],
      },
    ),
    action(
      'Wait',
      'TransferContactToQueue',
      {},
      {
        NextAction: 'Bye',
        Errors: ['QueueAtCapacity', 'NoMatchingError'].map(ErrorType => ({
          NextAction: 'Bye',
          ErrorType,
        })),
      },
    ),
    action('Bye', 'DisconnectParticipant', {}),
  ],
})
const setup = {
  kind: 'CONTACT_FLOW',
  content,
  others: [],
  queues: [{ name: 'Sales team', id: 'q1' }],
} as const

test('a caller presses a key, waits and is answered, and the way is lit', () => {
  const played = new PlayedFlow({ ...setup, channel: 'VOICE' })
  expect(played.lines.map(each => each.text)).toEqual(['Press 1 for sales'])
  expect(litBy(played.steps, PLAYED).at).toBe('Menu')
  played.press('1')
  expect(played.waitsForAgent).toBe(true)
  expect(
    played.lines.some(each => each.who === 'centre' && each.text === 'queued Sales team'),
  ).toBe(true)
  const lit = litBy(played.steps, PLAYED)
  expect([...lit.blocks]).toEqual(['Menu', 'Sales', 'Wait'])
  expect(lit.ways.has('Menu Equals 1')).toBe(true)
  played.wait(30 * 60_000)
  expect(played.elapsed).toBeGreaterThan(30 * 60_000)
  played.agentAccepts()
  expect(played.lines.at(-1)?.text).toBe('connected')
  played.hangUp()
  expect(played.hasEnded).toBe(true)
})

test('silence takes the branch for silence', () => {
  const played = new PlayedFlow({ ...setup, channel: 'VOICE' })
  played.wait(60_000)
  expect(played.hasEnded).toBe(true)
  expect(litBy(played.steps, PLAYED).ways.has('Menu InputTimeLimitExceeded')).toBe(true)
})

test('a module is played as if a flow had called it', () => {
  const played = new PlayedFlow({ ...setup, kind: 'MODULE', channel: 'VOICE' })
  played.press('1')
  expect([...litBy(played.steps, PLAYED).blocks]).toContain('Sales')
})
