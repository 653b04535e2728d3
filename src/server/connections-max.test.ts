import { expect, test } from 'vitest'
import { connectionsMax } from './connections-max.ts'

const limits = (files: string) =>
  `Limit                     Soft Limit           Hard Limit           Units
Max processes             64224                64224                processes
Max open files            ${files.padEnd(21)}1048576              files
`

test('as many connections are taken as files may be open, with room for other files', () => {
  expect(connectionsMax(limits('1048576'))).toBe(50_000)
  expect(connectionsMax(limits('unlimited'))).toBe(50_000)
  expect(connectionsMax(limits('20000'))).toBe(9000)
  expect(connectionsMax(limits('1024'))).toBe(256)
  expect(connectionsMax('')).toBe(8000)
})
