import {
  CreateHoursOfOperationCommand,
  CreateHoursOfOperationOverrideCommand,
  DeleteHoursOfOperationOverrideCommand,
  DescribeHoursOfOperationCommand,
  paginateListHoursOfOperationOverrides,
  paginateListHoursOfOperations,
  UpdateHoursOfOperationCommand,
} from '@aws-sdk/client-connect'
import type { JsonObject } from '../../../core/json.ts'
import { allOf, type CopyOf, given, type Instance, pick, placedFrom } from '../thing.ts'

export const hours: CopyOf = {
  kind: 'hours',
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'hours',
      await allOf(
        paginateListHoursOfOperations({ client }, { InstanceId }),
        page => page.HoursOfOperationSummaryList,
      ),
    ),
  async read(of, { id }) {
    const { client, InstanceId } = of
    const { HoursOfOperation } = await client.send(
      new DescribeHoursOfOperationCommand({ InstanceId, HoursOfOperationId: id }),
    )
    const overrides = (await overridesOf(of, id)).map(each =>
      pick(
        each,
        'Name',
        'Description',
        'Config',
        'EffectiveFrom',
        'EffectiveTill',
        'RecurrenceConfig',
        'OverrideType',
      ),
    )
    const members = pick(HoursOfOperation, 'Description', 'TimeZone', 'Config', 'Tags')
    return { ...members, ...(overrides.length > 0 && { Overrides: overrides }) }
  },
  async make(of, Name, { Overrides: _, ...document }) {
    const { client, InstanceId } = of
    const made = await client.send(
      new CreateHoursOfOperationCommand({ InstanceId, Name, ...given<Made>(document) }),
    )
    return { id: made.HoursOfOperationId ?? '', arn: made.HoursOfOperationArn ?? '' }
  },
  async fill(of, { id, name }, { Overrides = [], Tags: _, ...document }) {
    const { client, InstanceId } = of
    const HoursOfOperationId = id
    await client.send(
      new UpdateHoursOfOperationCommand({
        InstanceId,
        HoursOfOperationId,
        Name: name,
        ...document,
      }),
    )
    for (const { HoursOfOperationOverrideId } of await overridesOf(of, id)) {
      await client.send(
        new DeleteHoursOfOperationOverrideCommand({
          InstanceId,
          HoursOfOperationId,
          HoursOfOperationOverrideId,
        }),
      )
    }
    for (const override of given<readonly JsonObject[]>(Overrides)) {
      const input = { InstanceId, HoursOfOperationId, ...given<Override>(override) }
      await client.send(new CreateHoursOfOperationOverrideCommand(input))
    }
  },
  inTwoSteps: true,
}

type Made = Pick<
  ConstructorParameters<typeof CreateHoursOfOperationCommand>[0],
  'TimeZone' | 'Config'
>
type Override = Omit<
  ConstructorParameters<typeof CreateHoursOfOperationOverrideCommand>[0],
  'InstanceId' | 'HoursOfOperationId'
>

function overridesOf({ client, InstanceId }: Instance, HoursOfOperationId: string) {
  return allOf(
    paginateListHoursOfOperationOverrides({ client }, { InstanceId, HoursOfOperationId }),
    page => page.HoursOfOperationOverrideList,
  )
}
