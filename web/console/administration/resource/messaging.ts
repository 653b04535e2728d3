import { send } from '../../send.ts'
import { CallbackTab } from '../editor/callback-tab.tsx'
import { fresh } from '../fresh-secrets.ts'
import { listedAt } from '../listed-at.ts'
import type { Resource, Row } from '../resource.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { picked, type Values } from '../values.ts'

const PATH = '/api/messaging'
const is =
  (...providers: readonly string[]) =>
  ({ provider }: Values) =>
    providers.includes(String(provider))
const ofCustomers = is('webhook', 'sms', 'slack')

const MEMBERS = {
  all: ['provider', 'addresses', 'url', 'secret'],
  ofCustomers: ['flow', 'subtype', 'stopWords', 'chatMinutes', 'publicUrl'],
  sms: ['account', 'token'],
  slack: ['token'],
} as const

export const messagingChannels: Resource = {
  key: 'messaging',
  columns: [
    { name: 'provider', label: 'provider' },
    { name: 'addresses', label: 'messagingAddresses' },
    { name: 'flow', label: 'flow', of: 'flows' },
  ],
  fields: [
    { name: 'name', label: 'channelName', kind: 'text', required: true, only: 'create' },
    {
      name: 'provider',
      label: 'provider',
      kind: 'choice',
      options: ['webhook', 'sms', 'slack', 'topic'],
      required: true,
    },
    { name: 'addresses', label: 'messagingAddresses', kind: 'words', required: true },
    { name: 'url', label: 'providerUrl', kind: 'text', required: true },
    { name: 'account', label: 'account', kind: 'text', shownIf: is('sms') },
    { name: 'secret', label: 'secret', kind: 'password' },
    { name: 'token', label: 'token', kind: 'password', shownIf: is('sms', 'slack') },
    { name: 'flow', label: 'flow', kind: 'pick', of: 'flows', shownIf: ofCustomers },
    { name: 'subtype', label: 'subtype', kind: 'text', shownIf: ofCustomers },
    { name: 'publicUrl', label: 'publicUrl', kind: 'text', shownIf: ofCustomers },
    { name: 'stopWords', label: 'stopWords', kind: 'flag', shownIf: ofCustomers },
    { name: 'chatMinutes', label: 'chatMinutes', kind: 'number', shownIf: ofCustomers },
  ],
  beginning: { provider: 'webhook', stopWords: true },
  tabs: [{ id: 'callback', label: editorTexts.callback.title, Content: CallbackTab }],
  hasTags: false,
  source: listedAt(PATH, 'channels', rowOf),
  read: async name => rowOf(await send<Values>('GET', `${PATH}/${encodeURIComponent(name)}`)),
  async create(values) {
    const name = String(values.name)
    const made = await put(name, values)
    fresh.set(name, made.secret)
    return name
  },
  async update({ id }, after) {
    await put(id, after)
  },
  async remove(name) {
    await send('DELETE', `${PATH}/${encodeURIComponent(name)}`)
  },
}

async function put(name: string, values: Values): Promise<Values> {
  const { provider } = values
  const members = [
    ...MEMBERS.all,
    ...(ofCustomers(values) ? MEMBERS.ofCustomers : []),
    ...(provider === 'sms' ? MEMBERS.sms : []),
    ...(provider === 'slack' ? MEMBERS.slack : []),
  ]
  return send<Values>('PUT', `${PATH}/${encodeURIComponent(name)}`, picked(values, members))
}

function rowOf(channel: Values): Row {
  return { id: String(channel.name), name: String(channel.name), values: channel }
}
