// Keys of SRTP: from the DTLS handshake to master keys, from a master key to session keys.

/** What SRTP asks of the outside: AES-128 in ECB mode under one key, without padding. */
export type AesEcb = (key: Uint8Array) => (blocks: Uint8Array) => Uint8Array

/** One direction's master key (16 bytes) and salt (14 bytes). */
export interface SrtpMasterKey {
  readonly key: Uint8Array
  readonly salt: Uint8Array
}

/** Encrypts, authenticates and salts one kind of packet in one direction. */
export interface SrtpSessionKeys {
  readonly encryption: Uint8Array
  readonly authentication: Uint8Array
  readonly salt: Uint8Array
}

/** `SRTPProtectionProfile` of RFC 5764 §4.1.2, the one every browser has. */
export const AES128_CM_HMAC_SHA1_80 = 0x0001

/** How many bytes the DTLS exporter has to give for that profile. */
export const dtlsExportLength = 2 * (16 + 14)

/** RFC 5764 §4.2: client key, server key, client salt, server salt. */
export function splitDtlsExport(bytes: Uint8Array): {
  readonly client: SrtpMasterKey
  readonly server: SrtpMasterKey
} {
  return {
    client: { key: bytes.slice(0, 16), salt: bytes.slice(32, 46) },
    server: { key: bytes.slice(16, 32), salt: bytes.slice(46, 60) },
  }
}

/** RFC 3711 §4.3 with a key derivation rate of zero: labels 0–2 for RTP, 3–5 for RTCP. */
export function deriveSessionKeys(
  master: SrtpMasterKey,
  packets: 'rtp' | 'rtcp',
  aesEcb: AesEcb,
): SrtpSessionKeys {
  const encrypt = aesEcb(master.key)
  const first = packets === 'rtp' ? 0 : 3
  return {
    encryption: derive(encrypt, master.salt, first, 16),
    authentication: derive(encrypt, master.salt, first + 1, 20),
    salt: derive(encrypt, master.salt, first + 2, 14),
  }
}

function derive(
  encrypt: (blocks: Uint8Array) => Uint8Array,
  salt: Uint8Array,
  label: number,
  length: number,
): Uint8Array {
  const blocks = new Uint8Array(Math.ceil(length / 16) * 16)
  for (let at = 0; at < blocks.length; at += 16) {
    blocks.set(salt, at)
    blocks[at + 7] = (blocks[at + 7] ?? 0) ^ label
    blocks[at + 15] = at / 16
  }
  return encrypt(blocks).slice(0, length)
}
