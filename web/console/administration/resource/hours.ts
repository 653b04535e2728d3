import { apiResource } from '../api-resource.ts'
import { OverridesTab } from '../editor/overrides-tab.tsx'
import { type Shift, weekInWords } from '../editor/week.ts'
import { WeekEditor } from '../editor/week-editor.tsx'
import { editorTexts } from '../texts/editor-texts.ts'

const WEEK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const

export const hours = apiResource({
  key: 'hours',
  kind: 'operating-hours',
  columns: [
    { name: 'TimeZone', label: 'timeZone' },
    {
      name: 'Config',
      label: 'week',
      show: value => weekInWords((value ?? []) as readonly Shift[]),
    },
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
      bulk: true,
    },
    { name: 'Config', label: 'week', kind: 'own', Editor: WeekEditor },
  ],
  beginning: {
    TimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    Config: WEEK.map(Day => ({
      Day,
      StartTime: { Hours: 9, Minutes: 0 },
      EndTime: { Hours: 17, Minutes: 0 },
    })),
  },
  tabs: [{ id: 'overrides', label: editorTexts.overrides, Content: OverridesTab }],
  api: {
    id: 'HoursOfOperationId',
    arn: 'HoursOfOperationArn',
    search: 'SearchHoursOfOperations',
    found: 'HoursOfOperations',
    describe: 'DescribeHoursOfOperation',
    described: 'HoursOfOperation',
    create: 'CreateHoursOfOperation',
    updates: [
      {
        operation: 'UpdateHoursOfOperation',
        members: ['Name', 'Description', 'TimeZone', 'Config'],
      },
    ],
    remove: 'DeleteHoursOfOperation',
  },
})
