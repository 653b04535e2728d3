// Passwords as they may be kept: scrypt with a salt of its own (RFC 7914).
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** 2^14 rounds at 16 MB: some 40 ms of a present-day core. */
const COST = 16_384
const BLOCK = 8
const KEY_BYTES = 32
const PASSWORD_MAX = 1024

/** One line of text: `scrypt$cost$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return `scrypt$${COST}$${salt.toString('base64')}$${key.toString('base64')}`
}

export async function passwordMatches(password: string, kept: string): Promise<boolean> {
  const [scheme, cost, salt, key] = kept.split('$')
  if (scheme !== 'scrypt' || !cost || !salt || !key || password.length > PASSWORD_MAX) return false
  const expected = Buffer.from(key, 'base64')
  const given = await derive(password, Buffer.from(salt, 'base64'), Number(cost))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** A password that can be typed, and that our own rules take: of small and capital letters and digits. */
export function newPassword(): string {
  const drawn = drawPassword()
  return /[a-z]/.test(drawn) && /[A-Z]/.test(drawn) && /\d/.test(drawn) ? drawn : newPassword()
}

/** None of them is mistaken for another. */
function drawPassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const chosen = [...randomBytes(64)].filter(byte => byte < letters.length * 4).slice(0, 16)
  return chosen.map(byte => letters[byte % letters.length]).join('')
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, { N: cost, r: BLOCK, p: 1 }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
