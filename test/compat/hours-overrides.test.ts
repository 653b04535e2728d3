// Overrides of hours of operation, through the official SDK: made, found, inherited and obeyed by flows.
import {
  AssociateHoursOfOperationsCommand,
  CreateHoursOfOperationCommand,
  CreateHoursOfOperationOverrideCommand,
  DeleteHoursOfOperationCommand,
  DeleteHoursOfOperationOverrideCommand,
  DescribeHoursOfOperationCommand,
  DescribeHoursOfOperationOverrideCommand,
  DisassociateHoursOfOperationsCommand,
  GetEffectiveHoursOfOperationsCommand,
  ListChildHoursOfOperationsCommand,
  ListHoursOfOperationOverridesCommand,
  SearchHoursOfOperationOverridesCommand,
  UpdateHoursOfOperationOverrideCommand,
} from '@aws-sdk/client-connect'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let centre: ApiCentre
beforeEach(async () => {
  centre = await startApiCentre()
})
afterEach(() => centre.close())

const nineToFive = {
  StartTime: { Hours: 9, Minutes: 0 },
  EndTime: { Hours: 17, Minutes: 0 },
}

async function schedule(Name: string, parentId?: string): Promise<string> {
  const { HoursOfOperationId = '' } = await centre.client().send(
    new CreateHoursOfOperationCommand({
      InstanceId: centre.instanceId,
      Name,
      TimeZone: 'Europe/Paris',
      Config: [{ Day: 'FRIDAY', ...nineToFive }],
      ...(parentId !== undefined && {
        ParentHoursOfOperationConfigs: [{ HoursOfOperationId: parentId }],
      }),
    }),
  )
  return HoursOfOperationId
}

const override = (HoursOfOperationId: string, Name: string, more: object = {}) =>
  centre.client().send(
    new CreateHoursOfOperationOverrideCommand({
      InstanceId: centre.instanceId,
      HoursOfOperationId,
      Name,
      EffectiveFrom: '2026-12-25',
      EffectiveTill: '2026-12-25',
      Config: [],
      ...more,
    }),
  )

