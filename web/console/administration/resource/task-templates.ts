import { allOf, call } from '../api-resource.ts'
import type { Resource, Row } from '../resource.ts'
import type { Values } from '../values.ts'

const EXAMPLE = [
  { Id: { Name: 'Subject' }, Type: 'NAME' },
  { Id: { Name: 'Due' }, Type: 'SCHEDULED_TIME' },
]

export const taskTemplates: Resource = {
  key: 'task-templates',
  kind: 'task-template',
  columns: [
    { name: 'Status', label: 'status' },
    { name: 'Description', label: 'description' },
  ],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true },
    { name: 'Description', label: 'description', kind: 'longText' },
    {
      name: 'Status',
      label: 'status',
      kind: 'choice',
      options: ['ACTIVE', 'INACTIVE'],
      required: true,
      bulk: true,
    },
    { name: 'ContactFlowId', label: 'flow', kind: 'pick', of: 'flows' },
    { name: 'Fields', label: 'templateFields', kind: 'json', required: true },
  ],
  beginning: { Status: 'ACTIVE', Fields: JSON.stringify(EXAMPLE, undefined, 2) },
  hasTags: false,
  source: {
    async find({ text = '' }) {
      const found = await allOf('ListTaskTemplates', {}, 'TaskTemplates')
      const wanted = text.toLowerCase()
      const rows = found.map(rowOf)
      return { rows: rows.filter(({ name }) => name.toLowerCase().includes(wanted)) }
    },
    nameOf: async id => (await read(id)).name,
  },
  read,
  async create(values) {
    return String((await call('CreateTaskTemplate', given(values))).Id)
  },
  async update({ id }, after) {
    await call('UpdateTaskTemplate', { ...given(after), TaskTemplateId: id })
  },
  async remove(TaskTemplateId) {
    await call('DeleteTaskTemplate', { TaskTemplateId })
  },
}

async function read(TaskTemplateId: string): Promise<Row> {
  const template = await call('GetTaskTemplate', { TaskTemplateId })
  return rowOf({ ...template, Fields: JSON.stringify(template.Fields, undefined, 2) })
}

function rowOf(template: Values): Row {
  return { id: String(template.Id), name: String(template.Name), values: template }
}

function given({ Name, Description, Status, ContactFlowId, Fields }: Values): Values {
  return {
    Name,
    Status,
    Fields: JSON.parse(String(Fields)) as unknown,
    ...(Description !== undefined && { Description }),
    ...(ContactFlowId !== undefined && { ContactFlowId }),
  }
}
