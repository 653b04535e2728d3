// Views through the AWS SDK as it comes.
import {
  type ConnectClient,
  CreateViewCommand,
  CreateViewVersionCommand,
  DeleteViewCommand,
  DeleteViewVersionCommand,
  DescribeViewCommand,
  ListViewsCommand,
  ListViewVersionsCommand,
  SearchViewsCommand,
  UpdateViewContentCommand,
  UpdateViewMetadataCommand,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let centre: ApiCentre
let client: ConnectClient
let InstanceId: string

beforeEach(async () => {
  centre = await startApiCentre()
  client = centre.client()
  InstanceId = centre.instanceId
})

afterEach(async () => {
  expect(centre.failures).toEqual([])
  await centre.close()
})

describe('a view', () => {
  const Template = JSON.stringify({ Body: [{ Heading: '$.Title' }] })
  const create = (more: object = {}) =>
    client.send(
      new CreateViewCommand({
        InstanceId,
        Name: 'Address',
        Status: 'PUBLISHED',
        Content: { Template, Actions: ['Save'] },
        ...more,
      }),
    )

  test('is made, changed, kept as a version, and deleted', async () => {
    const { View } = await create()
    const ViewId = View?.Id
    expect(View).toMatchObject({ Name: 'Address', Type: 'CUSTOMER_MANAGED', Status: 'PUBLISHED' })
    expect(JSON.parse(View?.Content?.InputSchema ?? '')).toEqual({
      type: 'object',
      properties: { Title: {} },
    })
    const version = await client.send(
      new CreateViewVersionCommand({
        InstanceId,
        ViewId,
        VersionDescription: 'First',
      }),
    )
    expect(version.View).toMatchObject({ Version: 1, VersionDescription: 'First' })
    await client.send(
      new UpdateViewContentCommand({
        InstanceId,
        ViewId,
        Status: 'PUBLISHED',
        Content: { Template: '{}', Actions: ['Save', 'Cancel'] },
      }),
    )
    const now = await client.send(new DescribeViewCommand({ InstanceId, ViewId }))
    expect(now.View?.Content?.Actions).toEqual(['Save', 'Cancel'])
    const then = await client.send(new DescribeViewCommand({ InstanceId, ViewId: `${ViewId}:1` }))
    expect(then.View?.Content?.Template).toBe(Template)
    await client.send(new UpdateViewMetadataCommand({ InstanceId, ViewId, Name: 'Home' }))
    const found = await client.send(
      new SearchViewsCommand({
        InstanceId,
        SearchCriteria: {
          StringCondition: { FieldName: 'name', Value: 'ho', ComparisonType: 'STARTS_WITH' },
        },
      }),
    )
    expect(found.Views?.map(each => each.Name)).toEqual(['Home'])
    const list = await client.send(new ListViewVersionsCommand({ InstanceId, ViewId }))
    expect(list.ViewVersionSummaryList).toMatchObject([{ Version: 1 }])
    await client.send(new DeleteViewVersionCommand({ InstanceId, ViewId, ViewVersion: 1 }))
    await client.send(new DeleteViewCommand({ InstanceId, ViewId }))
    await expect(
      client.send(new DescribeViewCommand({ InstanceId, ViewId })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test('that is a draft leaves what flows show as it is', async () => {
    const { View } = await create()
    const ViewId = View?.Id
    await client.send(
      new UpdateViewContentCommand({
        InstanceId,
        ViewId,
        Status: 'SAVED',
        Content: { Template: '{}', Actions: [] },
      }),
    )
    const latest = await client.send(new DescribeViewCommand({ InstanceId, ViewId }))
    expect(latest.View?.Content?.Template).toBe(Template)
    const saved = await client.send(
      new DescribeViewCommand({ InstanceId, ViewId: `${ViewId}:$SAVED` }),
    )
    expect(saved.View).toMatchObject({ Status: 'SAVED', Content: { Template: '{}' } })
  })

  test('of the service is there from the beginning and stays as it is', async () => {
    const { ViewsSummaryList } = await client.send(
      new ListViewsCommand({ InstanceId, Type: 'AWS_MANAGED' }),
    )
    const names = ViewsSummaryList?.map(each => each.Name)
    expect(names).toEqual(['Cards', 'Confirmation', 'Detail', 'Form', 'List'])
    const arn = 'arn:aws:connect:us-east-1:aws:view/form:1'
    const { View } = await client.send(new DescribeViewCommand({ InstanceId, ViewId: arn }))
    expect(View?.Content?.Actions).toContain('Next')
    await expect(
      client.send(new DeleteViewCommand({ InstanceId, ViewId: 'form' })),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  test('has a name of its own, and a template that is JSON', async () => {
    await create()
    await expect(create()).rejects.toMatchObject({ name: 'DuplicateResourceException' })
    await expect(
      create({ Name: 'Other', Content: { Template: '<b>', Actions: [] } }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})
