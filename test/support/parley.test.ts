import { expect, test } from 'vitest'
import { readCredentials } from './parley.ts'

test('the credentials of the first start are read from what it prints', () => {
  const output = `
Console         http://127.0.0.1:8080/
Agents          http://127.0.0.1:8080/agent

Sign in with these; they are shown only now:
  admin       4fJq-xx_90aB
  agent1      zzYx-77_aaaa
Access key PARLEY0123456789, secret abc/DEF+123=-_
Instance id 6f1c

Parley is ready
`
  expect(readCredentials(output)).toEqual({
    passwords: { admin: '4fJq-xx_90aB', agent1: 'zzYx-77_aaaa' },
    accessKeyId: 'PARLEY0123456789',
    secretAccessKey: 'abc/DEF+123=-_',
    instanceId: '6f1c',
  })
})
