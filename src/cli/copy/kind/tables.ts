// Data tables with their attributes and values.
import { isDeepStrictEqual } from 'node:util'
import {
  BatchCreateDataTableValueCommand,
  BatchDeleteDataTableValueCommand,
  BatchUpdateDataTableValueCommand,
  CreateDataTableAttributeCommand,
  CreateDataTableCommand,
  type DataTableAttributeValueType,
  type DataTableLockLevel,
  DeleteDataTableAttributeCommand,
  DescribeDataTableCommand,
  paginateListDataTableAttributes,
  paginateListDataTables,
  paginateListDataTableValues,
  UpdateDataTableAttributeCommand,
  UpdateDataTableMetadataCommand,
  type Validation,
} from '@aws-sdk/client-connect'
import { UseError } from '../../command.ts'
import { allOf, type CopyOf, described, given, type Instance, pick, placedFrom } from '../thing.ts'

const BATCH = 25

interface Attribute {
  readonly Name: string
  readonly ValueType: DataTableAttributeValueType
  readonly Description?: string
  readonly Primary?: boolean
  readonly Validation?: Validation
}

interface Value {
  readonly AttributeName: string
  readonly Value: string
  readonly PrimaryValues: { readonly AttributeName: string; readonly Value: string }[]
}

export const dataTable: CopyOf = {
  kind: 'data-table',
  inTwoSteps: true,
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'data-table',
      await allOf(
        paginateListDataTables({ client }, { InstanceId }),
        page => page.DataTableSummaryList,
      ),
    ),
  async read(of, { id }) {
    const { client, InstanceId } = of
    const { DataTable } = await client.send(
      new DescribeDataTableCommand({ InstanceId, DataTableId: id }),
    )
    return {
      ...pick(DataTable, 'TimeZone', 'ValueLockLevel', 'Tags'),
      ...described(DataTable?.Description),
      Attributes: await attributesOf(of, id),
      Values: await valuesOf(of, id),
    }
  },
  async make({ client, InstanceId }, Name, { TimeZone, Description, Tags }) {
    const made = await client.send(
      new CreateDataTableCommand({
        InstanceId,
        Name,
        TimeZone: given<string>(TimeZone),
        ValueLockLevel: 'NONE',
        Status: 'PUBLISHED',
        ...described(Description),
        ...(Tags !== undefined && { Tags: given<Record<string, string>>(Tags) }),
      }),
    )
    return { id: made.Id ?? '', arn: made.Arn ?? '' }
  },
  async fill(of, { id, name }, document) {
    const { client, InstanceId } = of
    const { TimeZone, Description, ValueLockLevel, Attributes = [], Values = [] } = document
    const table = { InstanceId, DataTableId: id }
    const about = {
      ...table,
      Name: name,
      TimeZone: given<string>(TimeZone),
      ...described(Description),
    }
    const locked = (level: DataTableLockLevel) =>
      client.send(new UpdateDataTableMetadataCommand({ ...about, ValueLockLevel: level }))
    // Values that are locked could be changed one at a time only.
    await locked('NONE')
    await fillAttributes(of, id, given<readonly Attribute[]>(Attributes))
    await fillValues(of, id, given<readonly Value[]>(Values))
    await locked(given<DataTableLockLevel>(ValueLockLevel))
  },
}

async function attributesOf({ client, InstanceId }: Instance, DataTableId: string) {
  const found = await allOf(
    paginateListDataTableAttributes({ client }, { InstanceId, DataTableId }),
    page => page.Attributes,
  )
  const attributes = found.map(each =>
    pick(each, 'Name', 'ValueType', 'Description', 'Primary', 'Validation'),
  )
  return inOrder(attributes, ({ Name = '' }) => Name)
}

async function valuesOf({ client, InstanceId }: Instance, DataTableId: string): Promise<Value[]> {
  const found = await allOf(
    paginateListDataTableValues({ client }, { InstanceId, DataTableId, MaxResults: 1000 }),
    page => page.Values,
  )
  const values = found.map(({ AttributeName = '', Value: text = '', PrimaryValues = [] }) => ({
    AttributeName,
    Value: text,
    PrimaryValues: inOrder(
      PrimaryValues.map(({ AttributeName: name = '', Value: primary = '' }) => {
        return { AttributeName: name, Value: primary }
      }),
      ({ AttributeName: name }) => name,
    ),
  }))
  return inOrder(values, placeOf)
}

/** What the table has beside goes. Rows are told apart by primary attributes: those stay what they are. */
async function fillAttributes(
  of: Instance,
  DataTableId: string,
  wanted: readonly Attribute[],
): Promise<void> {
  const table = { InstanceId: of.InstanceId, DataTableId }
  const there = new Map((await attributesOf(of, DataTableId)).map(each => [each.Name, each]))
  for (const attribute of wanted) {
    const before = there.get(attribute.Name)
    there.delete(attribute.Name)
    if (!before) {
      await of.client.send(new CreateDataTableAttributeCommand({ ...table, ...attribute }))
    } else if (!isDeepStrictEqual(before, attribute)) {
      const AttributeName = attribute.Name
      await of.client.send(
        new UpdateDataTableAttributeCommand({ ...table, AttributeName, ...attribute }),
      )
    }
  }
  for (const AttributeName of there.keys()) {
    await of.client.send(new DeleteDataTableAttributeCommand({ ...table, AttributeName }))
  }
}

async function fillValues(
  of: Instance,
  DataTableId: string,
  wanted: readonly Value[],
): Promise<void> {
  const table = { InstanceId: of.InstanceId, DataTableId }
  const there = new Map((await valuesOf(of, DataTableId)).map(each => [placeOf(each), each]))
  const places = new Set(wanted.map(placeOf))
  const gone = [...there.values()].filter(each => !places.has(placeOf(each)))
  const fresh = wanted.filter(each => !there.has(placeOf(each)))
  const other = wanted.filter(each => {
    const before = there.get(placeOf(each))
    return before !== undefined && before.Value !== each.Value
  })
  for (const Values of batches(gone)) {
    const identified = Values.map(({ Value: _, ...place }) => ({ ...place, LockVersion: {} }))
    const input = { ...table, Values: identified }
    allDone((await of.client.send(new BatchDeleteDataTableValueCommand(input))).Failed)
  }
  for (const Values of batches(other)) {
    const input = { ...table, Values: [...Values] }
    allDone((await of.client.send(new BatchUpdateDataTableValueCommand(input))).Failed)
  }
  for (const Values of batches(fresh)) {
    const input = { ...table, Values: [...Values] }
    allDone((await of.client.send(new BatchCreateDataTableValueCommand(input))).Failed)
  }
}

function allDone(failed: readonly { readonly Message?: string | undefined }[] = []): void {
  const [first] = failed
  if (first) throw new UseError(`a value is refused: ${first.Message}`)
}

function placeOf({ AttributeName, PrimaryValues }: Omit<Value, 'Value'>): string {
  return JSON.stringify([
    PrimaryValues.map(each => [each.AttributeName, each.Value]),
    AttributeName,
  ])
}

function* batches<Each>(all: readonly Each[]): Iterable<readonly Each[]> {
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH)
}

function inOrder<Each extends object>(all: readonly Each[], keyOf: (each: Each) => string): Each[] {
  return all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
