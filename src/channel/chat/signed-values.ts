// Texts that say something and prove that we said it, so that nothing has to be kept of them.
import { equalInConstantTime, hmacSha256 } from '../../io/crypto.ts'

export type SignedValue = string | number

/** So many that were found genuine are known again by their text. */
const KNOWN_MAX = 10_000

export class SignedValues {
  readonly #key: Uint8Array
  readonly #lengthMax: number
  readonly #known = new Map<string, readonly SignedValue[]>()

  /** `purpose`: what is signed for one is worth nothing for another. */
  constructor({
    secret,
    purpose,
    lengthMax = 1000,
  }: { readonly secret: Uint8Array; readonly purpose: string; readonly lengthMax?: number }) {
    this.#key = hmacSha256(secret, purpose)
    this.#lengthMax = lengthMax
  }

  /** Always the same for the same values. Safe in a URL. */
  sign(values: readonly SignedValue[]): string {
    const body = Buffer.from(JSON.stringify(values)).toString('base64url')
    return `${body}.${this.#signatureOf(body)}`
  }

  /** Undefined when we did not sign it. */
  read(text: string): readonly SignedValue[] | undefined {
    const known = this.#known.get(text)
    if (known) return known
    const values = this.#check(text)
    if (!values) return undefined
    if (this.#known.size >= KNOWN_MAX) this.#known.clear()
    this.#known.set(text, values)
    return values
  }

  #check(text: string): readonly SignedValue[] | undefined {
    if (text.length > this.#lengthMax) return undefined
    const [body = '', signature = '', ...rest] = text.split('.')
    const expected = Buffer.from(this.#signatureOf(body))
    if (rest.length > 0 || !equalInConstantTime(expected, Buffer.from(signature))) return undefined
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as SignedValue[]
  }

  #signatureOf(body: string): string {
    return Buffer.from(hmacSha256(this.#key, body)).toString('base64url')
  }
}
