// Calls that go out through a trunk, with real phones at both ends: third parties, calls that the API
// asks for, and callbacks. The phone behind the trunk is baresip.
import {
  AssociatePhoneNumberContactFlowCommand,
  type ConnectClient,
  CreateContactFlowCommand,
  CreateQuickConnectCommand,
  ListAgentStatusesCommand,
  ListContactFlowsCommand,
  ListPhoneNumbersV2Command,
  ListQueuesCommand,
  ListUsersCommand,
  PutUserStatusCommand,
  SearchContactsCommand,
  StartOutboundVoiceContactCommand,
  UpdateUserPhoneConfigCommand,
} from '@aws-sdk/client-connect'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { channelOf } from '../../src/audio/wav.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { AgentStream } from '../support/agent-stream.ts'
import { type Baresip, startBaresip } from '../support/baresip.ts'
import { connectClient } from '../support/connect-client.ts'
import { Contacts } from '../support/contacts.ts'
import { figuresOf } from '../support/figures.ts'
import { type Parley, signIn, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { secondsAmong, secondsOf, soundIn } from '../support/tone.ts'
import { until } from '../support/until.ts'

const NUMBER = '+15550100'
const CUSTOMER = '+12065550101'
const OUTSIDE = '+12065550199'
const CUSTOMER_HZ = 700
const OUTSIDE_HZ = 1300
const AGENT_HZ = 1900
const COLLEAGUE_HZ = 2500

let parley: Parley
let connect: ConnectClient
let contacts: Contacts
let InstanceId: string
/** The phone behind the trunk. */
let outside: Baresip
const phones: Baresip[] = []
let deskPhones = 0

beforeAll(async () => {
  if (lacks('baresip')) return
  outside = await startBaresip({ toneHz: OUTSIDE_HZ, user: OUTSIDE })
  parley = await startParley({
    env: { PARLEY_SIP_TRUNK_URI: `sip:127.0.0.1:${outside.sipPort}` },
  })
  connect = connectClient(parley)
  InstanceId = parley.credentials.instanceId
  contacts = new Contacts(connect, InstanceId)
})

afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.stop()
  deskPhones = 0
})

afterAll(async () => {
  await outside?.stop()
  await parley?.stop()
})

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  next?: string,
  errors: Readonly<Record<string, string>> = {},
): JsonObject {
  const Errors = Object.entries(errors).map(([ErrorType, to]) => ({ NextAction: to, ErrorType }))
  const Transitions = { ...(next === undefined ? {} : { NextAction: next }), Errors }
  return { Identifier, Type, Parameters, Transitions }
}

const bye = action('Bye', 'DisconnectParticipant', {})
const note = (branch: string) =>
  action(branch, 'UpdateContactAttributes', { Attributes: { branch } }, 'Say', {
    NoMatchingError: 'Say',
  })
const say = action('Say', 'MessageParticipant', { Text: 'Thank you for your patience.' }, 'Bye', {
  NoMatchingError: 'Bye',
})

async function publish(name: string, ...Actions: readonly JsonObject[]): Promise<string> {
  const { ContactFlowId = '' } = await connect.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: `${name} ${performance.now()}`,
      Type: 'CONTACT_FLOW',
      Content: JSON.stringify({
        Version: '2019-10-30',
        StartAction: Actions[0]?.Identifier ?? '',
        Actions,
      }),
    }),
  )
  return ContactFlowId
}

/** What callers of the number hear from now on. */
async function answerWith(...actions: readonly JsonObject[]): Promise<void> {
  const ContactFlowId = await publish('inbound', ...actions)
  const { ListPhoneNumbersSummaryList = [] } = await connect.send(
    new ListPhoneNumbersV2Command({ InstanceId }),
  )
  const PhoneNumberId = ListPhoneNumbersSummaryList[0]?.PhoneNumberId
  await connect.send(
    new AssociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId, ContactFlowId }),
  )
}

const transfer = (ContinueFlowExecution: 'True' | 'False', more: JsonObject = {}) => [
  action(
    'Expert',
    'TransferParticipantToThirdParty',
    {
      ThirdPartyPhoneNumber: OUTSIDE,
      ThirdPartyConnectionTimeLimitSeconds: '20',
      ContinueFlowExecution,
      ...more,
    },
    'After',
    {
      NoMatchingError: 'NoMatchingError',
      ...(ContinueFlowExecution === 'True' && {
        CallFailed: 'CallFailed',
        ConnectionTimeLimitExceeded: 'ConnectionTimeLimitExceeded',
      }),
    },
  ),
  ...['After', 'NoMatchingError'].map(note),
  ...(ContinueFlowExecution === 'True'
    ? ['CallFailed', 'ConnectionTimeLimitExceeded'].map(note)
    : []),
  say,
  bye,
]

