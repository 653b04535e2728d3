import { afterEach, beforeEach, expect, test } from 'vitest'
import { heard } from '../../test/support/command-line.ts'
import { type ProviderStub, startProviderStub } from '../../test/support/provider-stub.ts'
import { runLimitsCommand } from './limits-command.ts'

let centre: ProviderStub

beforeEach(async () => {
  centre = await startProviderStub()
})
afterEach(() => centre.stop())

const run = (...args: string[]) =>
  heard(runLimitsCommand, [...args, '--endpoint', centre.url], { PARLEY_ADMIN_PASSWORD: 'word' })

function answering(body: object): void {
  centre.answer = () => ({ status: 200, body: JSON.stringify(body) })
}

test('a rate is set for one program, and dropped', async () => {
  answering({ PerSecond: 2, Burst: 5 })
  const { out } = await run('rate', 'ListQueues', '2', '--burst', '5', '--caller', 'crm')
  expect(out).toBe('ListQueues: 2 a second, 5 at once\n')
  expect((await run('drop-rate', 'ListQueues')).out).toBe('ListQueues: no limit\n')
  expect(centre.requests).toMatchObject([
    { path: '/api/limits/rates/ListQueues/crm', body: '{"perSecond":2,"burst":5}' },
    { path: '/api/limits/rates/ListQueues/*' },
  ])
})

test('a quota is set, and what is used of it is shown', async () => {
  answering({ name: 'queues', limit: 7 })
  expect((await run('quota', 'queues', '7')).out).toBe('queues: 7\n')
  expect(centre.requests).toMatchObject([
    { path: '/api/limits/quotas/queues', body: '{"limit":7}' },
  ])
  answering({
    rates: [
      { operation: '*', caller: 'crm', perSecond: 2, burst: 5, exception: 'ThrottlingException' },
    ],
    quotas: [
      { name: 'queues', used: 3, limit: 7 },
      { name: 'users', used: 9 },
    ],
  })
  expect((await run('list')).out).toBe(
    'rate   * by crm: 2 a second, 5 at once, else ThrottlingException\n' +
      'quota  queues: 3 of 7\nquota  users: 9 of any number\n',
  )
})

test('what is missing is told in one sentence', async () => {
  expect(await run('quota', 'queues')).toMatchObject({
    code: 2,
    err: 'Give the name of a quota and a number.\n',
  })
  expect(await run('rate', 'ListQueues')).toMatchObject({ code: 2 })
})
