// The record layer of DTLS 1.2 (RFC 6347 §4.1), and AES-GCM in it (RFC 5288).
import { ByteReader, bytesOf, Truncated } from './byte-reader.ts'
import { concat, type DtlsAead } from './dtls-crypto.ts'

export const contentType = { changeCipherSpec: 20, alert: 21, handshake: 22 } as const

export interface DtlsRecord {
  readonly type: number
  readonly epoch: number
  readonly sequence: number
  readonly fragment: Uint8Array
}

/** The records of one datagram, up to the first that does not fit. */
export function parseRecords(datagram: Uint8Array): DtlsRecord[] {
  const records: DtlsRecord[] = []
  const reader = new ByteReader(datagram)
  try {
    while (!reader.atEnd && records.length < 16) {
      const type = reader.number(1)
      // DTLS 1.0 to 1.2; the first flight of a 1.3 client calls itself one of them too.
      if (reader.number(1) !== 0xfe) break
      reader.number(1)
      const epoch = reader.number(2)
      const sequence = reader.number(6)
      records.push({ type, epoch, sequence, fragment: reader.vector(2) })
    }
  } catch (error) {
    if (!(error instanceof Truncated)) throw error
  }
  return records
}

export function writeRecord(record: DtlsRecord): Uint8Array {
  const { type, epoch, sequence, fragment } = record
  return concat([header({ type, epoch, sequence }), bytesOf(fragment.length, 2), fragment])
}

/** One direction of an encrypted epoch. */
export class RecordCipher {
  readonly #aead: DtlsAead
  readonly #salt: Uint8Array

  constructor(aead: DtlsAead, salt: Uint8Array) {
    this.#aead = aead
    this.#salt = salt
  }

  seal(record: DtlsRecord): DtlsRecord {
    const explicit = concat([bytesOf(record.epoch, 2), bytesOf(record.sequence, 6)])
    const nonce = concat([this.#salt, explicit])
    const associated = associatedData(record, record.fragment.length)
    const sealed = this.#aead.seal(nonce, record.fragment, associated)
    return { ...record, fragment: concat([explicit, sealed]) }
  }

  open(record: DtlsRecord): Uint8Array | undefined {
    const length = record.fragment.length - 8 - 16
    if (length < 0) return undefined
    const nonce = concat([this.#salt, record.fragment.subarray(0, 8)])
    const associated = associatedData(record, length)
    return this.#aead.open(nonce, record.fragment.subarray(8), associated)
  }
}

function associatedData(record: DtlsRecord, length: number): Uint8Array {
  const number = concat([bytesOf(record.epoch, 2), bytesOf(record.sequence, 6)])
  return concat([number, Uint8Array.of(record.type, 0xfe, 0xfd), bytesOf(length, 2)])
}

function header({ type, epoch, sequence }: Omit<DtlsRecord, 'fragment'>): Uint8Array {
  return concat([Uint8Array.of(type, 0xfe, 0xfd), bytesOf(epoch, 2), bytesOf(sequence, 6)])
}
