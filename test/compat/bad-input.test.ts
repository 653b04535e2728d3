// What no client of AWS would send: each is refused in the service's way, nothing is changed, and nothing is
// shown of how we are made.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { ACCESS_KEY } from '../support/api-centre.ts'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'
import { type Asked, signedRequest } from '../support/signed-request.ts'

const { centre, InstanceId } = await apiCentreOfFile()
const port = Number(new URL(centre.url).port)
const { directory } = centre.test.centre.view
const hours = centre.test.id('operating-hours', 'Basic Hours')
const CREATE = { method: 'PUT', path: `/queues/${InstanceId}` } as const
const queue = (more = '') =>
  `{"Name":"Bad","HoursOfOperationId":"${hours}","Description":"x"${more}}`
const text = (body: string) => Buffer.from(body)

const before = directory.revision
afterEach(() => {
  expect(directory.revision).toBe(before)
  expect(centre.failures).toEqual([])
})

async function send(bytes: Buffer): Promise<{ status: number; type: string; body: string }> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', data => {
    answer += data.toString()
    // The server keeps the connection; one answer is enough.
    const length = /content-length: (\d+)|transfer-encoding: chunked/i.exec(answer)
    if (length && (answer.endsWith('\r\n0\r\n\r\n') || length[1] !== undefined)) socket.end()
  })
  socket.write(bytes)
  await once(socket, 'close')
  const status = Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1])
  const type = /x-amzn-errortype: (\w+)/.exec(answer)?.[1] ?? ''
  expect(answer).not.toMatch(/\n\s+at |node:|\.ts:/)
  return { status, type, body: answer }
}

const ask = (asked: Partial<Asked>, key = ACCESS_KEY) =>
  send(signedRequest(key, port, { ...CREATE, ...asked }))

test.each<[string, Partial<Asked>, number, string]>([
  ['broken JSON', { body: text(queue().slice(0, -1)) }, 400, 'SerializationException'],
  ['no JSON at all', { body: text('Name=Bad') }, 400, 'SerializationException'],
  ['a list', { body: text('[]') }, 400, 'InvalidRequestException'],
  ['a bare text', { body: text('"Bad"') }, 400, 'InvalidRequestException'],
  ['nothing', { body: text('') }, 400, 'InvalidRequestException'],
  ['a member twice', { body: text(queue(',"Name":"Worse"')) }, 400, 'SerializationException'],
  [
    'nesting without end',
    { body: text(`{"Tags":${'{"a":'.repeat(150_000)}`) },
    400,
    'SerializationException',
  ],
  [
    'bytes that are no UTF-8',
    { body: Buffer.concat([text('{"Name":"'), Buffer.from([0xff, 0xfe]), text('"}')]) },
    400,
    'SerializationException',
  ],
  [
    'half a pair of surrogates in UTF-8',
    { body: Buffer.concat([text('{"Name":"'), Buffer.from([0xed, 0xa0, 0x80]), text('"}')]) },
    400,
    'SerializationException',
  ],
  [
    'a form',
    { body: text(queue()), contentType: 'application/x-www-form-urlencoded' },
    415,
    'UnsupportedMediaTypeException',
  ],
  ['XML', { body: text('<a/>'), contentType: 'text/xml' }, 415, 'UnsupportedMediaTypeException'],
  [
    'a body over the limit',
    { body: Buffer.alloc(1_048_577, ' ') },
    413,
    'RequestEntityTooLargeException',
  ],
  [
    'a clock six minutes behind',
    { body: text(queue()), at: Date.now() - 360_000 },
    403,
    'InvalidSignatureException',
  ],
  [
    'a clock six minutes ahead',
    { body: text(queue()), at: Date.now() + 360_000 },
    403,
    'InvalidSignatureException',
  ],
])('%s: the service’s own error', async (_what, asked, status, type) => {
  expect(await ask(asked)).toMatchObject({ status, type })
})

test('a signature of another body, path or key is none', async () => {
  const good = signedRequest(ACCESS_KEY, port, { ...CREATE, body: text(queue()) }).toString()
  for (const other of [
    good.replace('"Bad"', '"Mad"'),
    good.replace(`PUT /queues/${InstanceId}`, `PUT /queues/${InstanceId}?x=1`),
    good.replace('PUT /queues/', 'PUT /prompts/'),
    good.replace(/Signature=./, 'Signature=g'),
    good.replace(/Signature=\w{64}/, `Signature=${'0'.repeat(64)}`),
  ]) {
    const { status } = await send(Buffer.from(other))
    expect([400, 403]).toContain(status)
  }
  const wrong = { ...ACCESS_KEY, secretAccessKey: 'another' }
  expect(await ask({ body: text(queue()) }, wrong)).toMatchObject({
    status: 403,
    type: 'InvalidSignatureException',
  })
})

test('what was signed for one operation cannot be played again later', async () => {
  const at = Date.now() - 301_000
  const listing = { method: 'GET', path: `/queues-summary/${InstanceId}`, at }
  expect(await ask(listing)).toMatchObject({ status: 403, type: 'InvalidSignatureException' })
  expect(await ask({ ...listing, at: Date.now() - 240_000 })).toMatchObject({ status: 200 })
})
