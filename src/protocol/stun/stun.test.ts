import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HmacSha1 } from '../hmac-sha1.ts'
import { IceLite } from './ice-lite.ts'
import { ipBytes } from './ip-bytes.ts'
import {
  bindingRequest,
  hasIntegrity,
  parseStun,
  stunAttribute,
  writeStun,
  xorMappedAddress,
} from './stun-message.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'))
const asHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const ascii = (text: string) => new Uint8Array(Buffer.from(text))

// RFC 5769 §2.1
const sampleRequest = hex(`
  00010058 2112a442 b7e7a701 bc34d686 fa87dfae
  80220010 5354554e 20746573 7420636c 69656e74
  00240004 6e0001ff
  80290008 932ff9b1 51263b36
  00060009 6576746a 3a683676 59202020
  00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
  80280004 e57a3bcf`)
const samplePassword = new HmacSha1(ascii('VOkJxbRl1RmTxUk/WvJxBt'))

test('HMAC-SHA1 is what the library computes, for any key and length', () => {
  const suffixed = fc.option(fc.nat(0xffffffff), { nil: undefined })
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 100 }),
      fc.uint8Array(),
      suffixed,
      (key, data, suffix) => {
        const bytes = new Uint8Array(20)
        new HmacSha1(key).write(data, data.length, suffix, { bytes, at: 0, size: 20 })
        const library = createHmac('sha1', key).update(data)
        if (suffix !== undefined) library.update(hex(suffix.toString(16).padStart(8, '0')))
        expect(asHex(bytes)).toBe(library.digest('hex'))
      },
    ),
    { numRuns: 300 },
  )
})

describe('STUN', () => {
  test('the request of RFC 5769 is read and its password recognised', () => {
    const message = parseStun(sampleRequest)
    expect(message?.type).toBe(bindingRequest)
    expect(message?.attributes.get(stunAttribute.username)).toEqual(ascii('evtj:h6vY'))
    const right = message && hasIntegrity(sampleRequest, message, samplePassword)
    expect(right).toBe(true)
  })

  test('the mapped address of RFC 5769', () => {
    const mapped = xorMappedAddress(ipBytes('192.0.2.1'), 32_853, sampleRequest.slice(8, 20))
    expect(asHex(mapped)).toBe('0001a147e112a643')
    const six = ipBytes('2001:db8:1234:5678:11:2233:4455:6677')
    expect(asHex(xorMappedAddress(six, 32_853, sampleRequest.slice(8, 20)))).toBe(
      '0002a1470113a9faa5d3f179bc25f4b5bed2b9d9',
    )
  })

  test('junk is no message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => parseStun(bytes) === undefined),
    )
    for (let end = 0; end < sampleRequest.length; end++) {
      expect(parseStun(sampleRequest.slice(0, end))).toBeUndefined()
    }
  })
})

test('addresses as the system prints them', () => {
  expect(asHex(ipBytes('127.0.0.1'))).toBe('7f000001')
  expect(asHex(ipBytes('::1'))).toBe(`${'00'.repeat(15)}01`)
  expect(asHex(ipBytes('fe80::1%eth0'))).toBe(`fe80${'00'.repeat(13)}01`)
  expect(asHex(ipBytes('::ffff:10.0.0.1'))).toBe('0a000001')
  expect(asHex(ipBytes('::'))).toBe('00'.repeat(16))
})

describe('ICE lite', () => {
  const ice = new IceLite({ usernameFragment: 'ours', password: 'secret' }, 'theirs')
  const from = ipBytes('127.0.0.1')

  function check(
    options: { username?: string; password?: string; extra?: readonly number[] } = {},
  ) {
    const request = writeStun({
      type: bindingRequest,
      transactionId: new Uint8Array(12).fill(7),
      attributes: [
        [stunAttribute.username, ascii(options.username ?? 'ours:theirs')],
        ...(options.extra ?? []).map(name => [name, new Uint8Array(0)] as const),
      ],
      hmac: new HmacSha1(ascii(options.password ?? 'secret')),
    })
    return ice.check(request, from, 5000)
  }

  test('answers the check of its browser, signed, with the address it came from', () => {
    const answer = check()
    expect(answer).toMatchObject({ valid: true, nominated: false })
    const message = answer && parseStun(answer.response)
    const hmac = new HmacSha1(ascii('secret'))
    expect(answer && message && hasIntegrity(answer.response, message, hmac)).toBe(true)
    expect(message?.attributes.get(stunAttribute.xorMappedAddress)).toHaveLength(8)
  })

  test('the browser chooses the path', () => {
    expect(check({ extra: [stunAttribute.useCandidate] })?.nominated).toBe(true)
  })

  test('others get no answer', () => {
    expect(check({ username: 'ours:another' })).toBeUndefined()
    expect(check({ password: 'guess' })).toBeUndefined()
  })

  test('a peer that wants to be led is told to lead', () => {
    expect(check({ extra: [stunAttribute.iceControlled] })).toMatchObject({ valid: false })
  })
})
