// Who a page's user is: a signed cookie that ends when the authentication profile says so or the password
// changes, and outlives a restart; and passwords and codes that cannot be tried for ever.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { CentreView } from '../core/centre-view.ts'
import { authenticationProfile } from '../core/directory/authentication-profile.ts'
import { isWithin } from '../io/address-range.ts'
import { passwordMatches } from '../io/password.ts'
import { SecondFactors } from './second-factor.ts'

const COOKIE = 'parley_session'
const MINUTE_MS = 60_000
/** A link that signs somebody in is good for so long. */
const LINK_MS = 5 * MINUTE_MS
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
  /** A code of the second factor was right as well. */
  readonly withCode?: boolean
}

/** Why somebody is not let in. `code`: name and password are right, and the second factor is asked for. */
export type Refused = 'wrong' | 'tooOften' | 'code' | 'address'

/** What somebody gives to be let in. */
export interface Given {
  readonly username: string
  readonly password: string
  /** Of the authenticator app. */
  readonly code?: string | undefined
}

/** What a cookie says. Times are epoch ms. */
interface Ticket {
  readonly userId: string
  readonly until: number
  /** When there was a sign of life last. */
  readonly seen: number
}

/** A link to our pages that signs a user in, and the value of the session's cookie. */
export function letIn(
  { origin, sessions }: { readonly origin: string; readonly sessions: Sessions },
  userId: string,
  id: string,
): { readonly signInUrl: string; readonly accessToken: string; readonly until: number } {
  const { ticket, until } = sessions.linkTicket(userId, id)
  const [cookie = ''] = sessions.cookieFor(userId, false).split(';')
  const accessToken = cookie.slice(COOKIE.length + 1)
  return { signInUrl: `${origin}/api/sign-in?ticket=${ticket}`, accessToken, until }
}

export class Sessions {
  readonly secondFactors: SecondFactors
  readonly #secret: Buffer
  readonly #told: (signIn: SignIn) => void
  readonly #view: CentreView
  /** Until when each would have been good. */
  readonly #usedLinks = new Map<string, number>()
  readonly #tries = new Map<string, { count: number; since: number }>()

  /** @param told hears of every sign-in; attempts beyond what is allowed are refused unheard. */
  constructor(secret: Buffer, view: CentreView, told: (signIn: SignIn) => void = () => {}) {
    this.#told = told
    this.#secret = secret
    this.#view = view
    this.secondFactors = new SecondFactors(secret)
  }

