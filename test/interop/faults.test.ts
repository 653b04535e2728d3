// Bad input at the web port of the real product, and flows that are wrong or go wrong. Whatever comes, it
// is refused with a clear answer, and whoever behaves is served.
import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import {
  AssociatePhoneNumberContactFlowCommand,
  ConnectClient,
  CreateContactFlowCommand,
  CreatePromptCommand,
  DeletePromptCommand,
  ListAgentStatusesCommand,
  ListPhoneNumbersV2Command,
  ListQueuesCommand,
  PutUserStatusCommand,
  UpdateContactFlowContentCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { MetricsServerMessage } from '../../src/api/contract/metrics-stream.ts'
import { tone } from '../../src/audio/tone.ts'
import { writeWav } from '../../src/audio/wav.ts'
import { connectClient } from '../support/connect-client.ts'
import { openLivePhone } from '../support/live-phone.ts'
import { type Parley, signIn, startParley } from '../support/parley.ts'
import { until } from '../support/until.ts'

const NUMBER = '+15550100'

let parley: Parley
let client: ConnectClient
let InstanceId: string
let cookie: string

beforeAll(async () => {
  parley = await startParley()
  client = connectClient(parley)
  InstanceId = parley.credentials.instanceId
  cookie = await signIn(parley, 'admin')
})

afterAll(() => parley?.stop())

async function isWell(): Promise<void> {
  expect(await (await fetch(`${parley.httpUrl}/health`)).json()).toEqual({ status: 'ok' })
}

/** A path exactly as written: `fetch` would tidy it. */
async function statusAt(path: string, headers: Record<string, string> = {}): Promise<number> {
  const asked = request({ port: parley.httpPort, host: '127.0.0.1', path, headers })
  asked.end()
  const [response] = await once(asked, 'response')
  response.resume()
  return response.statusCode
}

async function openSocket(): Promise<{ socket: Socket; heard(): string }> {
  const socket = connect(parley.httpPort, '127.0.0.1')
  let heard = ''
  socket.on('data', chunk => {
    heard += String(chunk)
  })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return { socket, heard: () => heard }
}

describe('a page or file', () => {
  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/assets/....//....//package.json',
    '/assets/..\\..\\package.json',
    '//etc/passwd',
    '/assets/%00.js',
    '/assets/.json',
    '/..json',
  ])('outside the pages is not served: %s', async path => {
    expect([400, 403, 404, 501]).toContain(await statusAt(path))
  })

  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])(
    'nobody knows gets an answer to %s',
    async method => {
      const response = await fetch(`${parley.httpUrl}/nothing/here`, { method })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
    },
  )
})

describe('a link to a recording', () => {
  test.each([
    '/api/blob',
    '/api/blob?key=../../keys/master&expires=99999999999999&signature=',
    '/api/blob?key=prompts/hold-music.wav&expires=99999999999999&signature=AAAA',
    `/api/blob?key=${'x'.repeat(5000)}&expires=NaN&signature=${'y'.repeat(43)}`,
  ])('that nobody signed opens nothing', async path => {
    expect(await statusAt(path)).toBe(403)
  })

  test('of a contact is for those who are signed in, whatever its id', async () => {
    expect(await statusAt('/api/contacts/none/recording')).toBe(401)
    for (const id of ['none', '..%2f..', '-'.repeat(64), '%00']) {
      expect([400, 403, 404]).toContain(await statusAt(`/api/contacts/${id}/recording`, { cookie }))
    }
  })
})

