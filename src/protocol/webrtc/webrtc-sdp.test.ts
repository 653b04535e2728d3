import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseWebRtcOffer, type WebRtcOffer, writeWebRtcAnswer } from './webrtc-sdp.ts'

const fingerprint = `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`

const chromium = [
  'v=0',
  'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'a=extmap-allow-mixed',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0 8 126',
  'c=IN IP4 0.0.0.0',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=ice-ufrag:EsAw',
  'a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1',
  'a=ice-options:trickle',
  fingerprint,
  'a=setup:actpass',
  'a=mid:0',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:126 telephone-event/8000',
]

// Credentials and fingerprint for the whole session, wideband first, digits as 101.
const firefox = [
  'v=0',
  'o=mozilla...THIS_IS_SDPARTA-99.0 1 0 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  fingerprint,
  'a=group:BUNDLE 0',
  'a=ice-options:trickle',
  'm=audio 9 UDP/TLS/RTP/SAVPF 109 9 0 8 101',
  'c=IN IP4 0.0.0.0',
  'a=sendrecv',
  'a=fmtp:101 0-15',
  'a=ice-pwd:4a29c6a6b6a5bb7bbaf1d56b5a9a9a9a',
  'a=ice-ufrag:0cd2b5c1',
  'a=mid:0',
  'a=rtcp-mux',
  'a=rtpmap:109 opus/48000/2',
  'a=rtpmap:9 G722/8000/1',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:101 telephone-event/8000/1',
  'a=setup:actpass',
]

function offerOf(lines: readonly string[]): WebRtcOffer {
  const offer = parseWebRtcOffer(lines.join('\r\n'))
  if ('refused' in offer) throw new Error(offer.refused)
  return offer
}

function answerTo(lines: readonly string[]): string[] {
  const answer = writeWebRtcAnswer({
    offer: offerOf(lines),
    ice: { usernameFragment: 'ours', password: 'a-password-of-22-letters' },
    fingerprint: { hash: 'sha-256', value: 'CD:EF' },
    candidates: [
      { address: '192.0.2.1', port: 20_000 },
      { address: '2001:db8::1', port: 20_001 },
    ],
    sessionId: 1,
  })
  return answer.split('\r\n')
}

describe('the answer', () => {
  test.each([
    ['Chromium', chromium, 126],
    ['Firefox', firefox, 101],
  ])('to %s takes G.711 and its own number for digits', (_, offer, digits) => {
    const answer = answerTo(offer)
    expect(answer).toContain(`m=audio 20000 UDP/TLS/RTP/SAVPF 0 8 ${digits}`)
    expect(answer).toContain(`a=rtpmap:${digits} telephone-event/8000`)
    expect(answer).toContain('a=mid:0')
    expect(answer).toContain('a=group:BUNDLE 0')
    expect(answer).toContain('a=setup:passive')
    expect(answer).toContain('a=ice-lite')
    expect(answer).toContain('a=sendrecv')
  })

  test('prefers the candidate listed first', () => {
    const [first, second] = answerTo(chromium).filter(line => line.startsWith('a=candidate'))
    expect(first).toBe('a=candidate:1 1 udp 2130706431 192.0.2.1 20000 typ host')
    expect(second).toBe('a=candidate:2 1 udp 2130706175 2001:db8::1 20001 typ host')
  })

  test('to a browser that only listens is that we only speak', () => {
    const offer = chromium.map(line => line.replace('a=sendrecv', 'a=recvonly'))
    expect(answerTo(offer)).toContain('a=sendonly')
  })

  test('declines video and data, keeping their places', () => {
    const answer = answerTo([
      ...chromium,
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    ])
    expect(answer.filter(line => line.startsWith('m='))).toEqual([
      'm=audio 20000 UDP/TLS/RTP/SAVPF 0 8 126',
      'm=video 0 UDP/TLS/RTP/SAVPF 96',
      'm=application 0 UDP/DTLS/SCTP webrtc-datachannel',
    ])
  })
})

describe('an offer is refused with the reason', () => {
  const without = (start: string) => chromium.filter(line => !line.startsWith(start))
  test.each([
    ['nothing', [], 'the offer is not SDP'],
    ['no audio', without('m=audio'), 'the offer has no audio'],
    [
      'plain RTP',
      chromium.map(line => line.replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP')),
      'the offer is not for WebRTC',
    ],
    ['no certificate', without('a=fingerprint'), 'the offer has no certificate fingerprint'],
    ['no ICE', without('a=ice-ufrag'), 'the offer has no ICE name'],
    ['no rtcp-mux', without('a=rtcp-mux'), 'the offer has no rtcp-mux'],
    [
      'passive',
      chromium.map(line => line.replace('actpass', 'passive')),
      'the browser must open DTLS itself',
    ],
    [
      'only Opus',
      chromium.map(line => line.replace(/SAVPF .*/, 'SAVPF 111')),
      'the offer has no PCMU',
    ],
    ['endless', [...chromium, 'a=x:'.padEnd(70_000, 'x')], 'the offer is too long'],
  ])('%s', (_, lines, refused) => {
    expect(parseWebRtcOffer(lines.join('\r\n'))).toEqual({ refused })
  })

  test('and never with an exception', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...chromium))), lines => {
        parseWebRtcOffer(lines.join('\n'))
      }),
    )
  })
})
