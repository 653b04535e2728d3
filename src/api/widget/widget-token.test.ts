import { expect, test } from 'vitest'
import { signedJwt } from '../../../test/support/signed-jwt.ts'
import { readWidgetToken } from './widget-token.ts'

const NOW = Date.UTC(2026, 10, 21, 12)
const IAT = NOW / 1000
const OF = { widgetId: 'shop', secret: 'x'.repeat(44), now: NOW }
const GOOD = { sub: 'shop', iat: IAT, exp: IAT + 600 }

const signed = (claims: object, secret = OF.secret, alg = 'HS256') =>
  signedJwt(claims, { secret, alg })

test('what a right token says is believed', () => {
  const claims = { ...GOOD, attributes: { order: '42' }, customerId: '7', relatedContactId: 'c' }
  expect(readWidgetToken(signed(claims), OF)).toEqual({
    attributes: { order: '42' },
    customerId: '7',
    relatedContactId: 'c',
  })
})

test.each([
  ['of another widget', signed({ ...GOOD, sub: 'bank' })],
  ['of nobody', signed({ iat: IAT, exp: IAT + 60 })],
  ['signed by somebody else', signed(GOOD, 'y'.repeat(44))],
  ['signed by nobody', signed(GOOD, OF.secret, 'none')],
  ['signed otherwise', signed(GOOD, OF.secret, 'RS256')],
  ['that has expired', signed({ ...GOOD, iat: IAT - 100, exp: IAT })],
  ['that holds too long', signed({ ...GOOD, exp: IAT + 601 })],
  ['of the future', signed({ ...GOOD, iat: IAT + 61, exp: IAT + 300 })],
  ['without times', signed({ sub: 'shop' })],
  ['with attributes that are not text', signed({ ...GOOD, attributes: { order: 42 } })],
  ['with attributes that are a list', signed({ ...GOOD, attributes: [] })],
  ['with its signature cut off', `${signed(GOOD).split('.').slice(0, 2).join('.')}.`],
  ['with other words under the same signature', swapped(signed(GOOD))],
  ['of two parts', 'a.b'],
  ['that is empty', '..'],
  ['that is no JSON', 'eA.eA.eA'],
  ['that is endless', `${'a'.repeat(20_000)}.b.c`],
])('a token %s is refused with a reason', (_, token) => {
  expect(readWidgetToken(token, OF)).toEqual(expect.stringMatching(/[a-z].*\.$/i))
})

function swapped(token: string): string {
  const [header, , signature] = token.split('.')
  const payload = Buffer.from(JSON.stringify({ ...GOOD, customerId: 'me' })).toString('base64url')
  return [header, payload, signature].join('.')
}