describe('a cookie', () => {
  test('counts only as it was given', async () => {
    expect(await statusAt('/api/session', { cookie })).toBe(200)
    const [name = '', value = ''] = cookie.split('=')
    const [userId = '', expires = '', signature = ''] = value.split('.')
    const forged = [
      `${userId}.${Number(expires) + 1}.${signature}`,
      `${userId}.${Number(expires) - 50 * 3_600_000}.${signature}`,
      `${userId.replace(/^./, each => (each === 'a' ? 'b' : 'a'))}.${expires}.${signature}`,
      `${userId}.${expires}.${'A'.repeat(signature.length)}`,
      `${userId}.${expires}.`,
      `${userId}.${expires}`,
      '..',
      '',
    ]
    for (const each of forged) {
      expect(await statusAt('/api/session', { cookie: `${name}=${each}` }), each).toBe(401)
    }
  })

  test('does not come with a page of another site', async () => {
    const response = await fetch(`${parley.httpUrl}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        username: 'admin',
        password: parley.credentials.passwords.admin,
      }),
    })
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/)
  })
})

describe('a WebSocket', () => {
  /** The status that refused it, or 101. */
  function opened(path: string, headers: Record<string, string>): Promise<number> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`ws://127.0.0.1:${parley.httpPort}${path}`, { headers })
      socket.once('open', () => {
        socket.terminate()
        resolve(101)
      })
      socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
      socket.once('error', reject)
    })
  }

  test('is opened for our own pages and no other’s', async () => {
    const ours = `http://127.0.0.1:${parley.httpPort}`
    for (const path of ['/api/agent/stream', '/api/phone/stream', '/api/metrics/stream']) {
      expect(await opened(path, { cookie, origin: ours })).toBe(101)
      for (const origin of ['https://evil.example', 'null', `${ours}0`, `http://a@evil.example`])
        expect(await opened(path, { cookie, origin }), origin).toBe(403)
    }
    expect(await opened('/api/agent/stream', { origin: ours })).toBe(401)
    expect(await opened('/elsewhere', { cookie, origin: ours })).toBe(404)
  })

  test('of the numbers is for supervisors, who see at once what an agent does', async () => {
    const agent1 = await signIn(parley, 'agent1')
    expect(await opened('/api/metrics/stream', { cookie: agent1 })).toBe(403)
    expect(await opened('/api/metrics/stream', {})).toBe(401)
    const supervisor = await signIn(parley, 'supervisor')
    const url = `ws://127.0.0.1:${parley.httpPort}/api/metrics/stream`
    const socket = new WebSocket(url, { headers: { cookie: supervisor } })
    const heard: MetricsServerMessage[] = []
    socket.on('message', data => heard.push(JSON.parse(String(data))))
    await once(socket, 'open')
    const subscription = { queues: 'all', groupings: ['QUEUE'], agents: 'all' }
    socket.send(JSON.stringify({ id: 1, method: 'subscribe', subscription }))
    const snapshot = await until('a snapshot comes', () =>
      heard.find(message => message.type === 'snapshot'),
    )
    const agent = snapshot.agents.find(({ username }) => username === 'agent2')
    expect(agent?.status).toBe('Offline')
    const { AgentStatusSummaryList } = await client.send(
      new ListAgentStatusesCommand({ InstanceId }),
    )
    await client.send(
      new PutUserStatusCommand({
        InstanceId,
        UserId: agent?.agentId,
        AgentStatusId: AgentStatusSummaryList?.find(({ Name }) => Name === 'Available')?.Id,
      }),
    )
    const delta = await until('a delta comes', () =>
      heard.find(message => message.type === 'delta' && message.agents.length > 0),
    )
    expect(delta).toMatchObject({
      sequence: snapshot.sequence + 1,
      agents: [{ username: 'agent2', status: 'Available' }],
      cells: [{ values: { AGENTS_ONLINE: 1, AGENTS_STAFFED: 1 } }],
    })
    socket.terminate()
  })

  test('that says nonsense or too much is closed without harm', async () => {
    for (const nonsense of ['', '{', '[]', 'null', '{"id":{},"method":[]}', 'x'.repeat(100_000)]) {
      const socket = new WebSocket(`ws://127.0.0.1:${parley.httpPort}/api/phone/stream`)
      socket.on('error', () => undefined)
      await once(socket, 'open')
      socket.send(nonsense)
      socket.send(Buffer.from([0, 255]))
      if (nonsense.length > 64_000) await once(socket, 'close')
      else socket.close()
    }
    await isWell()
  })
})

