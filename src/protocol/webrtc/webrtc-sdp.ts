// A browser's offer of one audio connection, and our answer to it (RFC 8829, RFC 8866, RFC 8842).
import type { Fingerprint } from '../dtls/dtls-server.ts'
import type { IceCredentials } from '../stun/ice-lite.ts'

export interface WebRtcOffer {
  readonly ice: IceCredentials
  readonly fingerprints: readonly Fingerprint[]
  readonly mid: string | undefined
  readonly codecs: readonly WebRtcCodec[]
  /** The browser's payload type of telephone-event at 8000 Hz (RFC 4733). */
  readonly dtmfPayloadType: number | undefined
  readonly direction: Direction
  /** The `m=` lines of all sections in their order, and which of them is the audio we answer. */
  readonly sections: readonly string[]
  readonly audioSection: number
}

/** G.711 has static payload types (RFC 3551): 0 and 8. */
export type WebRtcCodec = 'PCMU' | 'PCMA'

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

const maxOfferLength = 65_536

/** The offer, or why it cannot be answered. */
export function parseWebRtcOffer(sdp: string): WebRtcOffer | { readonly refused: string } {
  if (sdp.length > maxOfferLength) return { refused: 'the offer is too long' }
  const [session, ...sections] = splitSections(sdp)
  if (!session?.[0]?.startsWith('v=0')) return { refused: 'the offer is not SDP' }
  const mediaLines = sections.map(section => section[0] ?? '')
  const audioSection = mediaLines.findIndex(line => line.startsWith('m=audio '))
  const audio = sections[audioSection]
  if (!audio || sections.length > 8) return { refused: 'the offer has no audio' }
  const media = /^m=audio \d+ (\S+) ([\d ]+)$/.exec(audio[0] ?? '')
  if (!media?.[1]?.endsWith('TLS/RTP/SAVPF')) return { refused: 'the offer is not for WebRTC' }
  const attribute = (name: string) => attributeOf(audio, name) ?? attributeOf(session, name)
  const ice = {
    usernameFragment: attribute('ice-ufrag') ?? '',
    password: attribute('ice-pwd') ?? '',
  }
  const fingerprints = [...allOf(session, 'fingerprint'), ...allOf(audio, 'fingerprint')].flatMap(
    parseFingerprint,
  )
  const payloads = parsePayloads(media[2] ?? '', allOf(audio, 'rtpmap'))
  const codecs = (['PCMU', 'PCMA'] as const).filter(codec => payloads.has(codec))
  if (!/^[\w+/-]{4,256}$/.test(ice.usernameFragment))
    return { refused: 'the offer has no ICE name' }
  if (fingerprints.length === 0) return { refused: 'the offer has no certificate fingerprint' }
  if (attribute('setup') === 'passive') return { refused: 'the browser must open DTLS itself' }
  if (attribute('rtcp-mux') === undefined) return { refused: 'the offer has no rtcp-mux' }
  // RFC 7874 §3: every browser has it. PCMA may come as well.
  if (!codecs.includes('PCMU')) return { refused: 'the offer has no PCMU' }
  return {
    ice,
    fingerprints,
    mid: attributeOf(audio, 'mid'),
    codecs,
    dtmfPayloadType: payloads.get('telephone-event'),
    direction: directionOf(audio) ?? directionOf(session) ?? 'sendrecv',
    sections: mediaLines,
    audioSection,
  }
}

export interface Candidate {
  readonly address: string
  readonly port: number
}

/** Our answer: ICE lite, DTLS passive, G.711, all candidates in it. */
export function writeWebRtcAnswer(options: {
  readonly offer: WebRtcOffer
  readonly ice: IceCredentials
  readonly fingerprint: Fingerprint
  /** Best first. */
  readonly candidates: readonly Candidate[]
  /** A number for the `o=` line. */
  readonly sessionId: number
}): string {
  const { offer, sessionId } = options
  const bundle = offer.mid === undefined ? [] : [`a=group:BUNDLE ${offer.mid}`]
  const lines = [
    'v=0',
    `o=- ${sessionId} 1 IN IP4 0.0.0.0`,
    's=-',
    't=0 0',
    'a=ice-lite',
    ...bundle,
    'a=msid-semantic: WMS *',
    ...offer.sections.flatMap((line, i) =>
      i === offer.audioSection ? audioSection(options) : [declined(line)],
    ),
  ]
  return `${lines.join('\r\n')}\r\n`
}

