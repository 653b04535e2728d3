// The first call, with a real phone, a real browser and the real product: what a new user does on the
// first afternoon. Each party speaks a tone of its own; each must hear the other's and not its own.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type AgentPage, openAgent } from '../support/agent-page.ts'
import { type Baresip, startBaresip } from '../support/baresip.ts'
import { type Browser, heardBy, startBrowser } from '../support/browser.ts'
import { connectClient } from '../support/connect-client.ts'
import { Contacts } from '../support/contacts.ts'
import { type Parley, signIn, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { maySpeak, runSipp, startSipp } from '../support/sipp.ts'
import { hears, secondsOf, soundIn } from '../support/tone.ts'
import { until } from '../support/until.ts'

const CUSTOMER_HZ = 700
const AGENT_HZ = 1300
const NUMBER = '+15550100'

let parley: Parley
let browser: Browser
let agent: AgentPage
let contacts: Contacts
const phones: Baresip[] = []

beforeAll(async () => {
  parley = await startParley()
  contacts = new Contacts(connectClient(parley), parley.credentials.instanceId)
})

afterAll(() => parley.stop())

/** Calls the centre, presses 1 in the menu, and is accepted by the agent. */
async function talk(): Promise<Baresip> {
  const phone = await startBaresip({ toneHz: CUSTOMER_HZ })
  phones.push(phone)
  phone.dial(`sip:${NUMBER}@127.0.0.1:${parley.sipPort}`)
  await phone.next('CALL_ESTABLISHED')
  await pause(1500)
  await phone.press('1')
  await agent.accept()
  await agent.connected()
  return phone
}

/** Waits until the phone hears the agent, and then for how long it does in `ms`. */
async function secondsAgentIsHeard(phone: Baresip, ms: number): Promise<number> {
  const before = secondsOf(phone.heard(), AGENT_HZ)
  await until('the customer hears the agent', () => {
    return secondsOf(phone.heard(), AGENT_HZ) > before
  })
  const heard = secondsOf(phone.heard(), AGENT_HZ)
  await pause(ms)
  return secondsOf(phone.heard(), AGENT_HZ) - heard
}

/** As an administrator downloads it; it is there a moment after the contact has ended. */
async function recordingOf(contactId: string): Promise<Uint8Array> {
  const cookie = await signIn(parley, 'admin')
  const response = await until('the recording is there', async () => {
    const url = `${parley.httpUrl}/api/contacts/${contactId}/recording`
    const answer = await fetch(url, { headers: { cookie } })
    return answer.status === 200 && answer
  })
  return new Uint8Array(await response.arrayBuffer())
}

describe.skipIf(lacks('baresip', 'sipp', 'chromium'))('the first call', () => {
  beforeAll(async () => {
    browser = await startBrowser({ toneHz: AGENT_HZ })
    agent = await openAgent(browser, parley)
    await agent.goAvailable()
  })

  afterEach(async () => {
    await Promise.all(phones.splice(0).map(phone => phone.stop()))
    // What one test left behind is not the next one's trouble.
    await agent.becomeFree()
  })

  afterAll(() => browser.stop())

  test('a customer presses 1, the agent accepts, both hear each other, and the record tells it', async () => {
    const phone = await talk()
    expect(await secondsAgentIsHeard(phone, 3000)).toBeGreaterThan(2.5)
    expect(hears(phone.heard(), CUSTOMER_HZ, { seconds: 0.5 })).toBe(false)
    const atAgent = await heardBy(agent.page)
    expect(hears(atAgent, CUSTOMER_HZ, { seconds: 2 })).toBe(true)
    expect(hears(atAgent, AGENT_HZ, { seconds: 0.5 })).toBe(false)
    const id = await contacts.currentOf('agent1')

    phone.hangUp()
    await agent.clear()
    const contact = await contacts.ended(id)
    expect(contact).toMatchObject({
      Channel: 'VOICE',
      InitiationMethod: 'INBOUND',
      DisconnectReason: 'CUSTOMER_DISCONNECT',
      QueueInfo: { Id: expect.any(String), EnqueueTimestamp: expect.any(Date) },
      AgentInfo: { Id: expect.any(String), ConnectedToAgentTimestamp: expect.any(Date) },
    })
    const recording = soundIn(await recordingOf(id))
    expect(recording).toMatchObject({ rate: 8000, channels: 2 })
    expect(secondsOf(recording, CUSTOMER_HZ, { channel: 0 })).toBeGreaterThan(2)
    expect(secondsOf(recording, AGENT_HZ, { channel: 0 })).toBeLessThan(0.5)
    expect(secondsOf(recording, AGENT_HZ, { channel: 1 })).toBeGreaterThan(2)
    expect(secondsOf(recording, CUSTOMER_HZ, { channel: 1 })).toBeLessThan(0.5)
  })

  test('on hold the customer does not hear the agent, and does again afterwards', async () => {
    const phone = await talk()
    await secondsAgentIsHeard(phone, 500)
    await agent.hold()
    await pause(300)
    const [before, heardBefore] = [phone.heard(), await heardBy(agent.page)]
    expect(heardBefore.samples.length).toBeGreaterThan(0)
    await pause(2000)
    const during = secondsOf(phone.heard(), AGENT_HZ) - secondsOf(before, AGENT_HZ)
    expect(during).toBeLessThan(0.5)
    expect(secondsOf(await heardBy(agent.page), CUSTOMER_HZ)).toBeLessThan(0.5)
    await agent.resume()
    expect(await secondsAgentIsHeard(phone, 1000)).toBeGreaterThan(0.8)
    await agent.hangUp()
    await phone.next('CALL_CLOSED')
    await agent.clear()
  })

  test.skipIf(!maySpeak)('the agent hangs up and the customer’s phone is told', async () => {
    const call = await startSipp({
      scenario: 'call-and-press-until-far-end-hangs-up',
      target: { port: parley.sipPort },
      service: NUMBER,
      speech: [
        { tone: CUSTOMER_HZ, seconds: 1.5 },
        { digit: '1' },
        { tone: CUSTOMER_HZ, seconds: 25 },
      ],
      timeoutMs: 30_000,
    })
    await agent.accept()
    await agent.connected()
    await pause(1000)
    const id = await contacts.currentOf('agent1')
    await agent.hangUp()
    const result = await call.done
    expect(result, result.log).toMatchObject({ exit: 0, successful: 1 })
    await agent.clear()
    const contact = await contacts.ended(id)
    expect(contact.DisconnectReason).toBe('AGENT_DISCONNECT')
  })

  test('reloading the agent’s page brings the agent back into the call with audio', async () => {
    const phone = await talk()
    await secondsAgentIsHeard(phone, 500)
    await agent.page.reload()
    const reloadedAt = performance.now()
    expect(await secondsAgentIsHeard(phone, 0)).toBe(0)
    // Two seconds are promised; another is for a machine that does three things at once.
    expect(performance.now() - reloadedAt).toBeLessThan(3000)
    await agent.connected()
    phone.hangUp()
    await agent.clear()
  })

  test('a killed centre comes back with the same call, which nobody hears', async () => {
    const phone = await talk()
    const id = await contacts.currentOf('agent1')
    await secondsAgentIsHeard(phone, 0)
    const before = secondsOf(phone.heard(), AGENT_HZ)
    const killedAt = performance.now()
    parley.kill('centre')
    await until('the centre answers again', async () => {
      const health = await fetch(`${parley.httpUrl}/health`).catch(() => undefined)
      return health?.ok === true
    })
    expect(performance.now() - killedAt).toBeLessThan(3000)
    await pause(Math.max(0, 3000 - (performance.now() - killedAt)))
    expect(secondsOf(phone.heard(), AGENT_HZ) - before).toBeGreaterThan(2.5)
    expect(await contacts.of('agent1')).toMatchObject([
      { ContactId: id, AgentContactState: 'CONNECTED' },
    ])
    phone.hangUp()
    await agent.clear()
    const contact = await contacts.ended(id)
    expect(contact).toMatchObject({ DisconnectReason: 'CUSTOMER_DISCONNECT' })
  })

  test('a killed voice node ends its calls with a reason and frees the agent', async () => {
    await talk()
    const id = await contacts.currentOf('agent1')
    parley.kill('voice')
    const contact = await contacts.ended(id)
    expect(contact.DisconnectReason).toBe('TELECOM_PROBLEM')
    await agent.clear()
    await agent.sees('Ready for calls')
    const phone = await talk()
    phone.hangUp()
    await agent.clear()
  })

  test('a killed database is started again and nothing that was answered is lost', async () => {
    const phone = await talk()
    const id = await contacts.currentOf('agent1')
    parley.kill('postgres')
    await pause(500)
    phone.hangUp()
    await agent.clear()
    const contact = await contacts.ended(id)
    expect(contact).toMatchObject({ DisconnectReason: 'CUSTOMER_DISCONNECT' })
  })
})

describe.skipIf(lacks('sipp'))('telephones of every kind', () => {
  const call = (scenario: string, more: Partial<Parameters<typeof runSipp>[0]> = {}) =>
    runSipp({
      scenario,
      target: { port: parley.sipPort },
      service: NUMBER,
      toneHz: CUSTOMER_HZ,
      pauseMs: 700,
      ...more,
    })

  test.each([
    ['call', 'UDP', 'udp'],
    ['call', 'TCP', 'tcp'],
    ['hold-and-resume', 'UDP', 'udp'],
    ['hold-and-resume', 'TCP', 'tcp'],
    ['call-with-100rel', 'UDP', 'udp'],
    ['session-timer', 'UDP', 'udp'],
    ['late-offer', 'UDP', 'udp'],
    ['options', 'UDP', 'udp'],
  ] as const)('%s over %s goes as the RFC says', async (scenario, _, transport) => {
    const result = await call(scenario, { transport })
    expect(result, result.log).toMatchObject({ exit: 0, successful: 1 })
  })

  test('a number that nobody has is refused with 404', async () => {
    const result = await call('refused', { service: '+15550199', keys: { status: '404' } })
    expect(result, result.log).toMatchObject({ exit: 0, successful: 1 })
  })

  test('a hundred calls at once all come and go, one in twenty messages lost', async () => {
    const result = await call('signalling-call', {
      calls: 100,
      callsPerSecond: 50,
      lostPercent: 5,
      pauseMs: 1000,
      timeoutMs: 60_000,
    })
    expect(result, result.log.slice(-3000)).toMatchObject({ failed: 0, successful: 100 })
  })
})