async function customerCalls(user = CUSTOMER): Promise<Baresip> {
  const customer = await startBaresip({ toneHz: CUSTOMER_HZ, user })
  phones.push(customer)
  customer.dial(`sip:${NUMBER}@127.0.0.1:${parley.sipPort}`)
  await customer.next('CALL_ESTABLISHED')
  return customer
}

async function hearsFor(phone: Baresip, hz: number, seconds: number): Promise<void> {
  const before = secondsOf(phone.heard(), hz)
  await until(`${hz} Hz is heard`, () => secondsOf(phone.heard(), hz) - before >= seconds)
}

async function recordingOf(contactId: string): Promise<Uint8Array> {
  const cookie = await signIn(parley, 'admin')
  const response = await until('the recording is there', async () => {
    const url = `${parley.httpUrl}/api/contacts/${contactId}/recording`
    const answer = await fetch(url, { headers: { cookie } })
    return answer.ok ? answer : undefined
  })
  return new Uint8Array(await response.arrayBuffer())
}

/** The latest contact, once it has ended. */
async function lastContact(method = 'INBOUND') {
  const now = new Date()
  const TimeRange = {
    Type: 'INITIATION_TIMESTAMP' as const,
    StartTime: new Date(now.getTime() - 60_000),
    EndTime: new Date(now.getTime() + 60_000),
  }
  const { Contacts: found = [] } = await connect.send(
    new SearchContactsCommand({
      InstanceId,
      TimeRange,
      Sort: { FieldName: 'INITIATION_TIMESTAMP', Order: 'DESCENDING' },
    }),
  )
  const contact = found.find(each => each.InitiationMethod === method)
  return contacts.ended(contact?.Id ?? '')
}

describe.skipIf(lacks('baresip'))('a third party', () => {
  test('rings, hears the digits and the customer, and leaves the customer to the flow', async () => {
    await answerWith(
      action(
        'Record',
        'UpdateContactRecordingBehavior',
        { RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: 'Enabled' } },
        'Expert',
      ),
      ...transfer('True', { ThirdPartyDTMFDigits: '12,3' }),
    )
    const customer = await customerCalls()
    const incoming = await outside.next('CALL_INCOMING')
    expect(incoming.peeruri).toContain(CUSTOMER)
    outside.accept()
    await outside.next('CALL_ESTABLISHED')
    await Promise.all([hearsFor(customer, OUTSIDE_HZ, 1), hearsFor(outside, CUSTOMER_HZ, 1)])
    const pressed = outside.events.filter(each => each.type === 'CALL_DTMF_START')
    expect(pressed.map(each => each.param).join('')).toBe('123')
    outside.hangUp()
    await customer.next('CALL_CLOSED')
    const contact = await lastContact()
    expect(contact).toMatchObject({
      DisconnectReason: 'CONTACT_FLOW_DISCONNECT',
      Attributes: { branch: 'After' },
    })
    const recording = soundIn(await recordingOf(contact.Id ?? ''))
    expect(secondsOf(recording, CUSTOMER_HZ, { channel: 0 })).toBeGreaterThan(2)
    expect(secondsOf(recording, OUTSIDE_HZ, { channel: 1 })).toBeGreaterThan(1)
    const goodbye = channelOf(recording, 1).slice(-8000)
    expect(Math.max(...goodbye), 'what the flow said at last').toBeGreaterThan(1000)
  })

  test('who is busy leads to the branch for it', async () => {
    await answerWith(...transfer('True'))
    const customer = await customerCalls()
    await outside.next('CALL_INCOMING')
    outside.hangUp()
    await customer.next('CALL_CLOSED')
    expect((await lastContact()).Attributes).toMatchObject({ branch: 'CallFailed' })
  })

  test('for good ends the call of the customer by hanging up', async () => {
    await answerWith(...transfer('False'))
    const customer = await customerCalls()
    await outside.next('CALL_INCOMING')
    outside.accept()
    await outside.next('CALL_ESTABLISHED')
    await Promise.all([hearsFor(customer, OUTSIDE_HZ, 1), hearsFor(outside, CUSTOMER_HZ, 1)])
    outside.hangUp()
    await customer.next('CALL_CLOSED')
    expect((await lastContact()).DisconnectReason).toBe('THIRD_PARTY_DISCONNECT')
  })

  test('is hung up on when the customer goes', async () => {
    await answerWith(...transfer('False'))
    const customer = await customerCalls()
    await outside.next('CALL_INCOMING')
    outside.accept()
    await outside.next('CALL_ESTABLISHED')
    await hearsFor(outside, CUSTOMER_HZ, 0.5)
    customer.hangUp()
    await outside.next('CALL_CLOSED')
    expect((await lastContact()).DisconnectReason).toBe('CUSTOMER_DISCONNECT')
  })

  test('goes on talking to the customer while the centre node is killed and comes back', async () => {
    await answerWith(...transfer('True'))
    const customer = await customerCalls()
    await outside.next('CALL_INCOMING')
    outside.accept()
    await outside.next('CALL_ESTABLISHED')
    await hearsFor(outside, CUSTOMER_HZ, 0.5)
    parley.kill('centre')
    await Promise.all([hearsFor(customer, OUTSIDE_HZ, 3), hearsFor(outside, CUSTOMER_HZ, 3)])
    outside.hangUp()
    await customer.next('CALL_CLOSED')
    await centreIsBack()
    expect((await lastContact()).Attributes).toMatchObject({ branch: 'After' })
  })
})