test('an override is made, shown, changed, found and deleted', async () => {
  const client = centre.client()
  const { instanceId: InstanceId } = centre
  const HoursOfOperationId = await schedule('Shop')
  const { HoursOfOperationOverrideId } = await override(HoursOfOperationId, 'Christmas')
  await override(HoursOfOperationId, 'Inventory', {
    EffectiveTill: '2027-12-25',
    OverrideType: 'CLOSED',
    RecurrenceConfig: {
      RecurrencePattern: { Frequency: 'MONTHLY', Interval: 1, ByMonthDay: [-1] },
    },
  })
  const id = { InstanceId, HoursOfOperationId, HoursOfOperationOverrideId }
  await client.send(
    new UpdateHoursOfOperationOverrideCommand({
      ...id,
      Description: 'Half a day',
      Config: [{ Day: 'FRIDAY', ...nineToFive }],
    }),
  )
  const described = await client.send(new DescribeHoursOfOperationOverrideCommand(id))
  expect(described.HoursOfOperationOverride).toMatchObject({
    HoursOfOperationOverrideId,
    HoursOfOperationId,
    Name: 'Christmas',
    Description: 'Half a day',
    OverrideType: 'STANDARD',
    EffectiveFrom: '2026-12-25',
    Config: [{ Day: 'FRIDAY', ...nineToFive }],
  })
  const list = () =>
    client.send(new ListHoursOfOperationOverridesCommand({ InstanceId, HoursOfOperationId }))
  expect((await list()).HoursOfOperationOverrideList?.map(({ Name }) => Name)).toEqual([
    'Christmas',
    'Inventory',
  ])
  const found = await client.send(
    new SearchHoursOfOperationOverridesCommand({
      InstanceId,
      SearchCriteria: {
        AndConditions: [
          { StringCondition: { FieldName: 'Name', Value: 'inv', ComparisonType: 'STARTS_WITH' } },
          {
            DateCondition: {
              FieldName: 'EffectiveTill',
              Value: '2027-01-01',
              ComparisonType: 'GREATER_THAN',
            },
          },
        ],
      },
    }),
  )
  expect(found.HoursOfOperationOverrides?.map(({ Name }) => Name)).toEqual(['Inventory'])
  expect(found.ApproximateTotalCount).toBe(1)
  await client.send(new DeleteHoursOfOperationOverrideCommand(id))
  expect((await list()).HoursOfOperationOverrideList).toHaveLength(1)
  await expect(client.send(new DescribeHoursOfOperationOverrideCommand(id))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
  const shown = await client.send(
    new DescribeHoursOfOperationCommand({ InstanceId, HoursOfOperationId }),
  )
  expect(shown.HoursOfOperation).not.toHaveProperty('Overrides')
})

test('effective hours say what is open on each date, and which override made it so', async () => {
  const { instanceId: InstanceId } = centre
  const HoursOfOperationId = await schedule('Shop')
  await override(HoursOfOperationId, 'Christmas')
  const { TimeZone, EffectiveHoursOfOperationList, EffectiveOverrideHoursList } = await centre
    .client()
    .send(
      new GetEffectiveHoursOfOperationsCommand({
        InstanceId,
        HoursOfOperationId,
        FromDate: '2026-12-18',
        ToDate: '2026-12-25',
      }),
    )
  expect(TimeZone).toBe('Europe/Paris')
  expect(EffectiveHoursOfOperationList).toHaveLength(8)
  expect(EffectiveHoursOfOperationList?.[0]).toEqual({
    Date: '2026-12-18',
    OperationalHours: [{ Start: nineToFive.StartTime, End: nineToFive.EndTime }],
  })
  expect(EffectiveHoursOfOperationList?.at(-1)).toEqual({
    Date: '2026-12-25',
    OperationalHours: [],
  })
  expect(EffectiveOverrideHoursList).toEqual([
    {
      Date: '2026-12-25',
      OverrideHours: [
        {
          Start: { Hours: 0, Minutes: 0 },
          End: { Hours: 0, Minutes: 0 },
          OverrideName: 'Christmas',
          OperationalStatus: 'CLOSED',
        },
      ],
    },
  ])
})

test('a schedule shares its overrides with its children until it is no parent any more', async () => {
  const client = centre.client()
  const { instanceId: InstanceId } = centre
  const parent = await schedule('Holidays')
  await override(parent, 'Christmas')
  const HoursOfOperationId = await schedule('Shop', parent)
  const other = await schedule('Bakery')
  const open = async () => {
    const { EffectiveHoursOfOperationList } = await client.send(
      new GetEffectiveHoursOfOperationsCommand({
        InstanceId,
        HoursOfOperationId,
        FromDate: '2026-12-25',
        ToDate: '2026-12-25',
      }),
    )
    return EffectiveHoursOfOperationList?.[0]?.OperationalHours?.length
  }
  expect(await open()).toBe(0)
  const shown = await client.send(
    new DescribeHoursOfOperationCommand({ InstanceId, HoursOfOperationId }),
  )
  expect(shown.HoursOfOperation?.ParentHoursOfOperations).toMatchObject([
    { Id: parent, Name: 'Holidays' },
  ])
  await client.send(
    new AssociateHoursOfOperationsCommand({
      InstanceId,
      HoursOfOperationId: other,
      ParentHoursOfOperationConfigs: [{ HoursOfOperationId: parent }],
    }),
  )
  const children = await client.send(
    new ListChildHoursOfOperationsCommand({ InstanceId, HoursOfOperationId: parent }),
  )
  expect(children.ChildHoursOfOperationsSummaryList?.map(({ Name }) => Name)).toEqual([
    'Bakery',
    'Shop',
  ])
  const remove = new DeleteHoursOfOperationCommand({ InstanceId, HoursOfOperationId: parent })
  await expect(client.send(remove)).rejects.toMatchObject({ name: 'InvalidRequestException' })
  for (const child of [HoursOfOperationId, other]) {
    await client.send(
      new DisassociateHoursOfOperationsCommand({
        InstanceId,
        HoursOfOperationId: child,
        ParentHoursOfOperationIds: [parent],
      }),
    )
  }
  expect(await open()).toBe(1)
  await client.send(remove)
})

test('what makes no sense is refused with a sentence', async () => {
  const HoursOfOperationId = await schedule('Shop')
  await override(HoursOfOperationId, 'Christmas')
  const refusals: readonly [string, object, string][] = [
    ['christmas', {}, 'DuplicateResourceException'],
    ['A', { EffectiveFrom: '2026-02-30' }, 'InvalidParameterException'],
    ['B', { EffectiveTill: '2026-01-01' }, 'InvalidParameterException'],
    ['C', { Config: [{ StartTime: { Hours: 9, Minutes: 0 } }] }, 'InvalidParameterException'],
    [
      'D',
      {
        RecurrenceConfig: {
          RecurrencePattern: { Frequency: 'WEEKLY', Interval: 1, ByMonthDay: [1] },
        },
      },
      'InvalidParameterException',
    ],
  ]
  for (const [name, more, error] of refusals) {
    await expect(override(HoursOfOperationId, name, more), name).rejects.toMatchObject({
      name: error,
    })
  }
  await expect(
    centre.client().send(
      new AssociateHoursOfOperationsCommand({
        InstanceId: centre.instanceId,
        HoursOfOperationId,
        ParentHoursOfOperationConfigs: [{ HoursOfOperationId }],
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
})
