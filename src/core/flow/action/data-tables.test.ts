// The three actions that read and write data tables.
import { describe, expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../../test/support/scripted-flow.ts'
import { DataTable } from '../../data-table/data-table.ts'
import { DataTableDraft } from '../../data-table/data-table-draft.ts'
import { Directory } from '../../directory/directory.ts'
import type { JsonObject } from '../../json.ts'

/** Shops by city and floor, with a default for what is not said. */
function shops(): Directory {
  const directory = new Directory()
  const attribute = (Name: string, ValueType: string, Primary = false) => {
    return { AttributeId: Name, Name, ValueType, Primary, Revision: 1, LastModifiedTime: 0 }
  }
  directory.put('data-table', 'shops', {
    Name: 'Shops',
    TimeZone: 'UTC',
    ValueLockLevel: 'DATA_TABLE',
    Status: 'PUBLISHED',
    Revision: 1,
    Attributes: [
      attribute('City', 'TEXT', true),
      attribute('Floor', 'NUMBER', true),
      attribute('Message', 'TEXT'),
      attribute('Limit', 'NUMBER'),
      attribute('Doors', 'TEXT_LIST'),
    ],
  })
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['', '', 'Message', 'We are open.'],
    ['Bonn', '1', 'Message', 'Fire drill.'],
    ['Bonn', '1', 'Doors', '["north","south"]'],
    ['Bonn', '2', 'Limit', '5'],
    ['Köln', '1', 'Limit', '7'],
  ]
  for (const [city, floor, attributeName, value] of rows) {
    const table = DataTable.find(directory, 'shops')
    if (!table) throw new Error('no table')
    const draft = new DataTableDraft(table, { now: 1, newId: () => `${city}${floor}` })
    draft.upsert({ primaryValues: city === '' ? [] : at(city, floor), attributeName }, value)
    for (const input of draft.inputs()) {
      if (input.type === 'config.put') directory.put(input.kind, input.id, input.document)
    }
  }
  return directory
}

const at = (city: string, floor: string) => [
  { AttributeName: 'City', Value: city },
  { AttributeName: 'Floor', Value: floor },
]
const world: FlowWorld = { directory: shops(), attributes: { city: 'Bonn', query: 'mine' } }
const arn = 'arn:aws:connect:us-east-1:0:instance/i/data-table/shops'

describe('EvaluateDataTableValues', () => {
  const query = (members: JsonObject = {}): JsonObject => ({
    QueryName: 'one',
    Attributes: ['Message', 'Limit'],
    PrimaryValues: at('Bonn', '1'),
    ...members,
  })
  const evaluate = (...Queries: JsonObject[]) =>
    runAction('EvaluateDataTableValues', { DataTableId: arn, Queries }, world)

  test('answers are read by the names of the query and the attribute', () => {
    const flow = evaluate(
      query({ QueryName: '$.Attributes.query' }),
      query({ QueryName: 'default', PrimaryValues: at('Rome', '9') }),
      query({
        QueryName: 'list',
        Attributes: ['Doors'],
        PrimaryValues: [
          { AttributeName: 'City', Value: '$.Attributes.city' },
          { AttributeName: 'Floor', Value: '1.0' },
        ],
      }),
    )
    expect(flow.wayOut).toBe('next')
    expect(flow.contact.view.value('$.DataTables.mine.Message')).toBe('Fire drill.')
    expect(flow.contact.view.value('$.DataTables.mine.Limit')).toBeUndefined()
    expect(flow.contact.view.value('$.DataTables.default.Message')).toBe('We are open.')
    expect(flow.contact.view.value('$.DataTables.list.Doors[1]')).toBe('south')
  })

  test.each([
    ['no query', []],
    ['six queries', [1, 2, 3, 4, 5, 6].map(n => query({ QueryName: `q${n}` }))],
    ['a query without a name', [query({ QueryName: '' })]],
    ['an unknown attribute', [query({ Attributes: ['Nothing'] })]],
    ['a primary value that is missing', [query({ PrimaryValues: at('Bonn', '1').slice(1) })]],
    ['a primary value of the wrong type', [query({ PrimaryValues: at('Bonn', 'top') })]],
  ])('%s is an error', (_, queries) => {
    const flow = evaluate(...queries)
    expect(flow.wayOut).toBe('NoMatchingError')
    expect(flow.did('setNamespace')).toEqual([])
  })

  test('an unknown table is an error', () => {
    const parameters = { DataTableId: 'unknown', Queries: [query()] }
    expect(runAction('EvaluateDataTableValues', parameters, world).wayOut).toBe('NoMatchingError')
  })
})

