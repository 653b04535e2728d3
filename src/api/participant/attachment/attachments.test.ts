import { expect, test } from 'vitest'
import { Attachments } from './attachments.ts'

const ID = '11111111-1111-4111-8111-111111111111'
const WHO = { conversationId: 'c', contactId: 'c', participantId: 'p' }
const CLEAN = Buffer.from('clean')
const OTHER = Buffer.from('other')
const never = new Promise<Uint8Array>(() => {})

/** A file is looked at only when the answer is called. */
async function announced() {
  let looked = () => {}
  const isLooking = new Promise<void>(resolve => {
    looked = resolve
  })
  let say: (verdict: 'clean') => void = () => {}
  const verdict = new Promise<'clean'>(resolve => {
    say = resolve
  })
  const blobs = new Map<string, Uint8Array>()
  const attachments = new Attachments({
    blobs: {
      put: async (key, bytes) => void blobs.set(key, bytes),
      get: async key => blobs.get(key),
      delete: async key => void blobs.delete(key),
    },
    secret: Buffer.from('secret'),
    bytesMax: 100,
    scan: () => {
      looked()
      return verdict
    },
    failed: () => {},
  })
  const announce = (attachmentId: string, conversationId = WHO.conversationId, bytes = 5) =>
    attachments.announce(
      {
        ...WHO,
        conversationId,
        attachmentId,
        name: 'a.txt',
        contentType: 'text/plain',
        bytes,
      },
      0,
    )
  const { link } = await announce(ID)
  const send = (bytes: Uint8Array | Promise<Uint8Array>) =>
    attachments.upload(link, { now: 1, address: '::1', body: async () => bytes })
  const fetched = async () => {
    const path = attachments.link({ attachmentId: ID }, 10)
    return Buffer.from((await attachments.download(path, 1)).bytes).toString()
  }
  return { attachments, announce, send, fetched, isLooking, find: () => say('clean') }
}

test('a file that begins to be sent before the first was looked at cannot take its place', async () => {
  const { attachments, send, fetched, find } = await announced()
  await send(CLEAN)
  let sent: (bytes: Uint8Array) => void = () => {}
  const slow = send(new Promise<Uint8Array>(resolve => (sent = resolve)))
  const refused = expect(slow).rejects.toThrow('complete already')
  find()
  await attachments.complete(WHO, ID)
  sent(OTHER)
  await refused
  expect(await fetched()).toBe('clean')
})

test('a file that is sent again while the first is looked at cannot take its place', async () => {
  const { attachments, send, fetched, isLooking, find } = await announced()
  await send(CLEAN)
  const complete = attachments.complete(WHO, ID)
  await isLooking
  const refused = expect(send(OTHER)).rejects.toThrow('complete already')
  find()
  await complete
  await refused
  expect(await fetched()).toBe('clean')
})

test('a file that could not be looked at may be sent anew', async () => {
  const { attachments, send } = await announced()
  await expect(attachments.complete(WHO, ID)).rejects.toThrow('has not been sent')
  await expect(send(CLEAN)).resolves.toBeUndefined()
})

test('files of one chat that never end coming do not keep those of others from coming', async () => {
  const { attachments, announce, send } = await announced()
  for (let nth = 0; nth < 4; nth++) void send(never)
  await expect(send(CLEAN)).rejects.toThrow('Too many files')
  const other = await announce(ID.replaceAll('1', '2'), 'another chat')
  const body = async () => CLEAN
  await expect(
    attachments.upload(other.link, { now: 1, address: '::1', body }),
  ).resolves.toBeUndefined()
})

test('who sends large files of many chats from one place leaves room for others', async () => {
  const { attachments, announce } = await announced()
  const send = async (nth: number, address: string, bytes: Promise<Uint8Array>) => {
    const { link } = await announce(ID.replaceAll('1', String(nth)), `chat ${nth}`, 100)
    return attachments.upload(link, { now: 1, address, body: () => bytes })
  }
  for (let nth = 2; nth < 6; nth++) void send(nth, 'flood', never)
  await expect(send(6, 'flood', never)).rejects.toThrow('Too many files')
  await expect(send(7, 'neighbour', Promise.resolve(CLEAN))).resolves.toBeUndefined()
})
