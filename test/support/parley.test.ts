import { expect, test } from 'vitest'
import { readCredentials } from './parley.ts'

test('the credentials of the first start are read from what it prints', () => {
  const output = `
Parley 0.1.0

  Console    http://127.0.0.1:8080/
  Phone      http://127.0.0.1:8080/phone

Sign in (shown once):
  admin       4fJq-xx_90aB
  agent1      zzYx-77_aaaa
Access key PKAEXAMPLE123, secret abc/DEF+123=

Parley is ready
`
  expect(readCredentials(output)).toMatchObject({
    passwords: { admin: '4fJq-xx_90aB', agent1: 'zzYx-77_aaaa' },
    accessKeyId: 'PKAEXAMPLE123',
    secretAccessKey: 'abc/DEF+123=',
  })
})
