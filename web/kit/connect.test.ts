import { expect, test } from 'vitest'
import { connectRoutes as fresh } from '../../tools/connect-routes.ts'
import { connectRequest } from './connect.ts'
import { connectRoutes } from './connect-routes.ts'

test('the routes are those of the contract', () => {
  expect(fresh()).toContain(connectRoutes)
})

test('labels go into the path, some members into the query, the rest into the body', () => {
  expect(
    connectRequest('ListQueues', {
      InstanceId: 'i',
      QueueTypes: ['STANDARD', 'AGENT'],
      NextToken: 'a b',
    }),
  ).toEqual({
    method: 'GET',
    url: '/queues-summary/i?queueTypes=STANDARD&queueTypes=AGENT&nextToken=a+b',
  })
  expect(
    connectRequest('UpdateQueueName', { InstanceId: 'i', QueueId: 'q/1', Name: 'Sales' }),
  ).toEqual({
    method: 'POST',
    url: '/queues/i/q%2F1/name',
    body: { Name: 'Sales' },
  })
})
