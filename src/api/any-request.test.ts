import fc from 'fast-check'
import { expect, test } from 'vitest'
import { connectJson } from './contract/connect.ts'
import type { ServiceModel } from './contract/service-model.ts'
import { RequestReader } from './request-reader.ts'
import { Router } from './router.ts'
import { ServiceError } from './service-error.ts'
import { InvalidInput } from './shape-reader.ts'

const model: ServiceModel = JSON.parse(connectJson)
const reader = new RequestReader(model)
const encode = new TextEncoder()

test('whatever a request contains, it is read or refused, and never breaks anything', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(model.operations)),
      fc.oneof(fc.json(), fc.string()),
      fc.oneof(fc.webQueryParameters(), fc.string()),
      fc.dictionary(fc.string(), fc.string()),
      (operation, body, query, labels) => {
        const request = {
          method: 'POST',
          rawPath: '/',
          query,
          headers: {},
          body: encode.encode(body),
        }
        try {
          reader.read(request, { operation, labels })
        } catch (error) {
          const foreseen = error instanceof InvalidInput || error instanceof ServiceError
          expect(foreseen).toBe(true)
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('a key named __proto__ is data like any other', () => {
  const body = encode.encode(
    '{"InstanceId":"i","InitialContactId":"c","Attributes":{"__proto__":"x"}}',
  )
  const input = reader.read(
    { method: 'POST', rawPath: '/', query: '', headers: {}, body },
    { operation: 'UpdateContactAttributes', labels: {} },
  )
  const attributes = input.Attributes as object
  expect(Object.entries(attributes)).toEqual([['__proto__', 'x']])
  expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype)
})

test.each([
  ['GET', '/queues/i/q', 'DescribeQueue', { InstanceId: 'i', QueueId: 'q' }],
  ['GET', '/queues/i/q/', 'DescribeQueue', { InstanceId: 'i', QueueId: 'q' }],
  ['GET', '/tags/arn%3Aaws%3Ax%2Fy', 'ListTagsForResource', { resourceArn: 'arn:aws:x/y' }],
  ['PUT', '/queues/i', 'CreateQueue', { InstanceId: 'i' }],
  ['POST', '/queues/i/a%20b/name', 'UpdateQueueName', { InstanceId: 'i', QueueId: 'a b' }],
])('%s %s is %s', (method, path, operation, labels) => {
  const router = new Router()
  for (const [name, each] of Object.entries(model.operations)) {
    router.add(name, each.method, each.path)
  }
  expect(router.find(method, path)).toEqual({ operation, labels })
  expect(router.find('PATCH', path)).toBeUndefined()
})
