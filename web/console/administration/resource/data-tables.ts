import { apiResource } from '../api-resource.ts'
import { DataTableTab } from '../editor/data-table-tab.tsx'
import { editorTexts } from '../texts/editor-texts.ts'

export const dataTables = apiResource({
  key: 'data-tables',
  kind: 'data-table',
  columns: [
    { name: 'TimeZone', label: 'timeZone' },
    { name: 'ValueLockLevel', label: 'lockLevel' },
    { name: 'Description', label: 'description' },
  ],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true },
    { name: 'Description', label: 'description', kind: 'longText' },
    {
      name: 'TimeZone',
      label: 'timeZone',
      kind: 'choice',
      options: Intl.supportedValuesOf('timeZone'),
      required: true,
    },
    {
      name: 'ValueLockLevel',
      label: 'lockLevel',
      kind: 'choice',
      options: ['NONE', 'DATA_TABLE', 'PRIMARY_VALUE', 'ATTRIBUTE', 'VALUE'],
      required: true,
    },
  ],
  beginning: {
    TimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ValueLockLevel: 'NONE',
    Status: 'PUBLISHED',
  },
  tabs: [{ id: 'values', label: editorTexts.values, Content: DataTableTab }],
  api: {
    id: 'DataTableId',
    shownId: 'Id',
    arn: 'Arn',
    search: 'SearchDataTables',
    found: 'DataTables',
    describe: 'DescribeDataTable',
    described: 'DataTable',
    create: 'CreateDataTable',
    createdId: 'Id',
    updates: [
      {
        operation: 'UpdateDataTableMetadata',
        members: ['Name', 'Description', 'TimeZone', 'ValueLockLevel'],
      },
    ],
    remove: 'DeleteDataTable',
  },
})