describe('a request', () => {
  test.each(['/api/login', '/queues/x', '/api/sip-trunks/x'])(
    'to %s that is too large is refused, however it comes',
    async path => {
      const { socket, heard } = await openSocket()
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n` +
          'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
      )
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
      let sent = 0
      const send = () => {
        while (sent++ < 800 && socket.writable) if (!socket.write(chunk)) return
      }
      socket.on('drain', send)
      send()
      await until('it is refused', () => socket.closed || heard().startsWith('HTTP/1.1 4'))
      expect(heard()).toMatch(/^HTTP\/1\.1 4\d\d |^$/)
      socket.destroy()
      await isWell()
    },
  )

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'to sign in as %j, which a form of another site could send, is refused',
    async type => {
      const response = await fetch(`${parley.httpUrl}/api/login`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ username: 'admin', password: 'wrong' }),
      })
      expect(response.status).toBe(415)
    },
  )

  test.each(['', 'null', '[]', '{', '"x"', '{"username":{},"password":1}', '\0'])(
    'whose body is %j is refused',
    async body => {
      const response = await fetch(`${parley.httpUrl}/api/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(response.status).toBe(400)
    },
  )

  test.each([
    ['that is none', 'nonsense\r\n\r\n'],
    ['with endless headers', `GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(50_000)}\r\n`],
    ['with one long header', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(100_000)}\r\n\r\n`],
    [
      'of two lengths',
      'POST /api/login HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    ],
    [
      'that smuggles another',
      'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('%s is refused', async (_, text) => {
    const { socket, heard } = await openSocket()
    socket.write(text)
    await until('it is refused', () => socket.closed || heard().startsWith('HTTP/1.1 4'))
    socket.destroy()
    await isWell()
  })

  test('that comes a byte at a time is given up', async () => {
    const slow = await Promise.all(Array.from({ length: 50 }, () => openSocket()))
    for (const { socket } of slow) socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    const dripping = setInterval(() => {
      for (const { socket } of slow) if (!socket.destroyed) socket.write('x')
    }, 500)
    await isWell()
    try {
      await until('they are closed', () => slow.every(({ socket }) => socket.closed), 20_000)
    } finally {
      clearInterval(dripping)
      for (const { socket } of slow) socket.destroy()
    }
  })
})

test('ten thousand connections that say nothing leave room for those who do', async () => {
  const idle: Socket[] = []
  for (let i = 0; i < 10_000; i++) {
    const socket = connect(parley.httpPort, '127.0.0.1')
    socket.on('error', () => undefined)
    idle.push(socket)
    if (i % 200 === 199) await once(socket, 'connect').catch(() => undefined)
  }
  // Those that are too many are turned away, and none that is there suffers.
  await until('the surplus is turned away', () => idle.filter(each => each.closed).length > 1500)
  for (const socket of idle) socket.destroy()
  await until('there is room again', async () => {
    return (await fetch(`${parley.httpUrl}/health`).catch(() => undefined))?.ok === true
  })
  await isWell()
})

describe('a call of the API', () => {
  const path = () => `${parley.httpUrl}/queues-summary/${InstanceId}`

  test('without a signature, or with a wrong one, is refused', async () => {
    expect((await fetch(path())).status).toBe(403)
    const scope = `${parley.credentials.accessKeyId}/20260101/us-east-1/connect/aws4_request`
    for (const authorization of [
      'AWS4-HMAC-SHA256',
      `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
      'Bearer x',
      'Basic !!!',
    ]) {
      const response = await fetch(path(), { headers: { authorization } })
      expect([400, 403], authorization).toContain(response.status)
    }
  })

  test('of somebody else, or with another’s secret, is refused', async () => {
    for (const [accessKeyId, secretAccessKey] of [
      ['AKIANOBODYNOBODY', parley.credentials.secretAccessKey],
      [parley.credentials.accessKeyId, 'not the secret at all'],
    ] as const) {
      const stranger = new ConnectClient({
        endpoint: parley.httpUrl,
        region: 'us-east-1',
        credentials: { accessKeyId, secretAccessKey },
      })
      const refused = await stranger.send(new ListQueuesCommand({ InstanceId })).catch(e => e)
      expect(refused.$metadata.httpStatusCode).toBe(403)
    }
  })
})

