// One-time codes of an authenticator app as a second proof of who somebody is (TOTP, RFC 6238).
import { Secret, TOTP } from 'otpauth'
import { minutes } from '../core/instant.ts'
import { openText, sealText } from '../io/sealed-text.ts'

/** Codes of the steps before and after are good too: clocks differ, and people type slowly. */
const WINDOW = 1
const STEP_SECONDS = 30
const KEPT_MAX = 100_000
/** Wrong codes of one user, wherever they come from, before none is looked at for a while: there are a million. */
const WRONG_MAX = 10
const WRONG_WINDOW_MS = minutes(15)

export class SecondFactors {
  readonly #secret: Uint8Array
  /** The last step whose code each user has used: none is good twice. */
  readonly #used = new Map<string, number>()
  readonly #wrong = new Map<string, { count: number; readonly since: number }>()

  constructor(secret: Uint8Array) {
    this.#secret = secret
  }

  /** A new secret: sealed, to be kept, and as the link that an app reads from a picture. */
  make(userId: string, label: string): { readonly sealed: string; readonly uri: string } {
    const totp = totpOf(new Secret({ size: 20 }), label)
    return {
      sealed: sealText(this.#secret, purposeOf(userId), totp.secret.base32),
      uri: totp.toString(),
    }
  }

  /** Whether the code is the one of now, has not been used before, and not too many were wrong lately. */
  matches(userId: string, sealed: string, code: string, now: number): boolean {
    const tried = this.#wrong.get(userId)
    const wrong = tried && now - tried.since < WRONG_WINDOW_MS ? tried : { count: 0, since: now }
    if (wrong.count >= WRONG_MAX) return false
    const isRight = this.#isRight(userId, sealed, code, now)
    if (isRight) this.#wrong.delete(userId)
    else this.#wrong.set(userId, { ...wrong, count: wrong.count + 1 })
    return isRight
  }

  #isRight(userId: string, sealed: string, code: string, now: number): boolean {
    const token = code.replaceAll(/\s/g, '')
    if (!/^\d{6}$/.test(token)) return false
    const secret = Secret.fromBase32(openText(this.#secret, purposeOf(userId), sealed))
    const delta = totpOf(secret, '').validate({ token, timestamp: now, window: WINDOW })
    if (delta === null) return false
    const step = Math.floor(now / 1000 / STEP_SECONDS) + delta
    if (step <= (this.#used.get(userId) ?? -1)) return false
    if (this.#used.size >= KEPT_MAX) this.#used.clear()
    this.#used.set(userId, step)
    return true
  }
}

function totpOf(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: 'Parley', label, secret, digits: 6, period: STEP_SECONDS })
}

function purposeOf(userId: string): string {
  return `second factor of ${userId}`
}
