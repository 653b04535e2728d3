// Access keys: those that are kept, of people and of programs, and temporary ones, which are kept nowhere:
// their session token says whose they are and until when, and is signed.
import type { DirectoryView } from '../../core/directory/directory.ts'
import type { Instant } from '../../core/instant.ts'
import { equalInConstantTime, hmacSha256 } from '../../io/crypto.ts'
import { type Identity, identityOf } from './identity.ts'

export interface AccessKey {
  readonly secret: string
  /** Whose it is: a user's id, an identity's, or any other name for a key that may do everything. */
  readonly owner: string
  /** The program whose policies decide; absent for people, whose security profiles do. */
  readonly identity?: Identity
}

export interface AccessKeyWorld {
  readonly directory: DirectoryView
  readonly account: string
  /** Signs session tokens. */
  readonly secret: Uint8Array
  now(): Instant
}

export interface TemporaryKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiresAt: Instant
}

interface Token {
  readonly key: string
  readonly owner: string
  readonly until: Instant
  readonly session?: string
}

/** The key of that id; temporary ones need the token they were given with. */
export function findAccessKey(
  world: AccessKeyWorld,
  id: string,
  sessionToken: string | undefined,
): AccessKey | undefined {
  if (id.startsWith('ASIA')) return temporaryKey(world, id, sessionToken ?? '')
  const kept = world.directory.get('access-key', id)
  return kept && withIdentity(world, kept.SecretAccessKey, kept.Owner)
}

export interface TemporaryKeyGiven {
  /** Whose it is: the id of a user or an identity. */
  readonly owner: string
  readonly forMs: number
  /** The name under which a role is assumed. */
  readonly session?: string
}

/** @param id a fresh UUID. */
export function newTemporaryKey(
  { secret, now }: Pick<AccessKeyWorld, 'secret' | 'now'>,
  id: string,
  given: TemporaryKeyGiven,
): TemporaryKey {
  const accessKeyId = `ASIA${id.replaceAll('-', '').slice(0, 16).toUpperCase()}`
  const expiresAt = now() + given.forMs
  const token: Token = {
    key: accessKeyId,
    owner: given.owner,
    until: expiresAt,
    ...(given.session !== undefined && { session: given.session }),
  }
  const body = Buffer.from(JSON.stringify(token)).toString('base64url')
  return {
    accessKeyId,
    secretAccessKey: secretOf(secret, accessKeyId),
    sessionToken: `${body}.${signed(secret, body)}`,
    expiresAt,
  }
}

function temporaryKey(
  world: AccessKeyWorld,
  id: string,
  sessionToken: string,
): AccessKey | undefined {
  const [body = '', signature = '', ...more] = sessionToken.split('.')
  const expected = signed(world.secret, body)
  const isOurs = equalInConstantTime(Buffer.from(expected), Buffer.from(signature))
  if (!isOurs || more.length > 0) return undefined
  // Only we can have written it.
  const token = JSON.parse(Buffer.from(body, 'base64url').toString()) as Token
  if (token.key !== id || token.until <= world.now()) return undefined
  return withIdentity(world, secretOf(world.secret, id), token.owner, token.session)
}

/** A key whose owner is gone is none. */
function withIdentity(
  { directory, account }: AccessKeyWorld,
  secret: string,
  owner: string,
  session?: string,
): AccessKey | undefined {
  const identity = identityOf(directory, account, owner, session)
  return identity ? { secret, owner, identity } : { secret, owner }
}

function secretOf(secret: Uint8Array, accessKeyId: string): string {
  return Buffer.from(hmacSha256(secret, `temporary key ${accessKeyId}`)).toString('base64')
}

function signed(secret: Uint8Array, body: string): string {
  return Buffer.from(hmacSha256(secret, `session token ${body}`)).toString('base64url')
}
