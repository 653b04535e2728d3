import { expect, test } from 'vitest'
import { pem, Receiver } from '../../test/support/receiver.ts'
import { encryptFor } from './encrypt-for.ts'
import { makeDtlsCertificate } from './webrtc/dtls-certificate.ts'

const CARD = '4111111111111111'
const receiver = new Receiver('card-key')

test('only the holder of the private key reads what was encrypted for it', async () => {
  const text = await encryptFor(receiver, CARD)
  expect(Buffer.from(text, 'base64').toString('latin1')).not.toContain(CARD)
  expect(await receiver.read(text)).toBe(CARD)
  expect(await encryptFor(receiver, CARD), 'never twice the same').not.toBe(text)
  await expect(new Receiver('card-key').read(text)).rejects.toThrow()
})

test('a certificate that has lost its line breaks will do', async () => {
  const certificate = receiver.certificate.replaceAll('\n', ' ')
  expect(await receiver.read(await encryptFor({ keyId: 'card-key', certificate }, CARD))).toBe(CARD)
})

test.each([
  ['no certificate', ''],
  ['a certificate of nothing', pem(Buffer.from('nothing'))],
  ['a key that cannot encrypt', pem(makeDtlsCertificate().der)],
])('with %s nothing is encrypted', async (_, certificate) => {
  await expect(encryptFor({ keyId: 'k', certificate }, CARD)).rejects.toThrow()
})
