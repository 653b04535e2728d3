// The token by which a business says whose chat it is: a JWT (RFC 7519) signed with the widget's secret
// by HS256 (RFC 7518 §3.2), for one widget and ten minutes at most.
import type { Instant } from '../../core/instant.ts'
import { seconds } from '../../core/instant.ts'
import { equalInConstantTime, hmacSha256 } from '../../io/crypto.ts'

export interface WidgetClaims {
  readonly attributes: Readonly<Record<string, string>>
  readonly segmentAttributes?: object
  readonly relatedContactId?: string
  readonly customerId?: string
  /** The chat that this one goes on with: only whoever signs can know whose it was. */
  readonly persistentChat?: object
}

const LIFE_MS_MAX = seconds(600)
/** Clocks of two machines are never quite the same. */
const CLOCK_DIFFERENCE_MS = seconds(60)
const TOKEN_LENGTH_MAX = 16_384

/** What the token says, or a sentence that says why it does not hold. */
export function readWidgetToken(
  token: string,
  of: { readonly widgetId: string; readonly secret: string; readonly now: Instant },
): WidgetClaims | string {
  const parts = token.split('.')
  const [header = '', payload = '', signature = ''] = parts
  if (parts.length !== 3 || token.length > TOKEN_LENGTH_MAX) return 'The token is not a JWT.'
  if (parsed(header)?.alg !== 'HS256') return 'The token must be signed with HS256.'
  const right = hmacSha256(of.secret, `${header}.${payload}`)
  if (!equalInConstantTime(right, Buffer.from(signature, 'base64url'))) {
    return 'The token is not signed with the secret of this widget.'
  }
  const claims = parsed(payload)
  if (!claims) return 'The token says nothing.'
  if (claims.sub !== of.widgetId) return '`sub` of the token is not this widget.'
  return timeProblem(claims, of.now) ?? readClaims(claims)
}

function timeProblem({ iat, exp }: Claims, now: Instant): string | undefined {
  if (typeof iat !== 'number' || typeof exp !== 'number') return 'The token has no `iat` or `exp`.'
  if (seconds(iat) > now + CLOCK_DIFFERENCE_MS) return 'The token is of the future.'
  if (seconds(exp) <= now) return 'The token has expired.'
  const isLong = seconds(exp - iat) > LIFE_MS_MAX
  return isLong ? 'The token holds for more than ten minutes.' : undefined
}

function readClaims(claims: Claims): WidgetClaims | string {
  const { attributes = {}, segmentAttributes, relatedContactId, customerId } = claims
  const { persistentChat } = claims
  if (!isObject(attributes)) return '`attributes` of the token must be an object.'
  const wrong = Object.entries(attributes).find(([, value]) => typeof value !== 'string')
  if (wrong) return `Attribute ${wrong[0].slice(0, 100)} of the token must be text.`
  return {
    attributes: attributes as Record<string, string>,
    ...(isObject(segmentAttributes) && { segmentAttributes }),
    ...(typeof relatedContactId === 'string' && { relatedContactId }),
    ...(typeof customerId === 'string' && { customerId }),
    ...(isObject(persistentChat) && { persistentChat }),
  }
}

type Claims = Readonly<Record<string, unknown>>

function parsed(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return isObject(value) ? (value as Claims) : undefined
  } catch {
    // Not JSON: not a token.
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
