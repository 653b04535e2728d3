// Checks AWS Signature Version 4: who signed this request, and is it what they signed? In the
// Authorization header, or in the query of a presigned URL.
import type { Instant } from '../core/instant.ts'
import { minutes, seconds } from '../core/instant.ts'
import { equalInConstantTime, hmacSha256, sha256Hex } from '../io/crypto.ts'
import type { ApiRequest } from './api-request.ts'
import { invalidRequest, ServiceError } from './service-error.ts'

const ALGORITHM = 'AWS4-HMAC-SHA256'
const SKEW_MS = minutes(5)
/** The longest a presigned URL may live. */
const PRESIGNED_SECONDS_MAX = 604_800
const KEYS_MAX = 1000

export interface Signed {
  readonly accessKeyId: string
  readonly region: string
}

/** What a signature claims, before it is checked. */
interface Claim {
  readonly accessKeyId: string
  /** yyyymmdd, the day its key was made for. */
  readonly day: string
  readonly region: string
  readonly service: string
  readonly signedHeaders: string
  readonly signature: string
  /** yyyymmddThhmmssZ. */
  readonly time: string
  readonly lifeMs: number | undefined
}

/** Temporary keys are good with their session token only. */
type SecretOf = (accessKeyId: string, sessionToken: string | undefined) => string | undefined

/** Keys derived from a secret are good for a day; deriving one takes four HMACs. */
export class SignatureChecker {
  readonly #keys = new Map<string, Uint8Array>()
  readonly #secretOf: SecretOf

  constructor(secretOf: SecretOf) {
    this.#secretOf = secretOf
  }

  /** Answers who signed, or throws the service's refusal. */
  check(request: ApiRequest, now: Instant): Signed {
    const claim = claimOf(request)
    checkTime(claim, now)
    const secret = this.#secretOf(claim.accessKeyId, sessionTokenOf(request))
    if (secret === undefined) {
      throw new ServiceError(
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
      )
    }
    const scope = `${claim.day}/${claim.region}/${claim.service}/aws4_request`
    const toSign = [ALGORITHM, claim.time, scope, sha256Hex(canonicalRequest(request, claim))]
    const expected = hmacSha256(this.#key(secret, claim), toSign.join('\n'))
    if (!equalInConstantTime(expected, Buffer.from(claim.signature, 'hex'))) {
      throw wrongSignature(
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
      )
    }
    return { accessKeyId: claim.accessKeyId, region: claim.region }
  }

  #key(secret: string, { day, region, service }: Claim): Uint8Array {
    const name = [secret, day, region, service].join('\n')
    const known = this.#keys.get(name)
    if (known) return known
    if (this.#keys.size >= KEYS_MAX) this.#keys.clear()
    const ofDay = hmacSha256(`AWS4${secret}`, day)
    const key = hmacSha256(hmacSha256(hmacSha256(ofDay, region), service), 'aws4_request')
    this.#keys.set(name, key)
    return key
  }
}

/** In the header, or in the query of a presigned URL. */
export function sessionTokenOf(request: ApiRequest): string | undefined {
  const token = headerOf(request, 'x-amz-security-token')
  if (token !== '') return token
  return new Map(pairsOf(request.query)).get('X-Amz-Security-Token')
}

/** Does the request carry a signature at all, right or wrong? */
export function isSigned(request: ApiRequest): boolean {
  return (
    headerOf(request, 'authorization').startsWith('AWS4-') ||
    request.query.includes('X-Amz-Signature=')
  )
}

function claimOf(request: ApiRequest): Claim {
  const authorization = headerOf(request, 'authorization')
  if (authorization !== '') return headerClaim(authorization, headerOf(request, 'x-amz-date'))
  if (request.query.includes('X-Amz-Signature=')) return queryClaim(request.query)
  throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token')
}

function headerClaim(authorization: string, time: string): Claim {
  const [, fields] = /^AWS4-HMAC-SHA256\s+(.+)$/.exec(authorization) ?? []
  const parts = new Map(
    (fields ?? '').split(/,\s*/).map(field => {
      const equals = field.indexOf('=')
      return [field.slice(0, equals), field.slice(equals + 1)]
    }),
  )
  return claimFrom({
    credential: parts.get('Credential'),
    signedHeaders: parts.get('SignedHeaders'),
    signature: parts.get('Signature'),
    time,
    lifeMs: undefined,
  })
}

function queryClaim(query: string): Claim {
  const parameters = new Map(pairsOf(query))
  const life = Number(parameters.get('X-Amz-Expires'))
  if (
    parameters.get('X-Amz-Algorithm') !== ALGORITHM ||
    !(life > 0 && life <= PRESIGNED_SECONDS_MAX)
  ) {
    throw incomplete()
  }
  return claimFrom({
    credential: parameters.get('X-Amz-Credential'),
    signedHeaders: parameters.get('X-Amz-SignedHeaders'),
    signature: parameters.get('X-Amz-Signature'),
    time: parameters.get('X-Amz-Date') ?? '',
    lifeMs: seconds(life),
  })
}

function claimFrom(given: {
  credential: string | undefined
  signedHeaders: string | undefined
  signature: string | undefined
  time: string
  lifeMs: number | undefined
}): Claim {
  const [accessKeyId, day, region, service, terminator, ...more] =
    given.credential?.split('/') ?? []
  if (
    !accessKeyId ||
    !day ||
    !region ||
    !service ||
    terminator !== 'aws4_request' ||
    more.length > 0
  ) {
    throw incomplete()
  }
  const { signedHeaders, signature, time, lifeMs } = given
  if (!signedHeaders || !/^[0-9a-f]{64}$/.test(signature ?? '')) throw incomplete()
  if (!time.startsWith(day)) throw incomplete()
  if (!signedHeaders.split(';').includes('host')) throw wrongSignature('The host must be signed.')
  return {
    accessKeyId,
    day,
    region,
    service,
    signedHeaders,
    signature: signature ?? '',
    time,
    lifeMs,
  }
}

function incomplete(): ServiceError {
  return new ServiceError(
    'IncompleteSignatureException',
    'The request signature does not conform to AWS standards.',
  )
}

function wrongSignature(message: string): ServiceError {
  return new ServiceError('InvalidSignatureException', message)
}

function checkTime({ time, lifeMs }: Claim, now: Instant): void {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time)
  const [, year, month, day, hour, minute, second] = parts ?? []
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(signedAt)) throw incomplete()
  const age = now - signedAt
  if (age < -SKEW_MS || age > (lifeMs ?? SKEW_MS)) {
    throw wrongSignature(`Signature expired or not yet valid: it was made at ${time}.`)
  }
}

