// The lite side of ICE (RFC 8445 §2.5): it has addresses the browser can reach, waits for the
// browser's checks, answers them, and lets the browser choose. It never sends a check itself, so
// the browser's own candidates, mDNS names among them, do not matter to it.
import { HmacSha1 } from '../hmac-sha1.ts'
import {
  bindingError,
  bindingRequest,
  bindingSuccess,
  hasIntegrity,
  parseStun,
  type StunMessage,
  stunAttribute,
  writeStun,
  xorMappedAddress,
} from './stun-message.ts'

export interface IceCredentials {
  readonly usernameFragment: string
  readonly password: string
}

export interface IceCheck {
  readonly response: Uint8Array
  /** The check proved that the browser we are talking to sent it. */
  readonly valid: boolean
  /** The browser chose this path. */
  readonly nominated: boolean
}

export class IceLite {
  readonly #username: Uint8Array
  readonly #hmac: HmacSha1

  constructor(local: IceCredentials, remoteUsernameFragment: string) {
    this.#username = ascii(`${local.usernameFragment}:${remoteUsernameFragment}`)
    this.#hmac = new HmacSha1(ascii(local.password))
  }

  /** Answers a check from that address (4 or 16 bytes); undefined: not a check of our browser. */
  check(bytes: Uint8Array, address: Uint8Array, port: number): IceCheck | undefined {
    const message = parseStun(bytes)
    if (message?.type !== bindingRequest) return undefined
    const username = message.attributes.get(stunAttribute.username)
    if (!username || !equal(username, this.#username)) return undefined
    if (!hasIntegrity(bytes, message, this.#hmac)) return undefined
    // RFC 8445 §7.3.1.1: a lite agent is always the controlled one.
    if (message.attributes.has(stunAttribute.iceControlled)) {
      return { response: this.#refuse(message), valid: false, nominated: false }
    }
    const mapped = xorMappedAddress(address, port, message.transactionId)
    const response = writeStun({
      type: bindingSuccess,
      transactionId: message.transactionId,
      attributes: [[stunAttribute.xorMappedAddress, mapped]],
      hmac: this.#hmac,
    })
    const nominated = message.attributes.has(stunAttribute.useCandidate)
    return { response, valid: true, nominated }
  }

  #refuse(message: StunMessage): Uint8Array {
    const roleConflict = Uint8Array.of(0, 0, 4, 87)
    return writeStun({
      type: bindingError,
      transactionId: message.transactionId,
      attributes: [[stunAttribute.errorCode, roleConflict]],
      hmac: this.#hmac,
    })
  }
}

const ascii = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))

const equal = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, i) => byte === b[i])
