import { send } from '../../send.ts'
import { SnippetTab } from '../editor/snippet-tab.tsx'
import { fresh } from '../fresh-secrets.ts'
import { listedAt } from '../listed-at.ts'
import type { Resource, Row } from '../resource.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { picked, type Values } from '../values.ts'

const PATH = '/api/widgets'
/** What may be said of one; all others are told only. */
const MEMBERS = [
  'name',
  'flow',
  'origins',
  'requiresToken',
  'theme',
  'texts',
  'features',
  'language',
]

export const widgets: Resource = {
  key: 'widgets',
  columns: [
    { name: 'flow', label: 'flow', of: 'flows' },
    { name: 'origins', label: 'origins' },
  ],
  fields: [
    { name: 'name', label: 'name', kind: 'text', required: true },
    { name: 'flow', label: 'flow', kind: 'pick', of: 'flows', required: true },
    { name: 'origins', label: 'origins', kind: 'words' },
    { name: 'requiresToken', label: 'requiresToken', kind: 'flag' },
    { name: 'texts.title', label: 'widgetTitle', kind: 'text' },
    { name: 'texts.subtitle', label: 'widgetSubtitle', kind: 'text' },
    { name: 'texts.greeting', label: 'widgetGreeting', kind: 'text' },
    { name: 'texts.launcher', label: 'widgetLauncher', kind: 'text' },
    { name: 'language', label: 'language', kind: 'choice', options: ['en', 'de', 'ja'] },
    { name: 'theme.primary', label: 'widgetColour', kind: 'text' },
    { name: 'theme.mode', label: 'widgetMode', kind: 'choice', options: ['auto', 'light', 'dark'] },
    { name: 'theme.position', label: 'widgetPlace', kind: 'choice', options: ['right', 'left'] },
    { name: 'features.attachments', label: 'widgetFiles', kind: 'flag' },
    { name: 'features.markdown', label: 'widgetMarkdown', kind: 'flag' },
    { name: 'features.callNumber', label: 'widgetCall', kind: 'text' },
  ],
  beginning: { origins: [], features: { attachments: true, markdown: true } },
  tabs: [{ id: 'snippet', label: editorTexts.snippet.title, Content: SnippetTab }],
  hasTags: false,
  source: listedAt(PATH, 'widgets', rowOf),
  read,
  async create(values) {
    const made = await send<Values>('POST', PATH, picked(values, MEMBERS))
    fresh.set(String(made.id), made.secret)
    return String(made.id)
  },
  async update({ id }, after) {
    // What a form has been emptied of is said, so that it does not stay as it was.
    const everything = { theme: {}, texts: {}, ...picked(after, MEMBERS) }
    const saved = await send<Values>('PUT', `${PATH}/${id}`, everything)
    if (saved.secret !== undefined) fresh.set(id, saved.secret)
  },
  async remove(id) {
    await send('DELETE', `${PATH}/${id}`)
  },
}

async function read(id: string): Promise<Row> {
  return rowOf(await send<Values>('GET', `${PATH}/${id}`))
}

function rowOf({ flowId, ...widget }: Values): Row {
  return { id: String(widget.id), name: String(widget.name), values: { ...widget, flow: flowId } }
}