describe('ListDataTableValues', () => {
  const list = (...PrimaryKeyGroups: JsonObject[]) =>
    runAction('ListDataTableValues', { DataTableId: 'shops', PrimaryKeyGroups }, world)

  test('rows are read group by group, with what holds in them', () => {
    const flow = list(
      {
        PrimaryKeyGroupName: 'bonn',
        PrimaryValues: [{ Name: 'City', Value: '$.Attributes.city' }],
      },
      { PrimaryKeyGroupName: 'none', PrimaryValues: [{ Name: 'City', Value: 'Rome' }] },
    )
    expect(flow.wayOut).toBe('next')
    const { view } = flow.contact
    expect(view.value('$.DataTableList.ResultData.dataTableId')).toBe('shops')
    expect(view.value('$.DataTableList.ResultData.lockVersion.dataTable')).toBe('6')
    expect(view.value('$.DataTableList.ResultData.primaryKeyGroups.bonn')).toHaveLength(2)
    expect(
      view.text('$.DataTableList.ResultData.primaryKeyGroups.bonn[1].attributes[1].attributeValue'),
    ).toBe('5')
    expect(
      view.text(
        '$.DataTableList.ResultData.primaryKeyGroups.bonn`[0]`.primaryKeys`[1]`.attributeValue',
      ),
    ).toBe('1')
    expect(view.value('$.DataTableList.ResultData.primaryKeyGroups.none')).toEqual([])
  })

  test('all primary values name one row, or none', () => {
    const whole = (Value: string) => [
      { Name: 'Floor', Value },
      { Name: 'City', Value: 'Bonn' },
    ]
    const { view } = list(
      { PrimaryKeyGroupName: 'one', PrimaryValues: whole('2') },
      { PrimaryKeyGroupName: 'none', PrimaryValues: whole('3') },
    ).contact
    const groups = '$.DataTableList.ResultData.primaryKeyGroups'
    expect(view.value(`${groups}.one`)).toHaveLength(1)
    expect(view.text(`${groups}.one[0].attributes[1].attributeValue`)).toBe('5')
    expect(view.value(`${groups}.none`)).toEqual([])
  })

  test('without groups all rows are read', () => {
    const { view } = list().contact
    expect(view.value('$.DataTableList.ResultData.primaryKeyGroups.default')).toHaveLength(3)
  })

  test.each([
    [{ PrimaryKeyGroupName: '' }],
    [{ PrimaryKeyGroupName: 'a', PrimaryValues: [{ Name: 'Limit', Value: '5' }] }],
  ])('%j is an error', group => {
    expect(list(group).wayOut).toBe('NoMatchingError')
  })
})

describe('UpsertDataTableValues', () => {
  const upsert = (Attributes: readonly JsonObject[], members: JsonObject = {}) => {
    const PrimaryValues = at('Bonn', '1').map(({ AttributeName, Value }) => {
      return { Name: AttributeName, Value }
    })
    const group = { PrimaryKeyGroupName: 'g', PrimaryValues, Attributes }
    return runAction(
      'UpsertDataTableValues',
      {
        DataTableId: 'shops',
        LockVersion: 'LATEST',
        DataTableUpsertAttributes: [group],
        ...members,
      },
      world,
    )
  }

  test('values may hold paths, and a value may give way to the default', () => {
    const flow = upsert([
      { Name: 'Message', Value: 'Closed in $.Attributes.city.' },
      { Name: 'Limit', UseDefaultValue: 'true' },
    ])
    expect(flow.wayOut).toBe('next')
    expect(flow.did('writeDataTable')).toMatchObject([
      {
        tableId: 'shops',
        cells: [
          { attributeName: 'Message', value: 'Closed in Bonn.', lockVersion: 'LATEST' },
          { attributeName: 'Limit', lockVersion: 'LATEST' },
        ],
      },
    ])
  })

  const message = { Name: 'Message', Value: 'x' }
  test.each<[string, readonly JsonObject[], JsonObject]>([
    ['nothing to write', [], {}],
    ['26 values', Array.from({ length: 26 }, () => message), {}],
    ['a value of the wrong type', [{ Name: 'Limit', Value: 'many' }], {}],
    ['an unknown attribute', [{ Name: 'Nothing', Value: '1' }], {}],
    ['a primary attribute', [{ Name: 'City', Value: 'Rome' }], {}],
    ['a table that was changed meanwhile', [message], { LockVersion: { DataTable: '2' } }],
    ['an unknown table', [message], { DataTableId: 'unknown' }],
  ])('%s is an error, and nothing is written', (_, attributes, members) => {
    const flow = upsert(attributes, members)
    expect(flow.wayOut).toBe('NoMatchingError')
    expect(flow.did('writeDataTable')).toEqual([])
  })
})

test.each(['VOICE', 'CHAT', 'TASK', 'EMAIL'] as const)('they work on %s', channel => {
  const parameters = { DataTableId: 'shops', PrimaryKeyGroups: [] }
  expect(runAction('ListDataTableValues', parameters, { ...world, channel }).wayOut).toBe('next')
})
