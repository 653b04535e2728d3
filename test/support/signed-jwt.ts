import { createHmac } from 'node:crypto'

/** A JWT signed by HS256, whatever its header says. */
export function signedJwt(claims: object, of: { secret: string; alg?: string }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: of.alg ?? 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', of.secret).update(signed).digest('base64url')}`
}