describe.skipIf(lacks('baresip'))('a call of ours', () => {
  test('that the API asks for rings the customer and plays its flow', async () => {
    const ContactFlowId = await publish('reminder', say, bye)
    const { ContactId = '' } = await connect.send(
      new StartOutboundVoiceContactCommand({
        InstanceId,
        ContactFlowId,
        DestinationPhoneNumber: OUTSIDE,
        SourcePhoneNumber: NUMBER,
      }),
    )
    const incoming = await outside.next('CALL_INCOMING')
    expect(incoming.peeruri).toContain(NUMBER)
    outside.accept()
    await outside.next('CALL_ESTABLISHED')
    await outside.next('CALL_CLOSED')
    const { samples } = outside.heard()
    expect(Math.max(...samples.subarray(0, 16_000)), 'a voice').toBeGreaterThan(2000)
    expect(await contacts.ended(ContactId)).toMatchObject({
      InitiationMethod: 'API',
      DisconnectReason: 'CONTACT_FLOW_DISCONNECT',
    })
  })

  test('goes to another country only once an administrator has listed it', async () => {
    const ContactFlowId = await publish('reminder', say, bye)
    const start = () =>
      connect.send(
        new StartOutboundVoiceContactCommand({
          InstanceId,
          ContactFlowId,
          DestinationPhoneNumber: '+4915112345678',
          SourcePhoneNumber: NUMBER,
        }),
      )
    const list = async (countries: unknown, cookie?: string) => {
      const headers = { 'content-type': 'application/json', ...(cookie && { cookie }) }
      const body = JSON.stringify({ countries })
      const url = `${parley.httpUrl}/api/outbound-countries`
      return (await fetch(url, { method: 'PUT', headers, body })).status
    }
    await expect(start()).rejects.toMatchObject({ name: 'DestinationNotAllowedException' })
    const cookie = await signIn(parley, 'admin')
    expect(await list(['US', 'DE'])).toBe(401)
    expect(await list(['Germany'], cookie)).toBe(400)
    expect(await list(['US', 'DE'], cookie)).toBe(200)
    const { ContactId = '' } = await start()
    // The phone behind the trunk has another number and refuses the call.
    expect((await contacts.ended(ContactId)).DisconnectReason).toBe('OUTBOUND_ATTEMPT_FAILED')
  })

  test('that is promised rings the agent’s phone first, then the customer’s', async () => {
    const desk = await registerDesk()
    const QueueId = await basicQueue()
    await answerWith(
      action('Choose', 'UpdateContactTargetQueue', { QueueId }, 'Promise', {
        NoMatchingError: 'Bye',
      }),
      action(
        'Promise',
        'CreateCallbackContact',
        { InitialCallDelaySeconds: '1', RetryDelaySeconds: '60', MaximumConnectionAttempts: '0' },
        'Bye',
        { NoMatchingError: 'Bye' },
      ),
      bye,
    )
    // The phone that is called back is the one behind the trunk.
    const customer = await customerCalls(OUTSIDE)
    await customer.next('CALL_CLOSED')
    await desk.next('CALL_INCOMING')
    desk.accept()
    await desk.next('CALL_ESTABLISHED')
    const incoming = await outside.next('CALL_INCOMING')
    expect(incoming.peeruri).toContain(NUMBER)
    outside.accept()
    await outside.next('CALL_ESTABLISHED')
    await Promise.all([hearsFor(desk, OUTSIDE_HZ, 1), hearsFor(outside, AGENT_HZ, 1)])
    outside.hangUp()
    await desk.next('CALL_CLOSED')
    const callback = await lastContact('CALLBACK')
    const call = await lastContact()
    expect(callback).toMatchObject({
      DisconnectReason: 'CUSTOMER_DISCONNECT',
      PreviousContactId: call.Id,
      CustomerEndpoint: { Address: OUTSIDE },
      AgentInfo: { ConnectedToAgentTimestamp: expect.any(Date) },
    })
  })
})

