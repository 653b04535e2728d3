import { expect, test } from 'vitest'
import { csvOf } from './download.ts'

test('a cell keeps its commas, quotes and lines', () => {
  expect(csvOf(['name', 'n'], [['a, "b"\nc', 1]])).toBe('name,n\r\n"a, ""b""\nc",1')
})

test('what a customer calls themselves is no formula in a spreadsheet', () => {
  expect(csvOf(['name'], [['=cmd()'], ['@sum'], ['-1+1'], ['plain']])).toBe(
    "name\r\n'=cmd()\r\n'@sum\r\n'-1+1\r\nplain",
  )
})

test('a telephone number stays one, and nothing is an empty cell', () => {
  expect(csvOf(['a', 'b'], [['+15550100', undefined]])).toBe('a,b\r\n+15550100,')
})
