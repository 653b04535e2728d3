// Somebody who can read what was encrypted for them, by the SDK that people use for it.
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { buildDecrypt } from '@aws-crypto/decrypt-node'
import { RawRsaKeyringNode } from '@aws-crypto/raw-rsa-keyring-node'
import { selfSigned } from '../../src/io/webrtc/dtls-certificate.ts'

/** SEQUENCE of 1.2.840.113549.1.1.11 and NULL */
const RSA_WITH_SHA256 = Buffer.from('300d06092a864886f70d01010b0500', 'hex')

export class Receiver {
  readonly keyId: string
  /** X.509 in PEM. */
  readonly certificate: string
  readonly #privateKey: KeyObject

  constructor(keyId: string) {
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
    this.keyId = keyId
    this.#privateKey = keys.privateKey
    this.certificate = pem(selfSigned(keys, RSA_WITH_SHA256))
  }

  /** @param text base64, as flows have it. */
  async read(text: string): Promise<string> {
    const keyring = new RawRsaKeyringNode({
      keyName: this.keyId,
      keyNamespace: 'AmazonConnect',
      rsaKey: { privateKey: this.#privateKey.export({ type: 'pkcs8', format: 'pem' }) },
      oaepHash: 'sha512',
    })
    const { decrypt } = buildDecrypt()
    const { plaintext } = await decrypt(keyring, Buffer.from(text, 'base64'))
    return plaintext.toString()
  }
}

export function pem(certificate: Uint8Array): string {
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