describe.skipIf(lacks('baresip'))('an agent', () => {
  test('calls an expert into the call, talks to both, and leaves them to themselves', async () => {
    const desk = await registerDesk()
    const { customer, page, contactId } = await talkWith(desk)
    const asked = await page.ask({ method: 'addParty', contactId, number: OUTSIDE })
    expect(asked).toMatchObject({ type: 'answer' })
    expect((await outside.next('CALL_INCOMING')).peeruri).toContain(NUMBER)
    outside.accept()
    await outside.next('CALL_ESTABLISHED')
    await Promise.all([hearsFor(desk, OUTSIDE_HZ, 1), hearsFor(outside, AGENT_HZ, 1)])
    expect(secondsOf(outside.heard(), CUSTOMER_HZ), 'the customer is on hold').toBe(0)
    expect(page.snapshot?.contacts[0]?.parties).toMatchObject([
      { partyId: 'customer', state: 'onHold' },
      { name: OUTSIDE, state: 'connected' },
    ])
    await page.ask({ method: 'conference', contactId })
    await Promise.all([
      hearsFor(customer, OUTSIDE_HZ, 1),
      hearsFor(outside, CUSTOMER_HZ, 1),
      hearsFor(desk, CUSTOMER_HZ, 1),
    ])
    await page.ask({ method: 'hangUp', contactId })
    await desk.next('CALL_CLOSED')
    await Promise.all([hearsFor(customer, OUTSIDE_HZ, 1), hearsFor(outside, CUSTOMER_HZ, 1)])
    await page.ask({ method: 'clear', contactId })
    outside.hangUp()
    await customer.next('CALL_CLOSED')
    expect(await lastContact()).toMatchObject({
      DisconnectReason: 'THIRD_PARTY_DISCONNECT',
      AgentInfo: { ConnectedToAgentTimestamp: expect.any(Date) },
    })
    page.close()
  })

  test('asks a colleague in, and leaves the customer to them', async () => {
    const desk = await registerDesk()
    const { customer, page, contactId } = await talkWith(desk)
    const colleague = await registerDesk('agent2', COLLEAGUE_HZ)
    const quickConnectId = await quickConnectTo('agent2')
    const asked = await page.ask({ method: 'addParty', contactId, quickConnectId })
    expect(asked).toMatchObject({ type: 'answer' })
    await colleague.next('CALL_INCOMING')
    colleague.accept()
    await colleague.next('CALL_ESTABLISHED')
    await Promise.all([hearsFor(desk, COLLEAGUE_HZ, 1), hearsFor(colleague, AGENT_HZ, 1)])
    expect(secondsOf(colleague.heard(), CUSTOMER_HZ), 'the customer is on hold').toBe(0)
    desk.hangUp()
    await Promise.all([hearsFor(customer, COLLEAGUE_HZ, 1), hearsFor(colleague, CUSTOMER_HZ, 1)])
    await page.ask({ method: 'clear', contactId })
    customer.hangUp()
    await colleague.next('CALL_CLOSED')
    const [first, second] = [await contacts.ended(contactId), await lastContact('TRANSFER')]
    expect(first).toMatchObject({ DisconnectReason: 'AGENT_DISCONNECT' })
    expect(second).toMatchObject({
      PreviousContactId: contactId,
      DisconnectReason: 'CUSTOMER_DISCONNECT',
    })
    page.close()
  })
})