function canonicalRequest(request: ApiRequest, { signedHeaders, lifeMs }: Claim): string {
  const presigned = lifeMs !== undefined
  const headers = signedHeaders
    .split(';')
    .map(name => `${name}:${headerOf(request, name).trim().replace(/\s+/g, ' ')}\n`)
    .join('')
  return [
    request.method,
    // Each segment as it travelled is encoded once more (every service but S3 does so).
    request.rawPath.split('/').map(encode).join('/'),
    canonicalQuery(request.query),
    headers,
    signedHeaders,
    payloadHash(request, presigned),
  ].join('\n')
}

function canonicalQuery(query: string): string {
  if (query === '') return ''
  return pairsOf(query)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** Name and value of each parameter, decoded. A plus is a plus: AWS clients write spaces as %20. */
export function pairsOf(query: string): (readonly [string, string])[] {
  return query
    .split('&')
    .filter(part => part !== '')
    .map(part => {
      const equals = part.indexOf('=')
      if (equals < 0) return [decode(part), ''] as const
      return [decode(part.slice(0, equals)), decode(part.slice(equals + 1))] as const
    })
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidRequest('The query cannot be decoded.')
  }
}

function payloadHash(request: ApiRequest, presigned: boolean): string {
  const declared = headerOf(request, 'x-amz-content-sha256')
  if (declared === 'UNSIGNED-PAYLOAD') return declared
  const actual = sha256Hex(request.body)
  if (declared !== '' && declared !== actual && !presigned) {
    throw wrongSignature('The body is not what was signed.')
  }
  return actual
}

/** RFC 3986 §2.1, leaving only unreserved characters. */
function encode(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** A header's value; several of one name are joined. */
export function headerOf(request: ApiRequest, name: string): string {
  const value = request.headers[name]
  if (value === undefined) return ''
  return headerText(typeof value === 'string' ? value : value.join(','))
}

/** Node reads header bytes as Latin-1, but some clients write UTF-8. */
function headerText(text: string): string {
  if (/^[ -~]*$/.test(text)) return text
  try {
    const bytes = Uint8Array.from(text, character => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8, so it was Latin-1.
    return text
  }
}
