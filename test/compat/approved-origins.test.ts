// Which sites may show the softphone, and which tags there are, with the official SDK.
import {
  AssociateApprovedOriginCommand,
  DisassociateApprovedOriginCommand,
  ListApprovedOriginsCommand,
  SearchResourceTagsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

test('origins are approved, listed and taken back', async () => {
  const approve = (Origin: string) =>
    client.send(new AssociateApprovedOriginCommand({ InstanceId, Origin }))
  await approve('https://crm.example.com')
  await approve('http://localhost:3000')
  await expect(approve('https://CRM.example.com/')).rejects.toMatchObject({
    name: 'ResourceConflictException',
  })
  const { Origins } = await client.send(new ListApprovedOriginsCommand({ InstanceId }))
  expect(Origins).toEqual(['http://localhost:3000', 'https://crm.example.com'])
  const gone = { InstanceId, Origin: 'http://localhost:3000' }
  await client.send(new DisassociateApprovedOriginCommand(gone))
  await expect(client.send(new DisassociateApprovedOriginCommand(gone))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test.each([
  'http://crm.example.com',
  'https://crm.example.com/path',
  "https://crm.example.com'; script-src *",
  'https://*',
  '*',
  'crm.example.com',
])('%s is no origin that can be approved', async Origin => {
  await expect(
    client.send(new AssociateApprovedOriginCommand({ InstanceId, Origin })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
})

test('tags are found by parts of their keys and values, each pair once', async () => {
  const arn = (kind: string, id: string) =>
    `arn:aws:connect:us-east-1:000000000000:instance/${InstanceId}/${kind}/${id}`
  const { test: phones } = centre
  for (const [resourceArn, tags] of [
    [arn('queue', phones.id('queue', 'BasicQueue')), { team: 'north', site: 'Berlin' }],
    [arn('agent', phones.id('agent', 'agent1')), { team: 'north' }],
    [arn('agent', phones.id('agent', 'agent2')), { team: 'south' }],
  ] as const) {
    await client.send(new TagResourceCommand({ resourceArn, tags }))
  }
  const found = async (given: object) => {
    const { Tags } = await client.send(new SearchResourceTagsCommand({ InstanceId, ...given }))
    return Tags?.map(({ key, value }) => `${key}=${value}`)
  }
  const key = { tagKey: 'team', tagKeyComparisonType: 'EXACT' }
  expect(await found({ SearchCriteria: { TagSearchCondition: key } })).toEqual([
    'team=north',
    'team=south',
  ])
  expect(await found({ ResourceTypes: ['queue'] })).toEqual(['site=Berlin', 'team=north'])
  await expect(found({ ResourceTypes: ['spaceship'] })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  })
})