describe.skipIf(lacks('baresip'))('a supervisor', () => {
  test('listens to a call, whispers to the agent and barges in; the recording has what all heard', async () => {
    const desk = await registerDesk()
    const { customer, page, contactId } = await talkWith(desk, RECORDED)
    const phone = await registerDesk('supervisor', COLLEAGUE_HZ)
    const supervisor = await AgentStream.open(parley, 'supervisor')
    const monitorId = await monitors('supervisor', contactId)
    await phone.next('CALL_INCOMING')
    phone.accept()
    await phone.next('CALL_ESTABLISHED')

    // Who hears the supervisor in the next second and a half: the customer, the agent. The supervisor hears both.
    const heardBy = async () => {
      await pause(500)
      const ears = [customer, desk, phone]
      const from = ears.map(each => Math.ceil(each.heard().samples.length / 8000))
      await pause(2600)
      const seconds = (ear: number, hz: number) =>
        secondsAmong((ears[ear] as Baresip).heard(), hz, { from: from[ear] ?? 0 })
      expect(seconds(2, CUSTOMER_HZ)).toBeGreaterThan(1)
      expect(seconds(2, AGENT_HZ)).toBeGreaterThan(1)
      expect(seconds(0, AGENT_HZ)).toBeGreaterThan(1)
      expect(seconds(1, CUSTOMER_HZ)).toBeGreaterThan(1)
      return [seconds(0, COLLEAGUE_HZ) > 1, seconds(1, COLLEAGUE_HZ) > 1]
    }
    expect(await heardBy()).toEqual([false, false])
    expect(page.snapshot?.contacts[0]?.parties).toEqual([])
    const how = { method: 'monitor', contactId: monitorId, barges: false }
    expect(await supervisor.ask({ ...how, whispers: true })).toMatchObject({ type: 'answer' })
    expect(await heardBy()).toEqual([false, true])
    // The talk and the whispering go on without the centre.
    parley.kill('centre')
    expect(await heardBy()).toEqual([false, true])
    await centreIsBack()
    const again = await AgentStream.open(parley, 'supervisor')
    await until(
      'the page is told',
      () => again.snapshot?.contacts[0]?.monitoring?.mode === 'WHISPER',
    )
    expect(await barges(monitorId)).toBe(200)
    expect(await heardBy()).toEqual([true, true])
    phone.hangUp()
    await until('the supervisor is free', () => again.snapshot?.contacts.length === 0)
    await hearsFor(customer, AGENT_HZ, 1)
    customer.hangUp()
    await desk.next('CALL_CLOSED')

    expect(await contacts.ended(monitorId)).toMatchObject({
      InitiationMethod: 'MONITOR',
      PreviousContactId: contactId,
      DisconnectReason: 'AGENT_DISCONNECT',
    })
    const recording = soundIn(await recordingOf(contactId))
    expect(secondsAmong(recording, CUSTOMER_HZ, { channel: 0 })).toBeGreaterThan(8)
    expect(secondsAmong(recording, COLLEAGUE_HZ, { channel: 0 })).toBe(0)
    expect(secondsAmong(recording, AGENT_HZ, { channel: 1 })).toBeGreaterThan(8)
    const barged = secondsAmong(recording, COLLEAGUE_HZ, { channel: 1 })
    expect(barged).toBeGreaterThan(2)
    expect(barged, 'only as long as all heard it').toBeLessThan(6)
    for (const each of [page, supervisor, again]) each.close()
  })
})

