// Customers who write by SMS and Slack to the real product, over a kill of the centre, with the
// providers played on loopback.
import { createHmac } from 'node:crypto'
import {
  type ConnectClient,
  CreateContactFlowCommand,
  DescribeContactCommand,
  ListPhoneNumbersV2Command,
  ListQueuesCommand,
  StartContactStreamingCommand,
  StartOutboundChatContactCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectClient } from '../support/connect-client.ts'
import { action } from '../support/flow-actions.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { type ProviderStub, startProviderStub } from '../support/provider-stub.ts'
import { until } from '../support/until.ts'

const OURS = '+15550100'
const SMS_TOKEN = 'the token of the account'
const SLACK_SECRET = 'signing secret of slack'
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:chats'
const PUBLIC = 'https://centre.example.com'

let parley: Parley
let connect: ConnectClient
let InstanceId: string
let ContactFlowId: string
let provider: ProviderStub
let topic: ProviderStub

beforeAll(async () => {
  ;[provider, topic, parley] = await Promise.all([
    startProviderStub(),
    startProviderStub(),
    startParley(),
  ])
  connect = connectClient(parley)
  InstanceId = parley.credentials.instanceId
  ContactFlowId = await toQueue()
  const sms = { account: 'AC1', secret: SMS_TOKEN, publicUrl: PUBLIC, url: provider.url }
  await channel('sms', { provider: 'sms', addresses: [OURS], flow: 'To queue', ...sms })
  await channel('slack', {
    provider: 'slack',
    addresses: ['T0123'],
    flow: ContactFlowId,
    url: provider.url,
    secret: SLACK_SECRET,
    token: 'xoxb-1',
  })
  await channel('chats', { provider: 'topic', addresses: [TOPIC], url: topic.url })
  provider.answer = ({ path }) => ({
    status: 200,
    body: JSON.stringify(path.includes('postMessage') ? { ok: true, ts: '1.2' } : { sid: 'SM1' }),
  })
}, 120_000)

afterAll(async () => {
  await parley.stop()
  await Promise.all([provider.stop(), topic.stop()])
})

async function toQueue(): Promise<string> {
  const { QueueSummaryList } = await connect.send(new ListQueuesCommand({ InstanceId }))
  const QueueId = QueueSummaryList?.find(({ Name }) => Name === 'BasicQueue')?.Id
  const errors = { NoMatchingError: 'end' }
  const Actions = [
    action('hi', 'MessageParticipant', { Text: 'Welcome.' }, { next: 'set', errors }),
    action('set', 'UpdateContactTargetQueue', { QueueId: QueueId ?? '' }, { next: 'go', errors }),
    action(
      'go',
      'TransferContactToQueue',
      {},
      {
        next: 'end',
        errors: { ...errors, QueueAtCapacity: 'end' },
      },
    ),
    action('end', 'DisconnectParticipant', {}),
  ]
  const made = await connect.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'To queue',
      Type: 'CONTACT_FLOW',
      Content: JSON.stringify({ Version: '2019-10-30', StartAction: 'hi', Actions }),
    }),
  )
  return made.ContactFlowId ?? ''
}

async function channel(name: string, settings: object): Promise<void> {
  const user = Buffer.from(`admin:${parley.credentials.passwords.admin}`).toString('base64')
  const response = await fetch(`${parley.httpUrl}/api/messaging/${name}`, {
    method: 'PUT',
    headers: { authorization: `Basic ${user}` },
    body: JSON.stringify(settings),
  })
  expect(await response.text()).toContain(name)
  expect(response.status).toBe(200)
}

/** As the provider does, again and again until it is taken. */
async function texts(From: string, Body: string, MessageSid: string): Promise<string> {
  const path = '/api/messaging/sms/in'
  const fields = { Body, From, MessageSid, To: OURS }
  const signed = PUBLIC + path + Object.entries(fields).flat().join('')
  const signature = createHmac('sha1', SMS_TOKEN).update(signed).digest('base64')
  return until('the message is taken', async () => {
    const response = await fetch(parley.httpUrl + path, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams(fields),
    }).catch(() => undefined)
    return response?.status === 200 && response.text()
  })
}

const sent = (to: string) =>
  provider.requests
    .map(({ body, headers }) => ({
      fields: new URLSearchParams(body),
      id: headers['idempotency-key'],
    }))
    .filter(({ fields }) => fields.get('To') === to)

