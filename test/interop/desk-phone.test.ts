// An agent with a telephone on the desk instead of a browser, and what an intruder at the media ports
// can do: baresip registered by digest is the agent's phone.
import {
  type ConnectClient,
  ListAgentStatusesCommand,
  ListUsersCommand,
  PutUserStatusCommand,
  UpdateUserPhoneConfigCommand,
} from '@aws-sdk/client-connect'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Baresip, startBaresip } from '../support/baresip.ts'
import { connectClient } from '../support/connect-client.ts'
import { Contacts } from '../support/contacts.ts'
import { figuresOf } from '../support/figures.ts'
import { openLivePhone } from '../support/live-phone.ts'
import { type Parley, signIn, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { secondsOf } from '../support/tone.ts'
import { until } from '../support/until.ts'

const NUMBER = '+15550100'
const CUSTOMER_HZ = 700
const AGENT_HZ = 1300
const INTRUDER_HZ = 400
const USER = '1001'
const PASSWORD = 'ring-ring-ring'
const AFTER_CONTACT_WORK_S = 2

let parley: Parley
let connect: ConnectClient
let contacts: Contacts
let desk: Baresip
let startedAt: number
const phones: { stop(): unknown }[] = []

beforeAll(async () => {
  if (lacks('baresip')) return
  parley = await startParley()
  startedAt = performance.now()
  connect = connectClient(parley)
  contacts = new Contacts(connect, parley.credentials.instanceId)
  const response = await fetch(`${parley.httpUrl}/api/sip-phones/${USER}`, {
    method: 'PUT',
    headers: { cookie: await signIn(parley, 'admin'), 'content-type': 'application/json' },
    body: JSON.stringify({ password: PASSWORD }),
  })
  expect(response.status).toBe(200)
  await giveDeskPhone('agent1')
  desk = await registerDesk()
})

afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.stop()
  if (parley) await until('the agent is free', async () => (await stateOfAgent()) === undefined)
})

afterAll(async () => {
  await desk?.stop()
  await parley?.stop()
})

async function giveDeskPhone(username: string): Promise<void> {
  const InstanceId = parley.credentials.instanceId
  const { UserSummaryList = [] } = await connect.send(new ListUsersCommand({ InstanceId }))
  const UserId = UserSummaryList.find(each => each.Username === username)?.Id
  await connect.send(
    new UpdateUserPhoneConfigCommand({
      InstanceId,
      UserId,
      PhoneConfig: {
        PhoneType: 'DESK_PHONE',
        DeskPhoneNumber: `+${USER}`,
        AfterContactWorkTimeLimit: AFTER_CONTACT_WORK_S,
      },
    }),
  )
  const { AgentStatusSummaryList = [] } = await connect.send(
    new ListAgentStatusesCommand({ InstanceId }),
  )
  const AgentStatusId = AgentStatusSummaryList.find(each => each.Name === 'Available')?.Id
  await connect.send(new PutUserStatusCommand({ InstanceId, UserId, AgentStatusId }))
}

async function registerDesk({ autoAnswer = false } = {}): Promise<Baresip> {
  const registrar = { port: parley.sipPort, password: PASSWORD }
  const phone = await startBaresip({ toneHz: AGENT_HZ, user: USER, registrar, autoAnswer })
  await until('the phone has registered', async () => {
    return (await figuresOf(parley)).sip_registrations === 1
  })
  return phone
}

async function stateOfAgent(): Promise<string | undefined> {
  return (await contacts.of('agent1'))[0]?.AgentContactState
}

/** Calls and presses 1 until that is what the menu has heard. */
async function customerCalls(): Promise<Baresip> {
  const customer = await startBaresip({ toneHz: CUSTOMER_HZ })
  phones.push(customer)
  customer.dial(`sip:${NUMBER}@127.0.0.1:${parley.sipPort}`)
  await customer.next('CALL_ESTABLISHED')
  await customer.press('1')
  return customer
}

