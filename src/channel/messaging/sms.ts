// The adapter for SMS and WhatsApp by an HTTP provider of Twilio's kind: callbacks are forms, signed by
// HMAC-SHA1 of the address called and the sorted fields; messages are forms too.

import { equalInConstantTime, hmacSha1 } from '../../io/crypto.ts'
import type { MessagingChannel } from './messaging-adapter.ts'
import {
  type Asked,
  byStatus,
  type Heard,
  type MessagingAdapter,
  membersOfJson,
  type OutgoingMessage,
} from './messaging-adapter.ts'

/** The longest text that one request takes; more goes in several. */
const TEXT_MAX = 1600
const NOTHING_TO_SAY = { contentType: 'text/xml', body: '<Response></Response>' }
/** How the provider says where a message was sent to, when not by SMS. */
const WHATSAPP = 'whatsapp:'

export const sms: MessagingAdapter = {
  read({ headers, url, body }, { secret }) {
    const fields = new URLSearchParams(body)
    const given = headers['x-twilio-signature'] ?? ''
    if (!equalInConstantTime(Buffer.from(signatureOf(url, fields, secret)), Buffer.from(given))) {
      return { status: 401, problem: 'The signature is missing or wrong.' }
    }
    const heard = eventIn(fields, url)
    return typeof heard === 'string'
      ? { status: 400, problem: heard }
      : { heard, answer: NOTHING_TO_SAY }
  },

  requests: (message, channel) => partsOf(message.text).map(text => asked(message, text, channel)),

  outcome(answer) {
    const { sid } = membersOfJson(answer.body)
    return byStatus(answer, typeof sid === 'string' ? sid : undefined)
  },
}

function asked(
  { id, from, to }: OutgoingMessage,
  text: string,
  { url, account = '', secret, token, subtype, callbackUrl }: MessagingChannel,
): Asked {
  const prefix = subtype === 'connect:WhatsApp' ? WHATSAPP : ''
  const fields = new URLSearchParams({ To: prefix + to, From: prefix + from, Body: text })
  if (callbackUrl !== undefined) fields.set('StatusCallback', `${callbackUrl}?item=${id}`)
  const user = Buffer.from(`${account}:${token ?? secret}`).toString('base64')
  return {
    url: `${url}/2010-04-01/Accounts/${account}/Messages.json`,
    headers: {
      authorization: `Basic ${user}`,
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': id,
    },
    body: fields.toString(),
  }
}

function signatureOf(url: string, fields: URLSearchParams, secret: string): string {
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const signed = url + sorted.map(([name, value]) => name + value).join('')
  return Buffer.from(hmacSha1(secret, signed)).toString('base64')
}

function eventIn(fields: URLSearchParams, url: string): readonly Heard[] | string {
  const id = fields.get('MessageSid') ?? ''
  if (id === '' || id.length > 200) return 'There is no MessageSid.'
  const status = fields.get('MessageStatus')
  if (status !== null) return reportOf(status, id, url, fields.get('ErrorCode'))
  const [from, to] = [addressIn(fields, 'From'), addressIn(fields, 'To')]
  if (from === '' || to === '') return 'There is no From, or no To.'
  const links = Array.from({
    length: Math.min(10, Number(fields.get('NumMedia') ?? 0) || 0),
  }).flatMap((_, index) => fields.get(`MediaUrl${index}`) ?? [])
  const text = [fields.get('Body') ?? '', ...links].filter(part => part !== '').join('\n')
  if (text === '') return 'There is no Body, and no media.'
  const name = fields.get('ProfileName')
  return [{ type: 'message', id, from, to, text, ...(name && { name: name.slice(0, 256) }) }]
}

/** Of what is on its way there is nothing to tell. */
function reportOf(
  status: string,
  providerId: string,
  url: string,
  code: string | null,
): readonly Heard[] {
  const itemId = /[?&]item=([0-9a-f-]{36})(&|$)/.exec(url)?.[1]
  const about = { type: 'report', providerId, ...(itemId !== undefined && { itemId }) } as const
  if (status === 'delivered' || status === 'read') return [{ ...about, kind: status }]
  if (status !== 'failed' && status !== 'undelivered') return []
  return [{ ...about, kind: 'failed', problem: `The provider says ${status} ${code ?? ''}.` }]
}

function addressIn(fields: URLSearchParams, name: string): string {
  const address = fields.get(name) ?? ''
  const bare = address.startsWith(WHATSAPP) ? address.slice(WHATSAPP.length) : address
  return bare.length > 256 ? '' : bare
}

/** Characters stay whole, and so do words where they can. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > TEXT_MAX) {
    const space = rest.lastIndexOf(' ', TEXT_MAX)
    let end = space > TEXT_MAX / 2 ? space : TEXT_MAX
    if (/[\uD800-\uDBFF]/.test(rest.charAt(end - 1))) end--
    parts.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return rest === '' ? parts : [...parts, rest]
}
