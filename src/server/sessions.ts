// Who a page's user is: a signed cookie that holds for a working day and outlives a restart, and
// passwords that cannot be tried for ever.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { CentreView } from '../core/centre-view.ts'
import { passwordMatches } from '../io/password.ts'

const COOKIE = 'parley_session'
const HOLDS_MS = 12 * 3_600_000
/** Wrong passwords per name and address within the window before the door stays shut. */
const TRIES_MAX = 10
const TRIES_WINDOW_MS = 60_000
const TRIES_KEPT_MAX = 10_000
/** Checked when there is no such user, so that the time taken does not tell. */
const NOBODY = 'scrypt$16384$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='

/** Somebody signed in, or gave a wrong name or password. */
export interface SignIn {
  readonly username: string
  /** Nobody of that name when absent. */
  readonly userId?: string
  readonly address: string
  readonly outcome: 'ok' | 'wrong'
}

export class Sessions {
  readonly #secret: Buffer
  readonly #told: (signIn: SignIn) => void
  readonly #view: CentreView
  readonly #tries = new Map<string, { count: number; since: number }>()

  /** @param told hears of every sign-in; attempts beyond what is allowed are refused unheard. */
  constructor(secret: Buffer, view: CentreView, told: (signIn: SignIn) => void = () => {}) {
    this.#told = told
    this.#secret = secret
    this.#view = view
  }

  /** The user's id, or why not. */
  async signIn(
    username: string,
    password: string,
    address: string,
  ): Promise<{ readonly userId: string } | { readonly refused: 'wrong' | 'tooOften' }> {
    const key = `${address} ${username.toLowerCase()}`
    if (this.#tooOften(key)) return { refused: 'tooOften' }
    const user = this.#view.directory.named('agent', username)
    const kept = user && this.#view.directory.get('credential', user.id)?.Password
    const right = await passwordMatches(password, kept ?? NOBODY)
    const who = { username, address, ...(user && { userId: user.id }) }
    if (!right || !user) {
      this.#told({ ...who, outcome: 'wrong' })
      this.#wrong(key)
      return { refused: 'wrong' }
    }
    this.#tries.delete(key)
    this.#told({ ...who, outcome: 'ok' })
    return { userId: user.id }
  }

  /** The value of a `Set-Cookie` header. */
  cookieFor(userId: string, secure: boolean): string {
    const expires = Date.now() + HOLDS_MS
    const body = `${userId}.${expires}`
    const value = `${body}.${this.#sign(body)}`
    const parts = [
      `${COOKIE}=${value}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      `Max-Age=${HOLDS_MS / 1000}`,
    ]
    return [...parts, ...(secure ? ['Secure'] : [])].join('; ')
  }

  get endCookie(): string {
    return `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`
  }

  /** Who the request's cookie says it is, if that holds and the user still exists. */
  userOf(request: IncomingMessage): string | undefined {
    const cookie = request.headers.cookie
      ?.split(';')
      .map(each => each.trim())
      .find(each => each.startsWith(`${COOKIE}=`))
    const [userId, expires, signature] = cookie?.slice(COOKIE.length + 1).split('.') ?? []
    if (!userId || !expires || !signature || Number(expires) < Date.now()) return undefined
    const expected = Buffer.from(this.#sign(`${userId}.${expires}`))
    const given = Buffer.from(signature)
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
    return this.#view.directory.get('agent', userId) ? userId : undefined
  }

  /** A signature over any text, for links that prove themselves. */
  sign(text: string): string {
    return this.#sign(`link ${text}`)
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url')
  }

  #tooOften(key: string): boolean {
    const tried = this.#tries.get(key)
    if (!tried) return false
    if (Date.now() - tried.since > TRIES_WINDOW_MS) {
      this.#tries.delete(key)
      return false
    }
    return tried.count >= TRIES_MAX
  }

  #wrong(key: string): void {
    const tried = this.#tries.get(key)
    if (tried) tried.count++
    else this.#tries.set(key, { count: 1, since: Date.now() })
    if (this.#tries.size > TRIES_KEPT_MAX) this.#tries.clear()
  }
}