async function hearsFor(phone: Baresip, hz: number, seconds: number): Promise<void> {
  const before = secondsOf(phone.heard(), hz)
  await until(`${hz} Hz is heard`, () => secondsOf(phone.heard(), hz) - before >= seconds)
}

describe.skipIf(lacks('baresip'))('a desk phone', () => {
  test('rings, is lifted, talks, and its agent has after-contact work when the customer hangs up', async () => {
    const customer = await customerCalls()
    await desk.next('CALL_INCOMING')
    expect(await stateOfAgent()).toBe('CONNECTING')
    desk.accept()
    await desk.next('CALL_ESTABLISHED')
    await Promise.all([hearsFor(customer, AGENT_HZ, 1), hearsFor(desk, CUSTOMER_HZ, 1)])
    expect(await stateOfAgent()).toBe('CONNECTED')
    const contactId = await contacts.currentOf('agent1')
    customer.hangUp()
    await desk.next('CALL_CLOSED')
    await until('after-contact work', async () => (await stateOfAgent()) === 'ENDED', 1500)
    expect(await contacts.ended(contactId)).toMatchObject({
      DisconnectReason: 'CUSTOMER_DISCONNECT',
      AgentInfo: { ConnectedToAgentTimestamp: expect.any(Date) },
    })
  })

  test('that hangs up ends the call of the customer', async () => {
    const customer = await customerCalls()
    await desk.next('CALL_INCOMING')
    desk.accept()
    await desk.next('CALL_ESTABLISHED')
    await hearsFor(desk, CUSTOMER_HZ, 0.5)
    const contactId = await contacts.currentOf('agent1')
    desk.hangUp()
    await customer.next('CALL_CLOSED')
    expect((await contacts.ended(contactId)).DisconnectReason).toBe('AGENT_DISCONNECT')
  })

  test('hears the customer and nobody who sends sound to the same port', async () => {
    const customer = await openLivePhone({ sipPort: parley.sipPort })
    const intruder = await openLivePhone({ sipPort: parley.sipPort, host: '127.0.0.5' })
    phones.push({ stop: () => customer.close() }, { stop: () => intruder.close() })
    const call = await customer.call(NUMBER)
    customer.speak(CUSTOMER_HZ, call.rtpPort)
    await until('Parley has heard the customer', () => customer.packetsHeard > 10)
    customer.digit(1, call.rtpPort)
    await desk.next('CALL_INCOMING')
    desk.accept()
    await desk.next('CALL_ESTABLISHED')
    const before = await figuresOf(parley)
    intruder.speak(INTRUDER_HZ, call.rtpPort)
    await hearsFor(desk, CUSTOMER_HZ, 2)
    expect(secondsOf(desk.heard(), INTRUDER_HZ)).toBeLessThan(0.2)
    await until('it is counted', async () => {
      const { media_wrong_source_total: now } = await figuresOf(parley)
      return Number(now) - Number(before.media_wrong_source_total ?? 0) > 50
    })
    // Nor does the customer's sound go to the intruder.
    expect(intruder.packetsHeard).toBe(0)
    await customer.hangUp(call)
    await desk.next('CALL_CLOSED')
  })

  test('that is not there is not rung, and is as soon as it is back', async () => {
    // A centre that has just started gives phones time to come back.
    await until('phones count as gone', () => performance.now() - startedAt > 11_000, 12_000)
    await desk.stop()
    await until('the phone has unregistered', async () => {
      return (await figuresOf(parley)).sip_registrations === 0
    })
    const { contacts_queued: queued, offers_made: offers } = await figuresOf(parley)
    const customer = await customerCalls()
    await until('the customer waits', async () => {
      return (await figuresOf(parley)).contacts_queued === Number(queued) + 1
    })
    expect((await figuresOf(parley)).offers_made).toBe(offers)
    // It rings before the test can see it ring.
    desk = await registerDesk({ autoAnswer: true })
    await hearsFor(customer, AGENT_HZ, 1)
    customer.hangUp()
    await desk.next('CALL_CLOSED')
  })
})
