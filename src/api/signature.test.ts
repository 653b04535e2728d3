import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ApiRequest } from './api-request.ts'
import { SignatureChecker } from './signature.ts'

// The example of the published Signature Version 4 test suite.
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const DATE = '20150830T123600Z'
const NOW = Date.UTC(2015, 7, 30, 12, 36)
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'

const checker = new SignatureChecker(id => (id === 'AKIDEXAMPLE' ? SECRET : undefined))

function request(
  changes: Partial<ApiRequest> = {},
  headers: ApiRequest['headers'] = {},
): ApiRequest {
  return {
    method: 'GET',
    rawPath: '/',
    query: '',
    body: new Uint8Array(),
    ...changes,
    headers: {
      host: 'example.amazonaws.com',
      'x-amz-date': DATE,
      authorization: AUTHORIZATION,
      ...headers,
    },
  }
}

test('the published example is accepted', () => {
  expect(checker.check(request(), NOW)).toEqual({
    accessKeyId: 'AKIDEXAMPLE',
    region: 'us-east-1',
  })
})

test.each([
  ['another method', request({ method: 'POST' })],
  ['another path', request({ rawPath: '/x' })],
  ['another query', request({ query: 'a=b' })],
  ['another body', request({ body: new Uint8Array([1]) })],
  ['another host', request({}, { host: 'example.org' })],
  [
    'a body that is not what its header says',
    request({}, { 'x-amz-content-sha256': '0'.repeat(64) }),
  ],
  [
    'no host signed',
    request({}, { authorization: AUTHORIZATION.replace('host;x-amz-date', 'x-amz-date') }),
  ],
])('%s is not what was signed', (_case, changed) => {
  expect(() => checker.check(changed, NOW)).toThrow(
    expect.objectContaining({ name: 'InvalidSignatureException' }),
  )
})

test.each([
  ['five minutes late', 300_000, true],
  ['later than that', 301_000, false],
  ['five minutes early', -300_000, true],
  ['earlier than that', -301_000, false],
])('a request %s', (_case, ms, accepted) => {
  const check = () => checker.check(request(), NOW + ms)
  if (accepted) expect(check).not.toThrow()
  else expect(check).toThrow(/expired or not yet valid/)
})

test.each([
  'AWS4-HMAC-SHA256',
  'AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=00',
  AUTHORIZATION.replace('us-east-1/service', 'us-east-1'),
  AUTHORIZATION.replace('5fa0', '5FZZ'),
])('nonsense is refused: %s', authorization => {
  expect(() => checker.check(request({}, { authorization }), NOW)).toThrow(
    expect.objectContaining({ name: 'IncompleteSignatureException' }),
  )
})

/** Signs a URL as the specification tells, by other code than ours. */
function presigned(seconds: number): ApiRequest {
  const scope = '20150830/us-east-1/connect/aws4_request'
  const query = [
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    `X-Amz-Credential=${encodeURIComponent(`AKIDEXAMPLE/${scope}`)}`,
    `X-Amz-Date=${DATE}`,
    `X-Amz-Expires=${seconds}`,
    'X-Amz-SignedHeaders=host',
    'a=x%20y',
  ].join('&')
  const empty = createHash('sha256').update('').digest('hex')
  const canonical = `GET\n/tags/arn%253Aaws\n${query}\nhost:here\n\nhost\n${empty}`
  const hash = createHash('sha256').update(canonical).digest('hex')
  const key = ['20150830', 'us-east-1', 'connect', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${SECRET}`,
  )
  const toSign = `AWS4-HMAC-SHA256\n${DATE}\n${scope}\n${hash}`
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  return {
    method: 'GET',
    rawPath: '/tags/arn%3Aaws',
    query: `${query}&X-Amz-Signature=${signature}`,
    headers: { host: 'here' },
    body: new Uint8Array(),
  }
}

test('a presigned URL is good as long as it says', () => {
  const signed = presigned(3600)
  expect(checker.check(signed, NOW + 3_599_000).accessKeyId).toBe('AKIDEXAMPLE')
  expect(() => checker.check(signed, NOW + 3_601_000)).toThrow(/expired/)
  expect(() => checker.check(presigned(604_801), NOW)).toThrow(
    expect.objectContaining({ name: 'IncompleteSignatureException' }),
  )
})

test('a presigned URL that was changed is refused', () => {
  const signed = presigned(3600)
  const changed = { ...signed, query: signed.query.replace('a=x', 'a=z') }
  expect(() => checker.check(changed, NOW)).toThrow(/does not match/)
})
