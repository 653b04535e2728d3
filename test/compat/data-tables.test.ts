// An operations team keeps opening notices and limits in a data table, with the official SDK.
import {
  BatchCreateDataTableValueCommand,
  BatchDeleteDataTableValueCommand,
  BatchDescribeDataTableValueCommand,
  BatchUpdateDataTableValueCommand,
  CreateDataTableAttributeCommand,
  type CreateDataTableAttributeCommandInput,
  CreateDataTableCommand,
  type DataTableLockLevel,
  DeleteDataTableAttributeCommand,
  DeleteDataTableCommand,
  DescribeDataTableAttributeCommand,
  DescribeDataTableCommand,
  EvaluateDataTableValuesCommand,
  ListDataTableAttributesCommand,
  ListDataTablePrimaryValuesCommand,
  ListDataTablesCommand,
  ListDataTableValuesCommand,
  SearchDataTablesCommand,
  UpdateDataTableAttributeCommand,
  UpdateDataTableMetadataCommand,
  UpdateDataTablePrimaryValuesCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
let count = 0

type Attribute = Omit<CreateDataTableAttributeCommandInput, 'InstanceId' | 'DataTableId'>

/** A new table with these attributes. */
async function table(ValueLockLevel: DataTableLockLevel, ...attributes: Attribute[]) {
  const Name = `Table ${++count}`
  const { Id: DataTableId = '' } = await client.send(
    new CreateDataTableCommand({
      InstanceId,
      Name,
      TimeZone: 'Europe/Berlin',
      ValueLockLevel,
      Status: 'PUBLISHED',
    }),
  )
  const ids = { InstanceId, DataTableId }
  for (const each of attributes) {
    await client.send(new CreateDataTableAttributeCommand({ ...ids, ...each }))
  }
  return ids
}

const city: Attribute = { Name: 'City', ValueType: 'TEXT', Primary: true }
const open: Attribute = { Name: 'Open', ValueType: 'BOOLEAN' }
const limit: Attribute = {
  Name: 'Limit',
  ValueType: 'NUMBER',
  Validation: { Minimum: 0, Maximum: 10 },
}
const of = (Value: string) => [{ AttributeName: 'City', Value }]

test('a table and its attributes are made, found, changed and taken away', async () => {
  const ids = await table('NONE', city, limit)
  await expect(
    client.send(
      new CreateDataTableCommand({
        InstanceId,
        Name: `table ${count}`,
        TimeZone: 'UTC',
        ValueLockLevel: 'NONE',
        Status: 'PUBLISHED',
      }),
    ),
  ).rejects.toMatchObject({ name: 'DuplicateResourceException' })
  const metadata = { ...ids, Name: 'Notices', TimeZone: 'UTC', ValueLockLevel: 'VALUE' } as const
  await expect(
    client.send(new UpdateDataTableMetadataCommand({ ...metadata, TimeZone: 'Mars/Olympus' })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  await client.send(new UpdateDataTableMetadataCommand(metadata))
  const { DataTable } = await client.send(new DescribeDataTableCommand(ids))
  expect(DataTable).toMatchObject({
    Id: ids.DataTableId,
    Name: 'Notices',
    TimeZone: 'UTC',
    ValueLockLevel: 'VALUE',
    Status: 'PUBLISHED',
    LockVersion: { DataTable: '4' },
  })
  const listed = await client.send(new ListDataTablesCommand({ InstanceId }))
  expect(listed.DataTableSummaryList?.map(({ Name }) => Name)).toContain('Notices')
  const found = await client.send(
    new SearchDataTablesCommand({
      InstanceId,
      SearchCriteria: {
        StringCondition: { FieldName: 'name', Value: 'noti', ComparisonType: 'STARTS_WITH' },
      },
    }),
  )
  expect(found.DataTables).toMatchObject([{ Name: 'Notices' }])

  const renamed = { Name: 'Town', ValueType: 'TEXT', Primary: true } as const
  await client.send(
    new UpdateDataTableAttributeCommand({ ...ids, AttributeName: 'City', ...renamed }),
  )
  const { Attribute: attribute } = await client.send(
    new DescribeDataTableAttributeCommand({ ...ids, AttributeName: 'Limit' }),
  )
  expect(attribute).toMatchObject({
    ValueType: 'NUMBER',
    Primary: false,
    Validation: { Maximum: 10 },
  })
  const { Attributes } = await client.send(new ListDataTableAttributesCommand(ids))
  expect(Attributes?.map(({ Name }) => Name)).toEqual(['Limit', 'Town'])
  await client.send(new DeleteDataTableAttributeCommand({ ...ids, AttributeName: 'Limit' }))
  await client.send(new DeleteDataTableCommand(ids))
  await expect(client.send(new DescribeDataTableCommand(ids))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test('rows have their own values, and the default where they have none', async () => {
  const ids = await table('NONE', city, open, limit)
  const made = await client.send(
    new BatchCreateDataTableValueCommand({
      ...ids,
      Values: [
        { AttributeName: 'Open', Value: 'true' },
        { AttributeName: 'Limit', Value: '5' },
        { PrimaryValues: of('Berlin'), AttributeName: 'Open', Value: 'false' },
        { PrimaryValues: of('Bonn'), AttributeName: 'Limit', Value: '11' },
        { PrimaryValues: of('Bonn'), AttributeName: 'Open', Value: 'perhaps' },
        { PrimaryValues: of('Bonn'), AttributeName: 'Nothing', Value: '1' },
        {
          PrimaryValues: [{ AttributeName: 'Open', Value: '1' }],
          AttributeName: 'Limit',
          Value: '1',
        },
        { PrimaryValues: of('Köln'), AttributeName: 'Limit', Value: '7' },
      ],
    }),
  )
  expect(made.Successful?.map(({ AttributeName }) => AttributeName)).toEqual([
    'Open',
    'Limit',
    'Open',
    'Limit',
  ])
  expect(made.Failed?.map(({ Message }) => Message)).toEqual([
    'Limit is at most 10.',
    'Open is true or false.',
    'There is no attribute Nothing.',
    'Open is no primary attribute.',
  ])
  const again = await client.send(
    new BatchCreateDataTableValueCommand({
      ...ids,
      Values: [{ PrimaryValues: of('Berlin'), AttributeName: 'Open', Value: 'true' }],
    }),
  )
  expect(again.Failed).toMatchObject([{ Message: 'There is a value already.' }])

  const AttributeNames = ['Open', 'Limit']
  const { Values } = await client.send(
    new EvaluateDataTableValuesCommand({
      ...ids,
      Values: [
        { PrimaryValues: of('Berlin'), AttributeNames },
        { PrimaryValues: of('Rome'), AttributeNames: ['Limit'] },
      ],
    }),
  )
  expect(Values?.map(each => [each.Found, each.EvaluatedValue, each.ValueType])).toEqual([
    [true, 'false', 'BOOLEAN'],
    [true, '5', 'NUMBER'],
    [true, '5', 'NUMBER'],
  ])
  const rows = await client.send(new ListDataTablePrimaryValuesCommand(ids))
  expect(rows.PrimaryValuesList?.map(each => each.PrimaryValues?.[0]?.Value)).toEqual([
    'Berlin',
    'Köln',
  ])
  const first = await client.send(new ListDataTableValuesCommand({ ...ids, MaxResults: 3 }))
  const rest = await client.send(
    new ListDataTableValuesCommand({ ...ids, NextToken: first.NextToken }),
  )
  expect([first.Values?.length, rest.Values?.length, rest.NextToken]).toEqual([3, 1, undefined])
  const berlin = await client.send(
    new ListDataTableValuesCommand({
      ...ids,
      PrimaryAttributeValues: [{ AttributeName: 'City', Values: ['Berlin', 'Rome'] }],
    }),
  )
  expect(berlin.Values).toMatchObject([{ AttributeName: 'Open', Value: 'false' }])
  const deleted = await client.send(
    new BatchDeleteDataTableValueCommand({
      ...ids,
      Values: [{ PrimaryValues: of('Berlin'), AttributeName: 'Open', LockVersion: {} }],
    }),
  )
  expect(deleted.Failed).toEqual([])
  const left = await client.send(new ListDataTablePrimaryValuesCommand(ids))
  expect(left.PrimaryValuesList, 'a row goes with its last value').toHaveLength(1)
})

test.each([
  ['NONE', true, true],
  ['DATA_TABLE', false, false],
  ['ATTRIBUTE', true, false],
  ['PRIMARY_VALUE', false, false],
  ['VALUE', true, false],
] as const)(
  'locked at %s: a change after one of another attribute %s, after one of the same value %s',
  async (level, other, same) => {
    const ids = await table(level, city, open, limit)
    const value = (AttributeName: string, Value: string, LockVersion = {}) => {
      return { PrimaryValues: of('Berlin'), AttributeName, Value, LockVersion }
    }
    await client.send(
      new BatchCreateDataTableValueCommand({
        ...ids,
        Values: [value('Open', 'true'), value('Limit', '1')],
      }),
    )
    const seen = await client.send(
      new BatchDescribeDataTableValueCommand({ ...ids, Values: [value('Limit', '')] }),
    )
    const lock = seen.Successful?.[0]?.LockVersion
    const update = async (...Values: ReturnType<typeof value>[]) => {
      const command = new BatchUpdateDataTableValueCommand({ ...ids, Values })
      return (await client.send(command)).Failed?.length === 0
    }
    const lockOfOpen = await client.send(
      new BatchDescribeDataTableValueCommand({ ...ids, Values: [value('Open', '')] }),
    )
    expect(await update(value('Open', 'false', lockOfOpen.Successful?.[0]?.LockVersion))).toBe(true)
    expect(await update(value('Limit', '2', lock))).toBe(other)
    expect(await update(value('Limit', '3', lock))).toBe(same)
  },
)

test('a row gets other primary values unless they are taken or it was changed meanwhile', async () => {
  const ids = await table('PRIMARY_VALUE', city, limit)
  await client.send(
    new BatchCreateDataTableValueCommand({
      ...ids,
      Values: ['Bonn', 'Berlin'].map(each => {
        return { PrimaryValues: of(each), AttributeName: 'Limit', Value: '1' }
      }),
    }),
  )
  const move = (from: string, to: string, version?: string) =>
    client.send(
      new UpdateDataTablePrimaryValuesCommand({
        ...ids,
        PrimaryValues: of(from),
        NewPrimaryValues: of(to),
        LockVersion: { PrimaryValues: version },
      }),
    )
  await expect(move('Bonn', 'Berlin')).rejects.toMatchObject({ name: 'ConflictException' })
  await expect(move('Bonn', 'Köln', '1')).rejects.toMatchObject({ name: 'ConflictException' })
  await move('Bonn', 'Köln')
  const { PrimaryValuesList } = await client.send(new ListDataTablePrimaryValuesCommand(ids))
  expect(PrimaryValuesList?.map(each => each.PrimaryValues?.[0]?.Value)).toEqual(['Berlin', 'Köln'])
})

test('a new primary attribute is empty in the rows there are, and they are found by it', async () => {
  const ids = await table('NONE', city, limit)
  const Values = [{ PrimaryValues: of('Bonn'), AttributeName: 'Limit', Value: '4' }]
  await client.send(new BatchCreateDataTableValueCommand({ ...ids, Values }))
  await client.send(
    new CreateDataTableAttributeCommand({
      ...ids,
      Name: 'Floor',
      ValueType: 'NUMBER',
      Primary: true,
    }),
  )
  const PrimaryValues = [...of('Bonn'), { AttributeName: 'Floor', Value: '0' }]
  const described = await client.send(
    new BatchDescribeDataTableValueCommand({
      ...ids,
      Values: [{ PrimaryValues, AttributeName: 'Limit' }],
    }),
  )
  expect(described.Successful).toMatchObject([{ Value: '4' }])
  await expect(
    client.send(new DeleteDataTableAttributeCommand({ ...ids, AttributeName: 'City' })),
  ).rejects.toMatchObject({ name: 'InvalidRequestException' })
})