function audioSection(options: Parameters<typeof writeWebRtcAnswer>[0]): string[] {
  const { offer, ice, fingerprint, candidates } = options
  const { dtmfPayloadType: dtmf } = offer
  const codecs = offer.codecs.map(codec => ({ name: codec, payloadType: payloadTypeOf[codec] }))
  const payloadTypes = [...codecs.map(({ payloadType }) => payloadType), ...(dtmf ? [dtmf] : [])]
  const first = candidates[0] ?? { address: '0.0.0.0', port: 9 }
  return [
    `m=audio ${first.port} UDP/TLS/RTP/SAVPF ${payloadTypes.join(' ')}`,
    `c=IN ${first.address.includes(':') ? 'IP6' : 'IP4'} ${first.address}`,
    ...(offer.mid === undefined ? [] : [`a=mid:${offer.mid}`]),
    `a=${answerDirection[offer.direction]}`,
    'a=rtcp-mux',
    ...codecs.map(({ name, payloadType }) => `a=rtpmap:${payloadType} ${name}/8000`),
    ...(dtmf ? [`a=rtpmap:${dtmf} telephone-event/8000`, `a=fmtp:${dtmf} 0-16`] : []),
    'a=ptime:20',
    'a=msid:parley voice',
    `a=ice-ufrag:${ice.usernameFragment}`,
    `a=ice-pwd:${ice.password}`,
    `a=fingerprint:${fingerprint.hash} ${fingerprint.value}`,
    'a=setup:passive',
    ...candidates.map(candidateLine),
    'a=end-of-candidates',
  ]
}

/** RFC 3264 §6: port zero, the rest as offered. */
const declined = (mediaLine: string) => mediaLine.replace(/^(m=\S+) \S+/, '$1 0')

/** RFC 8445 §5.1.2: host candidates; the first listed is preferred. */
function candidateLine({ address, port }: Candidate, i: number): string {
  const priority = 126 * 2 ** 24 + (65_535 - i) * 2 ** 8 + 255
  return `a=candidate:${i + 1} 1 udp ${priority} ${address} ${port} typ host`
}

const payloadTypeOf = { PCMU: 0, PCMA: 8 } as const

const answerDirection = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
} as const

/** The session's lines, then those of each media section. */
function splitSections(sdp: string): string[][] {
  const sections: string[][] = [[]]
  for (const line of sdp.split(/\r?\n/)) {
    if (line.startsWith('m=')) sections.push([])
    if (line) sections.at(-1)?.push(line)
  }
  return sections
}

function attributeOf(section: readonly string[], name: string): string | undefined {
  return allOf(section, name)[0]
}

function allOf(section: readonly string[], name: string): string[] {
  return section
    .filter(line => line === `a=${name}` || line.startsWith(`a=${name}:`))
    .map(line => line.slice(name.length + 3))
}

function directionOf(section: readonly string[]): Direction | undefined {
  const directions = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const
  return directions.find(direction => section.includes(`a=${direction}`))
}

function parseFingerprint(value: string): Fingerprint[] {
  const match = /^(\S+) ([0-9A-Fa-f:]+)$/.exec(value)
  return match?.[1] && match[2] ? [{ hash: match[1].toLowerCase(), value: match[2] }] : []
}

/** Payload types by codec, of those we know at 8000 Hz. The static ones need no rtpmap. */
function parsePayloads(formats: string, rtpmaps: readonly string[]): Map<string, number> {
  const offered = formats.split(' ').map(Number)
  const payloads = new Map<string, number>()
  if (offered.includes(0)) payloads.set('PCMU', 0)
  if (offered.includes(8)) payloads.set('PCMA', 8)
  for (const rtpmap of rtpmaps) {
    const match = /^(\d{1,3}) telephone-event\/8000(?:\/1)?$/i.exec(rtpmap)
    if (match && offered.includes(Number(match[1]))) {
      payloads.set('telephone-event', Number(match[1]))
    }
  }
  return payloads
}
