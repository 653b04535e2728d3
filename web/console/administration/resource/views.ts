import { allOf, call } from '../api-resource.ts'
import { ViewPreviewTab } from '../editor/view-preview-tab.tsx'
import type { Resource, Row } from '../resource.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { type Values, valueAt } from '../values.ts'

const EXAMPLE = { Head: { Title: 'My view' }, Body: [], Configuration: {} }

export const views: Resource = {
  key: 'views',
  kind: 'view',
  columns: [
    { name: 'Status', label: 'status' },
    { name: 'Type', label: 'type' },
    { name: 'Description', label: 'description' },
  ],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true },
    { name: 'Description', label: 'description', kind: 'longText' },
    {
      name: 'Status',
      label: 'status',
      kind: 'choice',
      options: ['PUBLISHED', 'SAVED'],
      required: true,
    },
    { name: 'Template', label: 'content', kind: 'json', required: true },
    { name: 'Content.Actions', label: 'actions', kind: 'words' },
  ],
  beginning: { Status: 'PUBLISHED', Template: JSON.stringify(EXAMPLE, undefined, 2) },
  tabs: [{ id: 'preview', label: editorTexts.preview.title, Content: ViewPreviewTab }],
  hasTags: false,
  isFixed: ({ values }) => values.Type === 'AWS_MANAGED',
  source: {
    async find({ text = '' }) {
      const found = await allOf('ListViews', {}, 'ViewsSummaryList')
      const wanted = text.toLowerCase()
      return { rows: found.map(rowOf).filter(({ name }) => name.toLowerCase().includes(wanted)) }
    },
    nameOf: async id => (await read(id)).name,
  },
  read,
  async create(values) {
    const { Name, Description, Status } = values
    const answer = await call('CreateView', {
      Name,
      Status,
      ...(Description !== undefined && { Description }),
      Content: contentOf(values),
    })
    return String(valueAt(answer, 'View.Id'))
  },
  async update({ id, values }, after) {
    const { Name, Description, Status } = after
    if (values.Name !== Name || values.Description !== Description) {
      const Metadata = { Name, ...(Description !== undefined && { Description }) }
      await call('UpdateViewMetadata', { ...Metadata, ViewId: id })
    }
    await call('UpdateViewContent', { ViewId: id, Status, Content: contentOf(after) })
  },
  async remove(ViewId) {
    await call('DeleteView', { ViewId })
  },
}

async function read(ViewId: string): Promise<Row> {
  const { View } = await call('DescribeView', { ViewId })
  const template = valueAt(View as Values, 'Content.Template')
  return rowOf({
    ...(View as Values),
    ...(template !== undefined && { Template: pretty(String(template)) }),
  })
}

function rowOf(view: Values): Row {
  return { id: String(view.Id), name: String(view.Name), values: view }
}

function contentOf(values: Values): Values {
  return { Template: values.Template, Actions: valueAt(values, 'Content.Actions') ?? [] }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text // shown as it is kept
  }
}