const RECORDED = action(
  'Record',
  'UpdateContactRecordingBehavior',
  { RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'] } },
  'Choose',
)

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

async function centreIsBack(): Promise<void> {
  await until('the centre is back', async () => {
    return fetch(`${parley.httpUrl}/health`).then(
      answer => answer.ok,
      () => false,
    )
  })
}

/** As the console does it: with the session of who is signed in. */
async function monitors(username: string, ContactId: string): Promise<string> {
  const { UserSummaryList = [] } = await connect.send(new ListUsersCommand({ InstanceId }))
  const UserId = UserSummaryList.find(each => each.Username === username)?.Id
  const AllowedMonitorCapabilities = ['SILENT_MONITOR', 'BARGE']
  const response = await fetch(`${parley.httpUrl}/contact/monitor`, {
    method: 'POST',
    headers: { cookie: await signIn(parley, username), 'content-type': 'application/json' },
    body: JSON.stringify({ InstanceId, ContactId, UserId, AllowedMonitorCapabilities }),
  })
  const answer = (await response.json()) as { readonly ContactId?: string }
  expect(response.status, JSON.stringify(answer)).toBe(200)
  return answer.ContactId ?? ''
}

async function barges(monitorId: string): Promise<number> {
  const response = await fetch(`${parley.httpUrl}/api/contacts/${monitorId}/monitor`, {
    method: 'POST',
    headers: { cookie: await signIn(parley, 'supervisor'), 'content-type': 'application/json' },
    body: JSON.stringify({ mode: 'BARGE' }),
  })
  return response.status
}

/** A customer calls and the agent at the desk takes it. */
async function talkWith(desk: Baresip, ...before: readonly JsonObject[]) {
  const QueueId = await basicQueue()
  await answerWith(
    ...before,
    action('Choose', 'UpdateContactTargetQueue', { QueueId }, 'Wait', { NoMatchingError: 'Bye' }),
    action('Wait', 'TransferContactToQueue', {}, undefined, {
      QueueAtCapacity: 'Bye',
      NoMatchingError: 'Bye',
    }),
    bye,
  )
  const page = await AgentStream.open(parley, 'agent1')
  const { contacts: former } = await until('the page is told', () => page.snapshot)
  for (const { contactId } of former) await page.ask({ method: 'clear', contactId })
  const customer = await customerCalls()
  await desk.next('CALL_INCOMING')
  desk.accept()
  await desk.next('CALL_ESTABLISHED')
  await hearsFor(customer, AGENT_HZ, 0.5)
  const { contactId = '' } = page.snapshot?.contacts[0] ?? {}
  return { customer, page, contactId }
}

async function basicQueue(): Promise<string> {
  const { QueueSummaryList = [] } = await connect.send(new ListQueuesCommand({ InstanceId }))
  return QueueSummaryList.find(each => each.Name === 'BasicQueue')?.Id ?? ''
}

/** A quick connect to an agent. */
async function quickConnectTo(agent: string): Promise<string> {
  const { UserSummaryList = [] } = await connect.send(new ListUsersCommand({ InstanceId }))
  const UserId = UserSummaryList.find(each => each.Username === agent)?.Id
  const { ContactFlowSummaryList = [] } = await connect.send(
    new ListContactFlowsCommand({ InstanceId, ContactFlowTypes: ['AGENT_TRANSFER'] }),
  )
  const ContactFlowId = ContactFlowSummaryList[0]?.Id
  const { QuickConnectId = '' } = await connect.send(
    new CreateQuickConnectCommand({
      InstanceId,
      Name: agent,
      QuickConnectConfig: { QuickConnectType: 'USER', UserConfig: { UserId, ContactFlowId } },
    }),
  )
  return QuickConnectId
}

/** An agent's desk phone, registered and available. */
async function registerDesk(agent = 'agent1', toneHz = AGENT_HZ): Promise<Baresip> {
  const password = 'ring-ring-ring'
  const user = String(1001 + deskPhones)
  // Those of tests before sign off when they are stopped.
  await registrations(deskPhones)
  await fetch(`${parley.httpUrl}/api/sip-phones/${user}`, {
    method: 'PUT',
    headers: { cookie: await signIn(parley, 'admin'), 'content-type': 'application/json' },
    body: JSON.stringify({ password }),
  })
  const { UserSummaryList = [] } = await connect.send(new ListUsersCommand({ InstanceId }))
  const UserId = UserSummaryList.find(each => each.Username === agent)?.Id
  await connect.send(
    new UpdateUserPhoneConfigCommand({
      InstanceId,
      UserId,
      PhoneConfig: { PhoneType: 'DESK_PHONE', DeskPhoneNumber: `+${user}` },
    }),
  )
  const desk = await startBaresip({
    toneHz,
    user,
    registrar: { port: parley.sipPort, password },
  })
  phones.push(desk)
  await registrations(++deskPhones)
  const { AgentStatusSummaryList = [] } = await connect.send(
    new ListAgentStatusesCommand({ InstanceId }),
  )
  const AgentStatusId = AgentStatusSummaryList.find(each => each.Name === 'Available')?.Id
  await connect.send(new PutUserStatusCommand({ InstanceId, UserId, AgentStatusId }))
  return desk
}

async function registrations(count: number): Promise<void> {
  await until(`${count} desk phones are registered`, async () => {
    return (await figuresOf(parley)).sip_registrations === count
  })
}
