// Encrypts a text for the holder of a private key, as Amazon Connect does what customers type: a message of
// the AWS Encryption SDK, the data key wrapped by RSA-OAEP with SHA-512 under the name `AmazonConnect` and
// the id of the key. It commits to its key, as current versions of the SDK expect.
// https://docs.aws.amazon.com/connect/latest/adminguide/encrypt-data.html
import { X509Certificate } from 'node:crypto'

const PROVIDER = 'AmazonConnect'
const PEM = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/

/**
 * The message in base64. Rejects when the certificate cannot be read or has no RSA key.
 * @param certificate X.509 in PEM; line breaks may have been lost on the way.
 */
export async function encryptFor(
  { keyId, certificate }: { readonly keyId: string; readonly certificate: string },
  text: string,
): Promise<string> {
  const publicKey = rsaKeyOf(certificate)
  // Loaded when it is first needed: most centres never encrypt anything.
  const [{ buildEncrypt }, { RawRsaKeyringNode }] = await Promise.all([
    import('@aws-crypto/encrypt-node'),
    import('@aws-crypto/raw-rsa-keyring-node'),
  ])
  const keyring = new RawRsaKeyringNode({
    keyName: keyId,
    keyNamespace: PROVIDER,
    rsaKey: { publicKey },
    oaepHash: 'sha512',
  })
  const { encrypt } = buildEncrypt()
  const { result } = await encrypt(keyring, text)
  return result.toString('base64')
}

function rsaKeyOf(certificate: string): string {
  const [, body] = PEM.exec(certificate) ?? []
  if (body === undefined) throw new Error('There is no X.509 certificate in PEM.')
  const { publicKey } = new X509Certificate(Buffer.from(body, 'base64'))
  if (publicKey.asymmetricKeyType !== 'rsa')
    throw new Error('The key of the certificate is no RSA key.')
  return publicKey.export({ type: 'spki', format: 'pem' }).toString()
}
