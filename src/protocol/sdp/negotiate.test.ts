import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerOffer, makeOffer, readAnswer } from './negotiate.ts'
import { parseSdp } from './session-description.ts'

const LOCAL = { address: '198.51.100.9', port: 10_000 }

function sdp(...media: string[]): string {
  return [
    'v=0',
    'o=- 7 1 IN IP4 192.0.2.1',
    's=x',
    'c=IN IP4 192.0.2.1',
    't=0 0',
    ...media,
    '',
  ].join('\r\n')
}

function answered(offer: string, local = LOCAL) {
  const result = answerOffer(offer, local)
  if ('refused' in result) throw new Error(result.refused)
  return result
}

describe('an answer', () => {
  test('takes the first G.711 codec that the caller prefers, and its telephone events', () => {
    const offer = sdp(
      'm=audio 4000 RTP/AVP 9 8 0 96',
      'a=rtpmap:9 G722/8000',
      'a=rtpmap:96 telephone-event/8000',
      'a=fmtp:96 0-16',
    )
    const { answer, audio } = answered(offer)
    expect(audio).toEqual({
      remoteAddress: '192.0.2.1',
      remotePort: 4000,
      codec: 'PCMA',
      payloadType: 8,
      dtmfPayloadType: 96,
      sending: true,
      receiving: true,
    })
    expect(answer).toContain('m=audio 10000 RTP/AVP 8 96\r\n')
    expect(answer).toContain('c=IN IP4 198.51.100.9\r\n')
    expect(answer).toContain('a=ptime:20\r\n')
    expect(answer).toContain('a=sendrecv\r\n')
  })

  test('refuses video and a second audio stream with port 0, in the order they were offered', () => {
    const { answer } = answered(
      sdp('m=video 4002 RTP/AVP 31', 'm=audio 4000 RTP/AVP 0', 'm=audio 4004 RTP/AVP 0'),
    )
    const lines = answer.split('\r\n').filter(line => line.startsWith('m='))
    expect(lines).toEqual([
      'm=video 0 RTP/AVP 31',
      'm=audio 10000 RTP/AVP 0',
      'm=audio 0 RTP/AVP 0',
    ])
  })

  test.each([
    ['sendonly', 'recvonly', false, true],
    ['recvonly', 'sendonly', true, false],
    ['inactive', 'inactive', false, false],
    ['sendrecv', 'sendrecv', true, true],
  ])('to %s is %s', (offered, direction, sending, receiving) => {
    const { answer, audio } = answered(sdp('m=audio 4000 RTP/AVP 0', `a=${offered}`))
    expect(answer).toContain(`a=${direction}\r\n`)
    expect(audio).toMatchObject({ sending, receiving })
  })

  test('to the old kind of hold, an address of nothing, sends nothing', () => {
    const { audio } = answered(sdp('m=audio 4000 RTP/AVP 0', 'c=IN IP4 0.0.0.0'))
    expect(audio).toMatchObject({ sending: false, receiving: true })
  })

  test('goes on from our last description and counts up only when something changed', () => {
    const first = answered(sdp('m=audio 4000 RTP/AVP 0')).answer
    const same = answered(sdp('m=audio 4000 RTP/AVP 0'), {
      ...LOCAL,
      previous: first,
    } as typeof LOCAL)
    expect(same.answer).toBe(first)
    const held = answerOffer(sdp('m=audio 4000 RTP/AVP 0', 'a=sendonly'), {
      ...LOCAL,
      previous: first,
    })
    expect('answer' in held && held.answer).toContain('o=- 10000 2 IN IP4 198.51.100.9')
  })

  test('takes a dynamic payload type for G.711 and an IPv6 address', () => {
    const { audio } = answered(
      sdp('m=audio 4000 RTP/AVP 97', 'c=IN IP6 2001:db8::1', 'a=rtpmap:97 pcmu/8000/1'),
    )
    expect(audio).toMatchObject({ codec: 'PCMU', payloadType: 97, remoteAddress: '2001:db8::1' })
  })

  test.each([
    ['no audio', sdp('m=video 4000 RTP/AVP 31')],
    ['no codec of ours', sdp('m=audio 4000 RTP/AVP 18')],
    ['audio that is switched off', sdp('m=audio 0 RTP/AVP 0')],
    ['encrypted audio', sdp('m=audio 4000 RTP/SAVP 0')],
    ['nonsense', 'hello'],
    ['a port beyond all ports', sdp('m=audio 99999 RTP/AVP 0')],
    ['no address', 'v=0\r\no=- 1 1 IN IP4 x\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n'],
    ['nothing', ''],
    ['far too much', `v=0\r\no=x\r\n${'a=x\r\n'.repeat(50_000)}`],
  ])('is refused to %s', (_, offer) => {
    expect(answerOffer(offer, LOCAL)).toHaveProperty('refused')
  })
})

test('an offer of ours and the answer of another of us agree', () => {
  const offer = makeOffer(LOCAL)
  const theirs = answered(offer, { address: '192.0.2.2', port: 20_000 })
  const ours = readAnswer(theirs.answer)
  expect(theirs.audio).toMatchObject({ remotePort: 10_000, codec: 'PCMU', dtmfPayloadType: 101 })
  expect(ours).toMatchObject({
    audio: { remoteAddress: '192.0.2.2', remotePort: 20_000, codec: 'PCMU', sending: true },
  })
})

test('whatever a description looks like, it is read or refused and never throws', () => {
  const whole = sdp('m=audio 4000 RTP/AVP 0 96', 'a=rtpmap:96 telephone-event/8000', 'a=sendonly')
  fc.assert(
    fc.property(
      fc.nat(whole.length),
      fc.nat(20),
      fc.string({ maxLength: 12 }),
      (at, removed, inserted) => {
        const text = whole.slice(0, at) + inserted + whole.slice(at + removed)
        const result = answerOffer(text, LOCAL)
        if ('answer' in result) expect(parseSdp(result.answer)).not.toHaveProperty('problem')
      },
    ),
    { seed: 1, numRuns: 2000 },
  )
})
