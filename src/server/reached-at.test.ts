import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { reachedAt } from './reached-at.ts'

function at(host: string | undefined, proxied?: string) {
  const headers = { host, 'x-forwarded-proto': proxied }
  return reachedAt({ headers, socket: {} } as unknown as IncomingMessage)
}

test('clients are led back to where they came from', () => {
  expect(at('127.0.0.1:8080')).toEqual({
    origin: 'http://127.0.0.1:8080',
    socketOrigin: 'ws://127.0.0.1:8080',
  })
  expect(at('centre.example', 'https')).toEqual({
    origin: 'https://centre.example',
    socketOrigin: 'wss://centre.example',
  })
})

test('the official chat library may open the socket: without TLS it takes 127.0.0.1 and a port only', () => {
  expect(at('localhost:8080').socketOrigin).toBe('ws://127.0.0.1:8080')
  expect(at('localhost').socketOrigin).toBe('ws://127.0.0.1:80')
  expect(at(undefined).socketOrigin).toBe('ws://127.0.0.1:80')
  expect(at('localhost.example:1').socketOrigin).toBe('ws://localhost.example:1')
})
