// Signed bodies: who has the secret sent them, just now. `Parley-Signature: t=<seconds>,v1=<hex>`:
// HMAC-SHA256 (RFC 2104) of the seconds, a dot and the body.
import type { Instant } from '../core/instant.ts'
import { equalInConstantTime, hmacSha256 } from './crypto.ts'

/** So far the clocks of both sides may be apart, and so long a body may be on its way. */
const WINDOW_SECONDS = 300

/** The value of the header. */
export function signBody(secret: string, body: string, now: Instant): string {
  const seconds = Math.floor(now / 1000)
  return `t=${seconds},v1=${hex(hmacSha256(secret, `${seconds}.${body}`))}`
}

/** Whether it was signed with the secret, not long ago. */
export function isSigned(secret: string, body: string, header: string, now: Instant): boolean {
  const { t, v1 } = Object.fromEntries(
    header.split(',').map(part => part.trim().split('=', 2) as [string, string | undefined]),
  )
  if (t === undefined || v1 === undefined || !isRecent(t, now)) return false
  const expected = hex(hmacSha256(secret, `${t}.${body}`))
  return equalInConstantTime(Buffer.from(expected), Buffer.from(v1.toLowerCase()))
}

/** Whether seconds since 1970, as text, are of these minutes. */
export function isRecent(seconds: string, now: Instant): boolean {
  return /^\d{1,12}$/.test(seconds) && Math.abs(now / 1000 - Number(seconds)) <= WINDOW_SECONDS
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
