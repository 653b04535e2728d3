// Lists in pages, calls repeated with a client token, tags: what scripts rely on.
import {
  ClaimPhoneNumberCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  ListPhoneNumbersV2Command,
  ListQueuesCommand,
  ListTagsForResourceCommand,
  paginateListQueues,
  paginateSearchQueues,
  ReleasePhoneNumberCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-connect'
import { beforeAll, expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

beforeAll(async () => {
  for (const number of [3, 1, 5, 2, 4]) await makeQueue(`Queue ${number}`)
})

async function makeQueue(Name: string) {
  const hours = centre.test.centre.view.directory.named('operating-hours', 'Basic Hours')
  return client.send(new CreateQueueCommand({ InstanceId, Name, HoursOfOperationId: hours?.id }))
}

const NAMES = ['BasicQueue', 'Queue 1', 'Queue 2', 'Queue 3', 'Queue 4', 'Queue 5']

test('the pages of a list make the whole list', async () => {
  const pages: (string | undefined)[][] = []
  for await (const page of paginateListQueues({ client, pageSize: 4 }, { InstanceId })) {
    pages.push(page.QueueSummaryList?.map(each => each.Name) ?? [])
  }
  expect(pages.map(page => page.length)).toEqual([4, 2])
  expect(pages.flat()).toEqual(NAMES)
})

test('so do the pages of a search', async () => {
  const names: (string | undefined)[] = []
  for await (const page of paginateSearchQueues({ client, pageSize: 2 }, { InstanceId })) {
    names.push(...(page.Queues?.map(each => each.Name) ?? []))
    expect(page.ApproximateTotalCount).toBe(6)
  }
  expect(names).toEqual(NAMES)
})

test('what is made or deleted between two pages neither hides nor repeats the others', async () => {
  const first = await client.send(new ListQueuesCommand({ InstanceId, MaxResults: 3 }))
  const shown = first.QueueSummaryList ?? []
  await client.send(new DeleteQueueCommand({ InstanceId, QueueId: shown[2]?.Id }))
  const { QueueId } = await makeQueue('Another, earlier in order')
  const { NextToken } = first
  const second = await client.send(new ListQueuesCommand({ InstanceId, MaxResults: 3, NextToken }))
  expect(second.QueueSummaryList?.map(each => each.Name)).toEqual(['Queue 3', 'Queue 4', 'Queue 5'])
  expect(second.NextToken).toBeUndefined()
  await client.send(new DeleteQueueCommand({ InstanceId, QueueId }))
})

test('a token that is not ours is refused', async () => {
  await expect(
    client.send(new ListQueuesCommand({ InstanceId, NextToken: 'not one of ours' })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
})

const CLAIM = { PhoneNumber: '+15550150', ClientToken: 'the same call' }

test('a call repeated with its token gets the same answer and changes nothing', async () => {
  const first = await client.send(new ClaimPhoneNumberCommand({ InstanceId, ...CLAIM }))
  const [second, third] = await Promise.all([
    client.send(new ClaimPhoneNumberCommand({ InstanceId, ...CLAIM })),
    client.send(new ClaimPhoneNumberCommand({ InstanceId, ...CLAIM })),
  ])
  expect(second.PhoneNumberId).toBe(first.PhoneNumberId)
  expect(third.PhoneNumberId).toBe(first.PhoneNumberId)
  const numbers = await client.send(new ListPhoneNumbersV2Command({ InstanceId }))
  expect(numbers.ListPhoneNumbersSummaryList).toHaveLength(2)
})

test('the same token with another request is refused', async () => {
  await expect(
    client.send(new ClaimPhoneNumberCommand({ InstanceId, ...CLAIM, PhoneNumber: '+15550151' })),
  ).rejects.toMatchObject({ name: 'IdempotencyException' })
})

test('a day later the token is forgotten', async () => {
  centre.test.clock.advance(25 * 3_600_000)
  await expect(client.send(new ClaimPhoneNumberCommand({ InstanceId, ...CLAIM }))).rejects.toThrow(
    /claimed already/,
  )
  const other = await client.send(
    new ClaimPhoneNumberCommand({ InstanceId, PhoneNumber: '+15550152', ClientToken: 'another' }),
  )
  const remembered = [...centre.test.centre.view.directory.list('idempotency')].map(each => each.id)
  expect(remembered).toEqual(['ClaimPhoneNumber:another'])
  await client.send(new ReleasePhoneNumberCommand({ PhoneNumberId: other.PhoneNumberId }))
})

test('any thing with an ARN can be tagged, shown and untagged', async () => {
  const { directory } = centre.test.centre.view
  const instance = `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}`
  const id = (kind: Parameters<typeof directory.list>[0]) => [...directory.list(kind)][0]?.id
  const arns = [
    instance,
    `arn:aws:connect:us-east-1:000000000000:phone-number/${id('phone-number')}`,
    ...(
      [
        'agent',
        'queue',
        'routing-profile',
        'operating-hours',
        'contact-flow',
        'prompt',
        'agent-state',
        'security-profile',
      ] as const
    ).map(kind => `${instance}/${kind}/${id(kind)}`),
  ]
  for (const resourceArn of arns) {
    await client.send(new TagResourceCommand({ resourceArn, tags: { a: '1', 'b c/d': 'ü' } }))
    await client.send(new TagResourceCommand({ resourceArn, tags: { a: '2' } }))
    const both = await client.send(new ListTagsForResourceCommand({ resourceArn }))
    expect(both.tags).toEqual({ a: '2', 'b c/d': 'ü' })
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['b c/d'] }))
    const one = await client.send(new ListTagsForResourceCommand({ resourceArn }))
    expect(one.tags).toEqual({ a: '2' })
  }
})