const flow = (...Actions: object[]) =>
  JSON.stringify({ Version: '2019-10-30', StartAction: 'first', Actions })

describe('a flow', () => {
  const broken = flow(
    { Identifier: 'first', Type: 'NoSuchAction', Parameters: {}, Transitions: {} },
    {
      Identifier: 'second',
      Type: 'MessageParticipant',
      Parameters: {},
      Transitions: { NextAction: 'nowhere' },
    },
  )

  test('that is wrong is refused with the list of what is', async () => {
    const refused = await client
      .send(
        new CreateContactFlowCommand({
          InstanceId,
          Name: 'Broken',
          Type: 'CONTACT_FLOW',
          Content: broken,
        }),
      )
      .catch(error => error)
    expect(refused.name).toBe('InvalidContactFlowException')
    expect(refused.$metadata.httpStatusCode).toBe(400)
    const problems = refused.problems.map((problem: { message: string }) => problem.message)
    expect(problems.length).toBeGreaterThanOrEqual(2)
    expect(problems.join('\n')).toContain('NoSuchAction')
    expect(problems.join('\n')).toContain('nowhere')
  })

  test('whose prompt does not exist takes its error branch in a call, and stays as it was when its change is refused', async () => {
    const uploaded = await fetch(`${parley.httpUrl}/api/uploads/soon-gone.wav`, {
      method: 'PUT',
      headers: { cookie },
      body: Buffer.from(writeWav({ rate: 8000, channels: 1, samples: tone(440, 8000) })),
    })
    expect(uploaded.status).toBe(200)
    const S3Uri = 's3://parley/uploads/soon-gone.wav'
    const prompt = await client.send(
      new CreatePromptCommand({ InstanceId, Name: 'Soon gone', S3Uri }),
    )
    // What is left when the prompt fails: hang up at once. What comes when it does not: half a minute.
    const { ContactFlowId } = await client.send(
      new CreateContactFlowCommand({
        InstanceId,
        Name: 'Lost prompt',
        Type: 'CONTACT_FLOW',
        Content: flow(
          {
            Identifier: 'first',
            Type: 'MessageParticipant',
            Parameters: { PromptId: prompt.PromptARN },
            Transitions: {
              NextAction: 'long',
              Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'end' }],
            },
          },
          {
            Identifier: 'long',
            Type: 'MessageParticipant',
            Parameters: { Text: 'one two three four five six seven eight nine ten '.repeat(10) },
            Transitions: {
              NextAction: 'end',
              Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'end' }],
            },
          },
          { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
        ),
      }),
    )
    const refused = await client
      .send(new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content: broken }))
      .catch(error => error)
    expect(refused.name).toBe('InvalidContactFlowException')
    await client.send(new DeletePromptCommand({ InstanceId, PromptId: prompt.PromptId }))
    const { ListPhoneNumbersSummaryList = [] } = await client.send(
      new ListPhoneNumbersV2Command({}),
    )
    const number = ListPhoneNumbersSummaryList.find(each => each.PhoneNumber === NUMBER)
    await client.send(
      new AssociatePhoneNumberContactFlowCommand({
        InstanceId,
        PhoneNumberId: number?.PhoneNumberId,
        ContactFlowId,
      }),
    )
    const caller = await openLivePhone({ sipPort: parley.sipPort })
    try {
      const call = await caller.call(NUMBER)
      expect(call.status).toBe(200)
      await until('the flow hangs up', () => caller.wasHungUpOn(call), 5000)
    } finally {
      caller.close()
    }
  })
})
