import { expect, test } from 'vitest'
import { Directory } from '../core/directory/directory.ts'
import type { ConfigurationInput } from '../core/input.ts'
import { configuredTrunkInputs } from './configured-trunk.ts'

const carrier = {
  addresses: ['203.0.113.0/24'],
  uri: 'sip:sip.example.com',
  username: undefined,
  password: undefined,
}

function apply(directory: Directory, inputs: readonly ConfigurationInput[]): void {
  for (const input of inputs) {
    if (input.type === 'config.put') directory.put(input.kind, input.id, input.document)
    else directory.delete(input.kind, input.id)
  }
}

test('a carrier is put into the directory once, changed when its settings change, and taken away', () => {
  const directory = new Directory()
  apply(directory, configuredTrunkInputs(carrier, directory))
  expect(directory.named('sip-trunk', 'Carrier')?.document).toEqual({
    Name: 'Carrier',
    Addresses: ['203.0.113.0/24'],
    OutboundUri: 'sip:sip.example.com',
  })
  expect(configuredTrunkInputs(carrier, directory)).toEqual([])

  apply(directory, configuredTrunkInputs({ ...carrier, addresses: ['203.0.113.7'] }, directory))
  expect(directory.named('sip-trunk', 'Carrier')?.document.Addresses).toEqual(['203.0.113.7'])

  apply(directory, configuredTrunkInputs(undefined, directory))
  expect([...directory.list('sip-trunk')]).toEqual([])
})
