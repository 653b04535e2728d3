import { expect, test } from 'vitest'
import { expandAddresses, isLoopback, mediaAddresses } from './media-addresses.ts'

test('bound to loopback, browsers of this machine find it at loopback and its own addresses', () => {
  const [first, ...others] = mediaAddresses({ bind: '127.0.0.1', publicAddress: '203.0.113.5' })
  expect(first).toBe('127.0.0.1')
  expect(others.some(isLoopback)).toBe(false)
  expect(others).not.toContain('203.0.113.5')
})

test('a public loopback address keeps everything on loopback', () => {
  const addresses = mediaAddresses({ bind: '127.0.0.1', publicAddress: '127.0.0.1' })
  expect(addresses).toEqual(['127.0.0.1'])
})

test('bound to the world, the public address is what browsers get', () => {
  const bind = '0.0.0.0'
  expect(mediaAddresses({ bind, publicAddress: '203.0.113.5' })).toEqual(['203.0.113.5'])
  expect(mediaAddresses({ bind })).toEqual(['0.0.0.0'])
})

test('names become numbers, and all addresses the ones there are', async () => {
  expect(await expandAddresses(['localhost', '203.0.113.5', '203.0.113.5'])).toEqual([
    expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
    '203.0.113.5',
  ])
  expect(await expandAddresses(['0.0.0.0'])).not.toContain('0.0.0.0')
})