  /** The user's id, or why not. */
  async signIn(
    { username, password, code }: Given,
    address: string,
  ): Promise<{ readonly userId: string } | { readonly refused: Refused }> {
    const key = `${address} ${username.toLowerCase()}`
    if (this.#tooOften(key)) return { refused: 'tooOften' }
    const user = this.#view.directory.named('agent', username)
    const kept = user && this.#view.directory.get('credential', user.id)
    const right = await passwordMatches(password, kept?.Password ?? NOBODY)
    const who = { username, address, ...(user && { userId: user.id }) }
    if (!right || !user) return this.#wrong(key, who)
    if (!this.#mayComeFrom(address)) return { refused: 'address' }
    if (kept?.SecondFactor !== undefined) {
      if (code === undefined) return { refused: 'code' }
      const isRight = this.secondFactors.matches(user.id, kept.SecondFactor, code, Date.now())
      if (!isRight) return this.#wrong(key, who)
    }
    this.#tries.delete(key)
    this.#told({ ...who, outcome: 'ok', withCode: kept?.SecondFactor !== undefined })
    return { userId: user.id }
  }

  /** The value of a `Set-Cookie` header for a new session. */
  cookieFor(userId: string, secure: boolean): string {
    const { MaxSessionDuration } = authenticationProfile(this.#view.directory)
    const now = Date.now()
    return this.#cookie({ userId, until: now + MaxSessionDuration * MINUTE_MS, seen: now }, secure)
  }

  /** The same session after a sign of life; undefined when there is none. */
  cookieAfter(request: IncomingMessage, secure: boolean): string | undefined {
    const ticket = this.#ticketOf(request)
    return ticket && this.#cookie({ ...ticket, seen: Date.now() }, secure)
  }

  /** What a link of some minutes carries that signs somebody in, once. */
  linkTicket(userId: string, id: string): { readonly ticket: string; readonly until: number } {
    const until = Date.now() + LINK_MS
    const body = [userId, until, id].join('.')
    return { ticket: `${body}.${this.#sign(`sign-in link ${body}`)}`, until }
  }

  /** Whom a link signs in. It does so once only, and not from where nobody may come. */
  userOfLink(ticket: string, address: string): string | undefined {
    const [userId = '', until = '', id = '', signature = '', ...more] = ticket.split('.')
    const expected = Buffer.from(this.#sign(`sign-in link ${[userId, until, id].join('.')}`))
    const given = Buffer.from(signature)
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
    const now = Date.now()
    if (more.length > 0 || Number(until) < now || this.#usedLinks.has(id)) return undefined
    const user = this.#view.directory.get('agent', userId)
    if (!user || !this.#mayComeFrom(address)) return undefined
    for (const [used, at] of this.#usedLinks) if (at < now) this.#usedLinks.delete(used)
    this.#usedLinks.set(id, Number(until))
    this.#told({ username: user.Username, userId, address, outcome: 'ok' })
    return userId
  }

  get endCookie(): string {
    return `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`
  }

  /** Who the request's cookie says it is, if that holds and the user still exists. */
  userOf(request: IncomingMessage): string | undefined {
    return this.#ticketOf(request)?.userId
  }

  #ticketOf(request: IncomingMessage): Ticket | undefined {
    const cookie = request.headers.cookie
      ?.split(';')
      .map(each => each.trim())
      .find(each => each.startsWith(`${COOKIE}=`))
    const [userId, until, seen, signature] = cookie?.slice(COOKIE.length + 1).split('.') ?? []
    if (!userId || !until || !seen || !signature) return undefined
    const expected = Buffer.from(
      this.#sign(this.#body({ userId, until: Number(until), seen: Number(seen) })),
    )
    const given = Buffer.from(signature)
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
    const ticket = { userId, until: Number(until), seen: Number(seen) }
    return this.#holds(ticket, request.socket?.remoteAddress) ? ticket : undefined
  }

  #holds({ userId, until, seen }: Ticket, address: string | undefined): boolean {
    const { SessionInactivityHandlingEnabled, SessionInactivityDuration } = authenticationProfile(
      this.#view.directory,
    )
    const now = Date.now()
    const quiet = now - seen > SessionInactivityDuration * MINUTE_MS
    if (until < now || (SessionInactivityHandlingEnabled && quiet)) return false
    if (address !== undefined && !this.#mayComeFrom(address)) return false
    return this.#view.directory.get('agent', userId) !== undefined
  }

  #mayComeFrom(address: string): boolean {
    const { AllowedIps = [], BlockedIps = [] } = authenticationProfile(this.#view.directory)
    if (BlockedIps.some(range => isWithin(address, range))) return false
    return AllowedIps.length === 0 || AllowedIps.some(range => isWithin(address, range))
  }

  #cookie(ticket: Ticket, secure: boolean): string {
    const { userId, until, seen } = ticket
    const value = [userId, until, seen, this.#sign(this.#body(ticket))].join('.')
    const parts = [
      `${COOKIE}=${value}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      `Max-Age=${Math.floor((until - Date.now()) / 1000)}`,
    ]
    return [...parts, ...(secure ? ['Secure'] : [])].join('; ')
  }

  /** What the signature is over: another password, or another second factor, makes another signature. */
  #body({ userId, until, seen }: Ticket): string {
    const { Password = '', SecondFactor = '' } =
      this.#view.directory.get('credential', userId) ?? {}
    return [userId, until, seen, Password, SecondFactor].join('\n')
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

  #wrong(key: string, who: Omit<SignIn, 'outcome'>): { readonly refused: 'wrong' } {
    this.#told({ ...who, outcome: 'wrong' })
    const tried = this.#tries.get(key)
    if (tried) tried.count++
    else this.#tries.set(key, { count: 1, since: Date.now() })
    if (this.#tries.size > TRIES_KEPT_MAX) this.#tries.clear()
    return { refused: 'wrong' }
  }
}
