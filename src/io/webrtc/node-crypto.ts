// Node's cryptography in the shape the protocols ask for.
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  type KeyObject,
  randomBytes,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto'
import type { DtlsAead, DtlsCrypto, DtlsKeyExchange } from '../../protocol/dtls/dtls-crypto.ts'
import type { AesEcb } from '../../protocol/srtp/srtp-keys.ts'

/** One context per key, kept: `update` alone costs a third of making a cipher for each packet. */
export const aesEcb: AesEcb = key => {
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
  return blocks => cipher.update(blocks)
}

/** Signs with that private key, the one of our certificate. */
export function dtlsCrypto(privateKey: KeyObject): DtlsCrypto {
  return {
    random: size => randomBytes(size),
    sha256: data => createHash('sha256').update(data).digest(),
    hmacSha256: (key, data) => createHmac('sha256', key).update(data).digest(),
    ecdh,
    sign: data => sign('sha256', data, privateKey),
    verify: isSigned,
    fingerprint,
    aes128Gcm,
  }
}

/** RFC 8122 §5; hashes weaker than SHA-256 prove nothing. */
export function fingerprint(certificate: Uint8Array, hash: string): string | undefined {
  const name = strongHashes.get(hash)
  if (!name) return undefined
  const digest = createHash(name).update(certificate).digest('hex').toUpperCase()
  return digest.replace(/..(?=.)/g, '$&:')
}

const strongHashes: ReadonlyMap<string, string> = new Map([
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
])

function ecdh(): DtlsKeyExchange {
  const pair = createECDH('prime256v1')
  const publicKey = pair.generateKeys()
  return {
    publicKey,
    secret(peer) {
      try {
        return pair.computeSecret(peer)
      } catch {
        // The point is not on the curve: the peer's fault, and no reason to fall.
        return undefined
      }
    },
  }
}

function isSigned(signed: Parameters<DtlsCrypto['verify']>[0]): boolean {
  try {
    const { publicKey } = new X509Certificate(signed.certificate)
    const fits = publicKey.asymmetricKeyType === (signed.algorithm === 'ecdsa' ? 'ec' : 'rsa')
    return fits && verify('sha256', signed.data, publicKey, signed.signature)
  } catch {
    // No certificate at all, or a key of a strange kind.
    return false
  }
}

const tagLength = 16

function aes128Gcm(key: Uint8Array): DtlsAead {
  return {
    seal(nonce, plaintext, associated) {
      const cipher = createCipheriv('aes-128-gcm', key, nonce).setAAD(associated)
      return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
    },
    open(nonce, sealed, associated) {
      const end = sealed.length - tagLength
      const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: tagLength })
        .setAAD(associated)
        .setAuthTag(sealed.subarray(end))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
      } catch {
        // The tag is wrong.
        return undefined
      }
    },
  }
}
