import { expect, test } from 'vitest'
import { type Comparison, summarise } from './compare.ts'

const row: Comparison = {
  row: 25,
  title: 'SIP parse',
  unit: 'messages per CPU second',
  ours: { name: 'ours', measure: () => 0 },
  floor: { ratio: 1.5 },
  goal: { ratio: 3 },
}

test('a row compares round by round and says which targets are reached', () => {
  const figures = [
    { ours: 200, peer: 100 },
    { ours: 100, peer: 50 },
    { ours: 440, peer: 200 },
  ]
  const result = summarise(row, figures)
  expect(result.ratio?.median).toBe(2)
  expect(result).toMatchObject({ reachesFloor: true, reachesGoal: false, rounds: 3 })
})

test('where less is better, a figure above its floor misses it', () => {
  const latency: Comparison = { ...row, better: 'less', floor: { figure: 20 }, goal: { figure: 3 } }
  const result = summarise(latency, [{ ours: 4, peer: undefined }])
  expect(result).toMatchObject({ reachesFloor: true, reachesGoal: false })
  expect(result.ratio).toBeUndefined()
})
