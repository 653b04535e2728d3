import { expect, test } from 'vitest'
import { breachesOf, levelOf } from './thresholds.ts'

test('a number is warned of above the one limit and an alarm above the other', () => {
  const threshold = { metric: 'CONTACTS_IN_QUEUE', warn: 5, alarm: 10 }
  expect([5, 6, 10, 11].map(each => levelOf(threshold, each))).toEqual([
    'calm',
    'warn',
    'warn',
    'alarm',
  ])
})

test('of a service level, too little is what is bad', () => {
  const threshold = { metric: 'SERVICE_LEVEL', warn: 80, alarm: 60, below: true }
  expect([80, 79, 59].map(each => levelOf(threshold, each))).toEqual(['calm', 'warn', 'alarm'])
})

test('nothing is no alarm: a queue in which nobody waits has no longest wait', () => {
  expect(levelOf({ metric: 'x', alarm: 0, below: true }, undefined)).toBe('calm')
  expect(levelOf(undefined, 7)).toBe('calm')
  expect(levelOf({ metric: 'x' }, 7)).toBe('calm')
})

test('alarms come before warnings, each with the row it is about', () => {
  const rows = [
    { id: 'a', name: 'Sales', value: () => 6 },
    { id: 'b', name: 'Help', value: () => 20 },
    { id: 'c', name: 'Night', value: () => undefined },
  ]
  const found = breachesOf(rows, [{ metric: 'CONTACTS_IN_QUEUE', warn: 5, alarm: 10, sound: true }])
  expect(found.map(({ name, level }) => [name, level])).toEqual([
    ['Help', 'alarm'],
    ['Sales', 'warn'],
  ])
})
