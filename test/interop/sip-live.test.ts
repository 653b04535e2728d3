// Nonsense, floods and dead calls at the live SIP and RTP ports of the real product. Whatever comes, a
// caller who behaves is served, and in the end nothing is left open.
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loudness } from '../../src/audio/tone.ts'
import { channelOf } from '../../src/audio/wav.ts'
import { startBaresip } from '../support/baresip.ts'
import { figuresOf } from '../support/figures.ts'
import { freePort } from '../support/free-port.ts'
import { type LivePhone, openLivePhone, statusOf } from '../support/live-phone.ts'
import { type Parley, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { runSipp } from '../support/sipp.ts'
import {
  hasCorpus,
  readTorture,
  TORTURE_MESSAGES,
  type TortureMessage,
} from '../support/torture-messages.ts'
import { until } from '../support/until.ts'

const NUMBER = '+15550100'
const RTP_TIMEOUT_S = 4
/** What a process may hold more after a storm than before, in bytes. */
const NOISE = 80_000_000

if (!hasCorpus) console.log('skipped: no corpus')

const PASSWORD = 'correct horse'
const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`

let parley: Parley
let certificates: string
let httpsPort: number
let residentBefore: number
const phones: LivePhone[] = []

beforeAll(async () => {
  certificates = mkdtempSync(join(tmpdir(), 'parley-tls-'))
  const [cert, key] = [join(certificates, 'cert.pem'), join(certificates, 'key.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject].concat([
      '-keyout',
      key,
      '-out',
      cert,
    ]),
    { stdio: 'ignore' },
  )
  httpsPort = await freePort()
  parley = await startParley({
    env: {
      PARLEY_RTP_TIMEOUT: String(RTP_TIMEOUT_S),
      PARLEY_TLS_CERT: cert,
      PARLEY_TLS_KEY: key,
      PARLEY_HTTPS_PORT: String(httpsPort),
      PARLEY_ADMIN_PASSWORD: PASSWORD,
    },
  })
  // A desk phone, so that strangers are asked for their password rather than sent away.
  await configure('sip-phones/watson', { password: 'elementary' })
  await callsWork()
  residentBefore = voiceResident()
})

afterAll(async () => {
  for (const phone of phones) phone.close()
  await parley?.stop()
  rmSync(certificates, { recursive: true, force: true })
})

/** From now on the trunk of the first start is at these addresses only. */
async function trustOnly(addresses: string): Promise<void> {
  const response = await fetch(`${parley.httpUrl}/api/sip-trunks`, { headers: { authorization } })
  const [trunk] = (await response.json()) as { id: string }[]
  await configure(`sip-trunks/${trunk?.id}`, { addresses: [addresses] })
}

async function configure(path: string, body: object): Promise<void> {
  const response = await fetch(`${parley.httpUrl}/api/${path}`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
}

async function phone(host: string, port?: number): Promise<LivePhone> {
  const opened = await openLivePhone({
    sipPort: parley.sipPort,
    host,
    ...(port === undefined ? {} : { port }),
  })
  phones.push(opened)
  return opened
}

/** A phone of the usual kind calls and hangs up. */
async function callsWork(): Promise<void> {
  if (lacks('sipp')) {
    const usual = await phone('127.0.0.1')
    return usual.hangUp(await usual.call(NUMBER))
  }
  const result = await runSipp({
    scenario: 'call',
    target: { port: parley.sipPort },
    service: NUMBER,
    toneHz: 700,
    pauseMs: 300,
    timeoutMs: 15_000,
  })
  expect(result, result.log).toMatchObject({ exit: 0, successful: 1 })
}

async function isWell(): Promise<void> {
  expect(await (await fetch(`${parley.httpUrl}/health`)).json()).toEqual({ status: 'ok' })
}

/** Bytes of memory the voice node holds. */
function voiceResident(): number {
  const { pid } = parley.process('voice')
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
  return pages * 4096
}

/** A question whose answer shows that everything before it has been dealt with. */
function question(id: string, transport: string): string {
  return [
    'OPTIONS sip:parley@127.0.0.1 SIP/2.0',
    `Via: SIP/2.0/${transport} 127.0.0.1;rport;branch=z9hG4bK-${id}`,
    'Max-Forwards: 70',
    'From: <sip:test@127.0.0.1>;tag=t',
    'To: <sip:parley@127.0.0.1>',
    `Call-ID: ${id}`,
    'CSeq: 1 OPTIONS',
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n')
}

/** Calls that were offered are refused a moment later, again and again until somebody acknowledges. */
function isLateRefusal(response: string): boolean {
  return [404, 480, 488].includes(statusOf(response))
}

/**
 * The first thing that was said to a message, between what had been heard before and the answer to `id`.
 * An offered call that was refused before 100 was due counts as offered.
 */
function firstAnswer(
  heard: readonly string[],
  id: string,
  expected: number | 'none',
): number | 'none' {
  const end = heard.findIndex(text => text.includes(`Call-ID: ${id}\r\n`))
  const answers = heard.slice(0, end < 0 ? heard.length : end)
  if (expected === 100 && answers.some(isLateRefusal)) return 100
  const first = answers.find(text => text.startsWith('SIP/2.0') && !isLateRefusal(text))
  return first === undefined ? 'none' : statusOf(first)
}

/** Another call for the sake of the other transport: what is known already is answered as before. */
function otherThan(bytes: Uint8Array, suffix: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const renamed = text
    .replace(/^(Call-ID|i)\s*:[ \t]*(?=\S)/im, `$1: ${suffix}`)
    .replace(/branch=z9hG4bK(?=\S{3})/i, `branch=z9hG4bK${suffix}`)
  return Buffer.from(renamed, 'latin1')
}

/** 100 is said within 150 ms, and at once to whoever asks again. */
function asked(bytes: Uint8Array, status: number | 'none'): readonly Uint8Array[] {
  return status === 100 ? [bytes, bytes] : [bytes]
}

describe.skipIf(!hasCorpus)('every torture message', () => {
  test('is answered rightly over UDP', async () => {
    // Answers go to the host that asked, at the port its Via names.
    const host = '127.0.0.2'
    const usual = await phone(host, 5060)
    for (const port of [5050, 6050, 19_823]) {
      const other = await phone(host, port)
      // One list, in the order of arrival.
      Object.assign(other, { heard: usual.heard })
    }
    const wrong: string[] = []
    for (const [index, { folder, file, status }] of TORTURE_MESSAGES.entries()) {
      const id = `udp-${index}`
      usual.heard.length = 0
      for (const bytes of asked(readTorture(folder, file), status)) usual.send(bytes)
      usual.send(question(id, 'UDP'))
      await until(`an answer after ${file}`, () =>
        usual.heard.some(text => text.includes(`Call-ID: ${id}\r\n`)),
      )
      const answer = firstAnswer(usual.heard, id, status)
      if (answer !== status) wrong.push(`${file}: ${answer} for ${status}`)
    }
    expect(wrong).toEqual([])
    await isWell()
    await callsWork()
  })

  test.each([
    ['whole', Number.POSITIVE_INFINITY],
    ['in pieces of 7 bytes', 7],
  ])('is answered rightly over TCP, %s', async (name, piece) => {
    const answers = await Promise.all(
      TORTURE_MESSAGES.map(async message => ({
        message,
        answer: await overTcp(message, piece, name.length),
      })),
    )
    const wrong = answers
      .filter(({ message: { status, file }, answer }) => answer !== expectedOverTcp(file, status))
      .map(({ message: { file, status }, answer }) => `${file}: ${answer} for ${status}`)
    expect(wrong).toEqual([])
    await isWell()
    await callsWork()
  })

  test('may come a thousand times over', async () => {
    const storm = await phone('127.0.0.2')
    const messages = TORTURE_MESSAGES.map(({ folder, file }) => readTorture(folder, file))
    for (let round = 0; round < 100; round++) {
      for (const message of messages) storm.send(message)
      storm.send(question(`storm-${round}`, 'UDP'))
      await until('the storm is dealt with', () =>
        storm.heard.some(text => text.includes(`Call-ID: storm-${round}\r\n`)),
      )
      storm.heard.length = 0
    }
    await isWell()
    await callsWork()
    expect(voiceResident() - residentBefore).toBeLessThan(NOISE)
  })
})

/** On a stream a message whose length says too much is one whose end is still to come. */
function expectedOverTcp(file: string, status: number | 'none'): number | 'none' {
  return file === 'clerr.dat' ? 'none' : status
}

async function overTcp(
  { folder, file, status }: TortureMessage,
  pieceBytes: number,
  run: number,
): Promise<number | 'none'> {
  const socket = connect(parley.sipPort, '127.0.0.1')
  await once(socket, 'connect')
  socket.setNoDelay(true)
  const heard = listen(socket)
  const bytes = Buffer.concat(asked(otherThan(readTorture(folder, file), `t${run}`), status))
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, Math.min(at + pieceBytes, bytes.length))
    await new Promise<void>(resolve => socket.write(piece, () => resolve()))
  }
  const id = `tcp-${run}-${file}`
  socket.write(question(id, 'TCP'))
  // A stream that makes no sense any more is closed; one that waits for the rest of a message is not.
  await until(
    `an answer after ${file}`,
    () => socket.closed || heard.text.includes(`Call-ID: ${id}\r\n`),
    1500,
  ).catch(() => undefined)
  socket.destroy()
  return firstAnswer(heard.text.split(/(?=^SIP\/2\.0 )/m), id, status)
}

function listen(socket: Socket): { text: string } {
  const heard = { text: '' }
  socket.on('data', chunk => {
    heard.text += chunk.toString('latin1')
  })
  socket.on('error', () => undefined)
  return heard
}

describe('an INVITE', () => {
  const session = (...lines: string[]) =>
    ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', ...lines, ''].join('\r\n')

  test.each([
    ['nothing but noise', '\0\x01\x02\xff'],
    ['no version', 'o=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\n'],
    ['no audio', session('c=IN IP4 127.0.0.1', 't=0 0')],
    ['only video', session('c=IN IP4 127.0.0.1', 't=0 0', 'm=video 4000 RTP/AVP 96')],
    ['no codec we know', session('c=IN IP4 127.0.0.1', 't=0 0', 'm=audio 4000 RTP/AVP 18')],
    ['no address', session('t=0 0', 'm=audio 4000 RTP/AVP 0')],
    ['an address of no network', session('c=IN IP9 ?', 't=0 0', 'm=audio 4000 RTP/AVP 0')],
    ['port 70000', session('c=IN IP4 127.0.0.1', 't=0 0', 'm=audio 70000 RTP/AVP 0')],
    ['a negative port', session('c=IN IP4 127.0.0.1', 't=0 0', 'm=audio -1 RTP/AVP 0')],
    ['a port in words', session('c=IN IP4 127.0.0.1', 't=0 0', 'm=audio many RTP/AVP 0')],
    ['SRTP only', session('c=IN IP4 127.0.0.1', 't=0 0', 'm=audio 4000 RTP/SAVP 0')],
    ['a line of 40 kB', session('c=IN IP4 127.0.0.1', `a=${'x'.repeat(40_000)}`, 'm=audio')],
    ['a thousand streams', session('c=IN IP4 127.0.0.1', ...Array(1000).fill('m=audio 1 x 0'))],
  ])('whose SDP has %s is refused with 488 or 400', async (_, sdp) => {
    const caller = await phone('127.0.0.1')
    const { status } = await caller.call(NUMBER, sdp)
    expect([400, 488]).toContain(status)
    await isWell()
  })
})

describe('in a call', () => {
  test('a flood of digits counts for no more than somebody could press', async () => {
    const caller = await phone('127.0.0.1')
    const call = await caller.call(NUMBER)
    expect(call.status).toBe(200)
    const before = await figuresOf(parley)
    caller.speak(700, call.rtpPort)
    for (let i = 0; i < 2000; i++) {
      caller.info(call, 10 + i, '7')
      if (i % 50 === 0) await new Promise(resolve => setTimeout(resolve, 5))
    }
    const figures = await until('the figures tell', async () => {
      const now = await figuresOf(parley)
      return more(now, before, 'voice_digits_refused') > 1000 && now
    })
    expect(more(figures, before, 'journal_entries')).toBeLessThan(400)
    for (let i = 0; i < 2000; i++) caller.digit(7, call.rtpPort)
    await until('the figures tell', async () => {
      return more(await figuresOf(parley), before, 'media_digits_refused_total') > 1000
    })
    await caller.hangUp(call)
    await isWell()
  })

  test('silence on the line ends it', async () => {
    const caller = await phone('127.0.0.1')
    const call = await caller.call(NUMBER)
    expect(call.status).toBe(200)
    await until('Parley hangs up', () => caller.wasHungUpOn(call), (RTP_TIMEOUT_S + 6) * 1000)
  })
})

describe('a flood of INVITEs', () => {
  /** Several thousand a second for two seconds, whatever is answered. */
  async function flood(from: LivePhone): Promise<number> {
    const endsAt = performance.now() + 2000
    let sent = 0
    while (performance.now() < endsAt) {
      for (let burst = 0; burst < 30; burst++, sent++) from.invite(NUMBER)
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    return sent
  }

  test('from a trunk that acknowledges nothing is refused when it is too much, others get through', async () => {
    const before = await figuresOf(parley)
    const flooding = await phone('127.0.0.3')
    const [sent] = await Promise.all([flood(flooding), callsWork()])
    expect(sent).toBeGreaterThan(2000)
    await callsWork()
    const figures = await until('the figures tell', async () => {
      const now = await figuresOf(parley)
      return more(now, before, 'sip_requests_refused_overload') > 500 && now
    })
    expect(more(figures, before, 'sip_requests_INVITE')).toBeGreaterThan(1000)
    expect(figures.sip_calls).toBeLessThanOrEqual(520)
    await isWell()
  })

  test('from a stranger opens nothing and is counted', async () => {
    await trustOnly('127.0.0.0/29')
    const stranger = await phone('127.0.0.66')
    await until('the stranger is asked who it is', async () => {
      const call = stranger.invite(NUMBER)
      return statusOf(await stranger.answerTo(call, 'INVITE', 200)) === 401
    })
    const before = await figuresOf(parley)
    const callsBefore = Number(before.contacts_initiated)
    await Promise.all([flood(stranger), callsWork()])
    const figures = await until('the figures tell', async () => {
      const now = await figuresOf(parley)
      return more(now, before, 'sip_authentication_challenged') > 1000 && now
    })
    // Nobody's but the caller's who behaves.
    expect(figures.contacts_initiated).toBe(callsBefore + 1)
    await isWell()
  })
})

function more(
  now: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
  name: string,
): number {
  return (now[name] ?? 0) - (before[name] ?? 0)
}

test('the same certificate serves the pages and the API over HTTPS', async () => {
  const ca = readFileSync(join(certificates, 'cert.pem'))
  const asked = request({ host: '127.0.0.1', port: httpsPort, path: '/health', ca })
  asked.end()
  const [response] = await once(asked, 'response')
  response.resume()
  expect(response.statusCode).toBe(200)
})

describe('SIP over TLS', () => {
  test('a question is answered on the same connection', async () => {
    const ca = readFileSync(join(certificates, 'cert.pem'))
    const socket = connectTls({ host: '127.0.0.1', port: parley.sipPort + 1, ca })
    await once(socket, 'secureConnect')
    expect(socket.authorized).toBe(true)
    const heard = listen(socket)
    socket.write(question('over-tls', 'TLS'))
    await until('an answer', () => heard.text.includes('Call-ID: over-tls\r\n'))
    expect(heard.text).toMatch(/^SIP\/2.0 200 /)
    expect(heard.text).toContain('Via: SIP/2.0/TLS 127.0.0.1;rport=')
    socket.destroy()
  })

  test.skipIf(lacks('baresip'))('a phone calls and hears the greeting', async () => {
    const caller = await startBaresip({ toneHz: 700, transport: 'tls' })
    try {
      caller.dial(`sip:${NUMBER}@127.0.0.1:${parley.sipPort + 1};transport=tls`)
      await caller.next('CALL_ESTABLISHED')
      await until('a sound', () => loudness(channelOf(caller.heard(), 0)) > 100)
      caller.hangUp()
      await caller.next('CALL_CLOSED')
    } finally {
      await caller.stop()
    }
  })

  test('who speaks no TLS there is turned away', async () => {
    const socket = connect(parley.sipPort + 1, '127.0.0.1')
    await once(socket, 'connect')
    const heard = listen(socket)
    socket.write(question('plain', 'TCP'))
    await once(socket, 'close')
    expect(heard.text).not.toContain('SIP/2.0')
  })
})

test('in the end nothing is left open', async () => {
  const open = ['sip_transactions', 'sip_dialogs', 'sip_calls', 'voice_legs', 'media_streams']
  const left = async () => {
    const figures = await figuresOf(parley)
    return Object.fromEntries([...open, 'contacts_in_progress'].map(name => [name, figures[name]]))
  }
  const isNothing = (counts: Record<string, unknown>) => Object.values(counts).every(n => n === 0)
  // A call whose ACK does not come is repeated for 32 s, and its BYE remembered for 5 s.
  await until('all is over', async () => isNothing(await left()), 50_000).catch(() => undefined)
  expect(await left()).toSatisfy(isNothing)
  expect(voiceResident() - residentBefore).toBeLessThan(NOISE)
  await callsWork()
})
