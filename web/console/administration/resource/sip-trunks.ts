import { requestJson } from '../../../kit/http.ts'
import { send } from '../../send.ts'
import { TestCallTab } from '../editor/test-call-tab.tsx'
import type { Resource, Row } from '../resource.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'

const PATH = '/api/sip-trunks'

export const sipTrunks: Resource = {
  key: 'sip-trunks',
  columns: [
    { name: 'Addresses', label: 'addresses' },
    { name: 'OutboundUri', label: 'outboundUri' },
  ],
  fields: [
    { name: 'Name', label: 'name', kind: 'text', required: true, only: 'create' },
    { name: 'Addresses', label: 'addresses', kind: 'words' },
    { name: 'Username', label: 'trunkUser', kind: 'text' },
    { name: 'password', label: 'trunkPassword', kind: 'password' },
    { name: 'OutboundUri', label: 'outboundUri', kind: 'text' },
    { name: 'OutboundUsername', label: 'outboundUser', kind: 'text' },
    { name: 'outboundPassword', label: 'outboundPassword', kind: 'password' },
  ],
  tabs: [{ id: 'test', label: editorTexts.testCall, Content: TestCallTab }],
  hasTags: false,
  source: {
    async find({ text = '' }) {
      const wanted = text.toLowerCase()
      return { rows: (await all()).filter(({ name }) => name.toLowerCase().includes(wanted)) }
    },
    nameOf: async id => (await read(id)).name,
  },
  read,
  async create(values) {
    const id = String(values.Name)
    await send('PUT', `${PATH}/${encodeURIComponent(id)}`, given(values))
    return id
  },
  async update({ id }, after) {
    await send('PUT', `${PATH}/${encodeURIComponent(id)}`, given(after))
  },
  async remove(id) {
    await send('DELETE', `${PATH}/${encodeURIComponent(id)}`)
  },
}

async function all(): Promise<readonly Row[]> {
  const answer = await requestJson<readonly Values[]>('GET', PATH)
  if (!answer.ok) throw new Error(answer.sentence)
  return answer.value.map(trunk => ({
    id: String(trunk.id),
    name: String(trunk.Name ?? trunk.id),
    values: trunk,
  }))
}

async function read(id: string): Promise<Row> {
  const found = (await all()).find(each => each.id === id)
  return found ?? { id, name: id, values: {} }
}

function given(values: Values): Values {
  const { Addresses, Username, password, OutboundUri, OutboundUsername, outboundPassword } = values
  const members = {
    addresses: Addresses ?? [],
    username: Username,
    password,
    outboundUri: OutboundUri,
    outboundUsername: OutboundUsername,
    outboundPassword,
  }
  return Object.fromEntries(Object.entries(members).filter(([, each]) => each !== undefined))
}
