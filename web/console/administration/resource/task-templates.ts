import { allOf, call } from '../api-resource.ts'
import { TaskFieldsEditor } from '../editor/task-fields-editor.tsx'
import type { Resource, Row } from '../resource.ts'
import { type TaskFieldRow, taskFieldMembers, taskFieldRows } from '../task-fields.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'

const BEGINNING: readonly TaskFieldRow[] = [
  {
    name: editorTexts.taskFields.subject,
    type: 'NAME',
    description: '',
    options: [],
    isRequired: true,
    usual: '',
  },
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
    {
      name: 'Rows',
      label: 'templateFields',
      kind: 'own',
      Editor: TaskFieldsEditor,
      required: true,
    },
  ],
  beginning: { Status: 'ACTIVE', Rows: BEGINNING },
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
    return String((await call('CreateTaskTemplate', given(values, {}))).Id)
  },
  async update({ id, values }, after) {
    await call('UpdateTaskTemplate', { ...given(after, values), TaskTemplateId: id })
  },
  async remove(TaskTemplateId) {
    await call('DeleteTaskTemplate', { TaskTemplateId })
  },
}

async function read(TaskTemplateId: string): Promise<Row> {
  const template = await call('GetTaskTemplate', { TaskTemplateId })
  return rowOf({ ...template, Rows: taskFieldRows(template) })
}

function rowOf(template: Values): Row {
  return { id: String(template.Id), name: String(template.Name), values: template }
}

function given({ Name, Description, Status, ContactFlowId, Rows }: Values, before: Values): Values {
  return {
    Name,
    Status,
    ...taskFieldMembers(Rows as readonly TaskFieldRow[], before),
    ...(Description !== undefined && { Description }),
    ...(ContactFlowId !== undefined && { ContactFlowId }),
  }
}
