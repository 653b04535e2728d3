// The self-signed certificate a process shows to browsers. They know it by its hash, which reaches
// them through the signalling, so nothing in it but its key matters.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface DtlsCertificate {
  readonly der: Uint8Array
  readonly privateKey: KeyObject
}

/** A fresh ECDSA P-256 certificate (RFC 5280 §4.1) that no clock will find invalid. */
export function makeDtlsCertificate(): DtlsCertificate {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { der: selfSigned(keys, ecdsaWithSha256), privateKey: keys.privateKey }
}

/**
 * A certificate of the key pair's own.
 * @param algorithm of its signature, with SHA-256: an AlgorithmIdentifier (RFC 5280 §4.1.1.2) in DER.
 */
export function selfSigned(
  { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  algorithm: Uint8Array,
): Uint8Array {
  const name = der(0x30, der(0x31, der(0x30, commonName, der(0x0c, Buffer.from('parley')))))
  const serial = randomBytes(16)
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f)
  const toBeSigned = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, serial),
    algorithm,
    name,
    der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z'))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = der(0x03, Buffer.of(0), sign('sha256', toBeSigned, privateKey))
  return der(0x30, toBeSigned, algorithm, signature)
}

/** 2.5.4.3 */
const commonName = Buffer.from('0603550403', 'hex')
/** SEQUENCE of 1.2.840.10045.4.3.2 */
const ecdsaWithSha256 = Buffer.from('300a06082a8648ce3d040302', 'hex')

/** One DER value of the given tag. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length]
  return Buffer.concat([Buffer.of(tag, ...size), content])
}
