// Files in chats, through the official participant client and the addresses it is given.
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  CompleteAttachmentUploadCommand,
  GetAttachmentCommand,
  StartAttachmentUploadCommand,
} from '@aws-sdk/client-connectparticipant'
import { afterEach, expect, test } from 'vitest'
import { startWidgetChat } from '../../src/server/widget-start-chat.ts'
import { type ChatCentre, type ChatCentreOptions, startChatCentre } from '../support/chat-centre.ts'
import { acceptChat, Person, publishWelcome, startChat } from '../support/participant-person.ts'

const BYTES_MAX = 1000

let centre: ChatCentre

async function open(options: ChatCentreOptions = {}): Promise<Person> {
  centre = await startChatCentre({ attachmentBytesMax: BYTES_MAX, ...options })
  return startChat(centre, { ContactFlowId: publishWelcome(centre) })
}

afterEach(async () => {
  await centre.close()
  expect(centre.failures).toEqual([])
})

interface File {
  readonly name?: string
  readonly type?: string
  readonly bytes: string
  /** What is announced, if not the truth. */
  readonly size?: number
}

function announce(person: Person, { name = 'a.txt', type = 'text/plain', bytes, size }: File) {
  return person.client.send(
    new StartAttachmentUploadCommand({
      ConnectionToken: person.connectionToken,
      AttachmentName: name,
      ContentType: type,
      AttachmentSizeInBytes: size ?? Buffer.byteLength(bytes),
    }),
  )
}

function put(url: string, bytes: string, headers: Record<string, string> = {}) {
  return fetch(url, { method: 'PUT', body: bytes, headers })
}

function complete(person: Person, id: string | undefined) {
  return person.client.send(
    new CompleteAttachmentUploadCommand({
      ConnectionToken: person.connectionToken,
      AttachmentIds: [id ?? ''],
    }),
  )
}

/** All three steps; answers the attachment's id. */
async function attach(person: Person, file: File): Promise<string | undefined> {
  const { AttachmentId, UploadMetadata } = await announce(person, file)
  const answer = await put(UploadMetadata?.Url ?? '', file.bytes, UploadMetadata?.HeadersToInclude)
  expect(answer.status).toBe(200)
  await complete(person, AttachmentId)
  return AttachmentId
}

function get(person: Person, AttachmentId: string | undefined, UrlExpiryInSeconds?: number) {
  return person.client.send(
    new GetAttachmentCommand({
      ConnectionToken: person.connectionToken,
      AttachmentId,
      UrlExpiryInSeconds,
    }),
  )
}

test('a file is sent, told of once, and downloaded by the other side, as a file and nothing else', async () => {
  const cleo = await open()
  centre.test.ready('agent1')
  const ana = await acceptChat(centre, cleo.contactId)
  const anas = await ana.socket()
  const name = `"bill" & 'more' ä.txt\r\nx: y`
  const id = await attach(cleo, { name, bytes: 'Dear Ana' })
  await complete(cleo, id)
  await expect.poll(() => anas.items.length).toBe(1)
  expect(anas.items[0]).toMatchObject({
    Type: 'ATTACHMENT',
    ContentType: 'text/plain',
    ParticipantRole: 'CUSTOMER',
    Attachments: [
      { AttachmentId: id, AttachmentName: name, ContentType: 'text/plain', Status: 'APPROVED' },
    ],
  })
  const { Url = '', AttachmentSizeInBytes } = await get(ana, id, 5)
  expect(AttachmentSizeInBytes).toBe(8)
  const answer = await fetch(Url, { headers: { origin: 'https://shop.example' } })
  expect(await answer.text()).toBe('Dear Ana')
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename[*]=UTF-8''[\w%.-]+$/,
  )
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  centre.test.clock.advance(5000)
  expect((await fetch(Url)).status).toBe(403)
  expect((await cleo.transcript()).items.filter(({ Type }) => Type === 'ATTACHMENT')).toHaveLength(
    1,
  )
})

