// What the handshake asks of a cryptographic library. All of it is immediate.

export interface DtlsCrypto {
  random(size: number): Uint8Array
  sha256(data: Uint8Array): Uint8Array
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array
  /** A fresh key pair on P-256; points are uncompressed, 65 bytes. */
  ecdh(): DtlsKeyExchange
  /** An ECDSA signature (DER) over the SHA-256 of the data, by the key of our certificate. */
  sign(data: Uint8Array): Uint8Array
  verify(signed: {
    /** DER. */
    readonly certificate: Uint8Array
    readonly algorithm: 'ecdsa' | 'rsa'
    readonly data: Uint8Array
    readonly signature: Uint8Array
  }): boolean
  /** The certificate's hash as SDP writes it, `AB:CD:…`; undefined for a hash we do not trust. */
  fingerprint(certificate: Uint8Array, hash: string): string | undefined
  aes128Gcm(key: Uint8Array): DtlsAead
}

export interface DtlsKeyExchange {
  readonly publicKey: Uint8Array
  /** Undefined when the peer's point is not on the curve. */
  secret(peer: Uint8Array): Uint8Array | undefined
}

export interface DtlsAead {
  /** Ciphertext and 16-byte tag. */
  seal(nonce: Uint8Array, plaintext: Uint8Array, associated: Uint8Array): Uint8Array
  open(nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array | undefined
}

/** The pseudo-random function of TLS 1.2 (RFC 5246 §5), with SHA-256. */
export function prf(
  crypto: DtlsCrypto,
  secret: Uint8Array,
  label: string,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const start = concat([Uint8Array.from(label, letter => letter.charCodeAt(0)), seed])
  const parts: Uint8Array[] = []
  let a = start
  for (let have = 0; have < length; have += 32) {
    a = crypto.hmacSha256(secret, a)
    parts.push(crypto.hmacSha256(secret, concat([a, start])))
  }
  return concat(parts).slice(0, length)
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