test('an SMS opens a chat, and what the flow says comes back with a place for reports', async () => {
  expect(await texts('+15557001', 'Hello?', 'SM-a')).toBe('<Response></Response>')
  const [first] = await until('the answer', () => sent('+15557001').length > 0 && sent('+15557001'))
  expect(first?.fields.get('Body')).toBe('Welcome.')
  const callback = new URL(first?.fields.get('StatusCallback') ?? '')
  expect(callback.origin + callback.pathname).toBe(`${PUBLIC}/api/messaging/sms/in`)
  const unsigned = await fetch(`${parley.httpUrl}/api/messaging/sms/in`, {
    method: 'POST',
    body: new URLSearchParams({ From: '+1', To: OURS, Body: 'x', MessageSid: 'y' }),
  })
  expect(unsigned.status).toBe(401)
})

test('a direct message of Slack opens a chat, and is answered there', async () => {
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: 'T0123',
    event_id: 'Ev1',
    event: { type: 'message', channel_type: 'im', channel: 'D77', user: 'U1', text: 'A &lt; B' },
  })
  const seconds = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', SLACK_SECRET).update(`v0:${seconds}:${body}`).digest('hex')
  const headers = { 'x-slack-request-timestamp': seconds, 'x-slack-signature': `v0=${hash}` }
  const url = `${parley.httpUrl}/api/messaging/slack/in`
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200)
  const said = await until('the answer', () =>
    provider.requests.find(({ path }) => path === '/chat.postMessage'),
  )
  expect(JSON.parse(said.body)).toMatchObject({ channel: 'D77', text: 'Welcome.' })
  expect(said.headers.authorization).toBe('Bearer xoxb-1')
})

test('a chat that we begin is streamed; over a kill nothing is lost, and nothing comes twice', async () => {
  const customer = '+15557002'
  const numbers = await connect.send(new ListPhoneNumbersV2Command({}))
  const source = numbers.ListPhoneNumbersSummaryList?.find(
    ({ PhoneNumber }) => PhoneNumber === OURS,
  )
  const outbound = {
    InstanceId,
    ContactFlowId,
    SourceEndpoint: { Type: 'CONNECT_PHONENUMBER_ARN', Address: source?.PhoneNumberArn },
    DestinationEndpoint: { Type: 'TELEPHONE_NUMBER', Address: customer },
    SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:SMS' } },
    InitialSystemMessage: { ContentType: 'text/plain', Content: 'Your parcel is here.' },
  } as const
  const { ContactId } = await connect.send(new StartOutboundChatContactCommand(outbound))
  await expect(connect.send(new StartOutboundChatContactCommand(outbound))).rejects.toMatchObject({
    name: 'ConflictException',
  })
  await until('both are sent', () => sent(customer).length === 2)
  expect(sent(customer).map(({ fields }) => fields.get('Body'))).toEqual([
    'Your parcel is here.',
    'Welcome.',
  ])
  const { Contact } = await connect.send(new DescribeContactCommand({ InstanceId, ContactId }))
  expect(Contact?.CustomerEndpoint?.Address).toBe(customer)
  const streaming = { InstanceId, ContactId, ClientToken: 'one' }
  const ChatStreamingConfiguration = { StreamingEndpointArn: TOPIC }
  await connect.send(new StartContactStreamingCommand({ ...streaming, ChatStreamingConfiguration }))

  const texted = Array.from({ length: 20 }, (_, index) => `line ${index}`)
  for (const [index, text] of texted.entries()) {
    if (index === 7 || index === 15) parley.kill('centre')
    if (index === 10) topic.answer = () => ({ status: 503 })
    if (index === 17) topic.answer = () => ({ status: 200 })
    await texts(customer, text, `SM-${index}`)
  }
  const told = () => {
    const lines = new Map<string, { readonly Content?: string; readonly Type: string }>()
    for (const { body } of topic.requests) {
      const { MessageId, Message } = JSON.parse(body)
      lines.set(MessageId, JSON.parse(Message))
    }
    return [...lines.values()].flatMap(({ Content, Type }) => (Type === 'MESSAGE' ? [Content] : []))
  }
  await until('all is told', () => told().length >= texted.length, 30_000)
  expect(told()).toEqual(texted)

  await connect.send(new StopContactCommand({ InstanceId, ContactId }))
  await until('the end is told', () =>
    topic.requests.some(({ body }) => body.includes('chat.ended')),
  )
  expect(new Set(sent(customer).map(({ id }) => id)).size).toBe(2)
}, 90_000)
