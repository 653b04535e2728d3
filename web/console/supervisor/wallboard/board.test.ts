import { expect, test } from 'vitest'
import { type BoardFigures, levelOn, queuesAt } from './board.ts'

function board(rest: Partial<BoardFigures> = {}): BoardFigures {
  const queues = ['a', 'b', 'c'].map(id => ({ id, name: id, values: {} }))
  return {
    id: 'w',
    name: 'Wall',
    queueIds: [],
    limits: {},
    rotateSeconds: 0,
    sound: false,
    at: 0,
    queues,
    ...rest,
  }
}

test('each queue has its turn for as long as the board says', () => {
  const turning = board({ rotateSeconds: 10 })
  const seen = [0, 9_999, 10_000, 20_000, 30_000].map(now => queuesAt(turning, now)[0]?.id)
  expect(seen.join('')).toBe('aabca')
})

test('without rotation all queues are there at once', () => {
  expect(queuesAt(board(), 5_000)).toHaveLength(3)
  expect(queuesAt(board({ rotateSeconds: 5, queues: [] }), 5_000)).toEqual([])
})

test('a number turns red beyond its limit, and nothing without one', () => {
  const limited = board({ limits: { SERVICE_LEVEL: { alarm: 80, below: true } } })
  expect(levelOn(limited, 'SERVICE_LEVEL', 70)).toBe('alarm')
  expect(levelOn(limited, 'SERVICE_LEVEL', 90)).toBe('calm')
  expect(levelOn(limited, 'CONTACTS_IN_QUEUE', 1000)).toBe('calm')
})