test('browsers of any site may send files: the preflight allows it', async () => {
  const cleo = await open()
  const { UploadMetadata } = await announce(cleo, { bytes: 'x' })
  const preflight = await fetch(UploadMetadata?.Url ?? '', {
    method: 'OPTIONS',
    headers: { origin: 'https://shop.example', 'access-control-request-method': 'PUT' },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
})

test('files that are too large, of another type, or more than was announced are refused', async () => {
  const cleo = await open()
  const invalid = { name: 'ValidationException' }
  await expect(announce(cleo, { bytes: '', size: BYTES_MAX + 1 })).rejects.toMatchObject(invalid)
  await expect(announce(cleo, { bytes: '', size: 0 })).rejects.toMatchObject(invalid)
  for (const type of ['text/html', 'image/svg+xml', 'application/zip', 'nonsense']) {
    await expect(announce(cleo, { bytes: 'x', type }), type).rejects.toMatchObject(invalid)
  }
  const { AttachmentId, UploadMetadata } = await announce(cleo, { bytes: 'four' })
  const url = UploadMetadata?.Url ?? ''
  await expect(complete(cleo, AttachmentId)).rejects.toMatchObject({ name: 'ConflictException' })
  const tooMuch = await put(url, 'x'.repeat(500_000)).catch(() => undefined)
  expect(tooMuch?.status ?? 400).toBe(400)
  expect((await put(url, 'two')).status).toBe(200)
  await expect(complete(cleo, AttachmentId)).rejects.toMatchObject(invalid)
  expect((await put(url, 'four')).status).toBe(200)
  await complete(cleo, AttachmentId)
  expect((await put(url, 'evil')).status).toBe(409)
  expect((await put(`${url}x`, 'four')).status).toBe(403)
  centre.test.clock.advance(15 * 60_000)
  expect((await put(url, 'four')).status).toBe(403)
})

test('a file of somebody else can neither be completed nor downloaded', async () => {
  const cleo = await open()
  const other = await startChat(centre, { ContactFlowId: publishWelcome(centre) })
  const { AttachmentId, UploadMetadata } = await announce(cleo, { bytes: 'mine' })
  await put(UploadMetadata?.Url ?? '', 'mine')
  const invalid = { name: 'ValidationException' }
  await expect(complete(other, AttachmentId)).rejects.toMatchObject(invalid)
  await expect(get(cleo, AttachmentId)).rejects.toMatchObject(invalid)
  await complete(cleo, AttachmentId)
  for (const id of [AttachmentId, 'nobody', '../keys/master', `${AttachmentId}.json`]) {
    await expect(get(other, id), id).rejects.toMatchObject(invalid)
  }
})

test('a file that is not what it says is rejected, and everybody is told', async () => {
  const cleo = await open()
  const id = await attach(cleo, { type: 'image/png', name: 'photo.png', bytes: 'MZ\u0000program' })
  const { items } = await cleo.transcript({ MaxResults: 1 })
  expect(items[0]?.Attachments).toMatchObject([{ AttachmentId: id, Status: 'REJECTED' }])
  await expect(get(cleo, id)).rejects.toMatchObject({ name: 'ValidationException' })
  expect([...centre.blobs.keys()].filter(key => key.endsWith(id ?? ''))).toEqual([])
})

test('a file that comes too slowly is given up, whoever sends it', async () => {
  const cleo = await open()
  const { UploadMetadata } = await announce(cleo, { bytes: '', size: 500 })
  const sending = request(UploadMetadata?.Url ?? '', {
    method: 'PUT',
    headers: { 'content-length': 500 },
  })
  const statuses: (number | undefined)[] = []
  sending.on('response', answer => statuses.push(answer.resume().statusCode))
  sending.on('error', () => {})
  sending.write('x')
  const waited = () => {
    centre.test.clock.advance(5000)
    return statuses
  }
  await expect.poll(waited).toEqual([400])
})

test('customers of a widget that is not for files send none; their agents do', async () => {
  await (await open()).leave()
  const { test: world, api } = centre
  const flow = publishWelcome(centre)
  const [widget] = world.centre.view.directory.list('chat-widget')
  const startOf = async (attachments: boolean) => {
    const document = { ...widget?.document, features: { attachments, markdown: true } }
    world.tell({ type: 'config.put', kind: 'chat-widget', id: 'shop', document })
    const start = startWidgetChat(api, () => `arn:aws:connect:::instance/${centre.instanceId}`)
    const { body } = await start('shop', {
      InstanceId: centre.instanceId,
      ContactFlowId: flow,
      ParticipantDetails: { DisplayName: 'Cleo' },
    })
    const { ContactId, ParticipantId, ParticipantToken } = JSON.parse(body)
    return new Person(centre, {
      contactId: ContactId,
      participantId: ParticipantId,
      participantToken: ParticipantToken,
    }).connect()
  }
  const bytes = 'x'
  const other = await startOf(true)
  await announce(other, { bytes })
  await other.leave()
  const cleo = await startOf(false)
  await expect(announce(cleo, { bytes })).rejects.toMatchObject({ name: 'AccessDeniedException' })
  world.ready('agent1')
  const ana = await acceptChat(centre, cleo.contactId)
  await attach(ana, { bytes })
  expect((await cleo.transcript({ MaxResults: 1 })).items[0]?.Type).toBe('ATTACHMENT')
})

test('a chat has at most 35 files', async () => {
  const cleo = await open()
  for (let count = 0; count < 35; count++) await announce(cleo, { bytes: 'x' })
  await expect(announce(cleo, { bytes: 'x' })).rejects.toMatchObject({
    name: 'ServiceQuotaExceededException',
    $metadata: { httpStatusCode: 402 },
  })
})

test('a program of the owner looks into files: one that it rejects is not passed on', async () => {
  // Ends with 1 when there is no line without the word.
  const cleo = await open({ attachmentScanner: 'grep -qv VIRUS' })
  const bad = await attach(cleo, { bytes: 'VIRUS' })
  const good = await attach(cleo, { bytes: 'fine' })
  const { items } = await cleo.transcript({ MaxResults: 2 })
  expect(items.map(({ Attachments }) => Attachments?.[0]?.Status)).toEqual(['REJECTED', 'APPROVED'])
  await expect(get(cleo, bad)).rejects.toMatchObject({ name: 'ValidationException' })
  expect((await get(cleo, good)).Url).toMatch(/^http/)
})

test('while nobody can look into files, none is passed on, and none is lost', async () => {
  let status = 503
  const scanner = createServer((_, response) => response.writeHead(status).end())
  scanner.listen(0, '127.0.0.1')
  await once(scanner, 'listening')
  const { port } = scanner.address() as AddressInfo
  const cleo = await open({ attachmentScanner: `http://127.0.0.1:${port}/scan` })
  const { AttachmentId, UploadMetadata } = await announce(cleo, { bytes: 'x' })
  await put(UploadMetadata?.Url ?? '', 'x')
  await expect(complete(cleo, AttachmentId)).rejects.toMatchObject({
    name: 'InternalServerException',
  })
  await expect(get(cleo, AttachmentId)).rejects.toMatchObject({ name: 'ValidationException' })
  status = 200
  await complete(cleo, AttachmentId)
  expect((await get(cleo, AttachmentId)).AttachmentSizeInBytes).toBe(1)
  scanner.closeAllConnections()
  scanner.close()
})
