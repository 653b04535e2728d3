// RFC 3264 offer and answer for what we do: one stream of G.711 with telephone events (RFC 4733), in
// packets of 20 ms. Other media are refused with port 0.
import {
  type Attribute,
  addressType,
  attributeOf,
  formatSdp,
  type MediaDescription,
  parseSdp,
  type SessionDescription,
} from './session-description.ts'

export interface LocalAudio {
  readonly address: string
  readonly port: number
  /** What we said last in this call: its `o=` goes on, with a higher version when something changed. */
  readonly previous?: string
  /** What we are ready for. Both ways unless said otherwise. */
  readonly direction?: Direction
}

/** As seen by whoever wrote the description. */
export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

/** What two descriptions come to, as seen by us. */
export interface NegotiatedAudio {
  readonly remoteAddress: string
  readonly remotePort: number
  readonly codec: 'PCMU' | 'PCMA'
  readonly payloadType: number
  /** Payload type of telephone-event when both sides have it. */
  readonly dtmfPayloadType?: number
  /** Whether we may send: not when the peer holds us. */
  readonly sending: boolean
  readonly receiving: boolean
}

const DTMF_PAYLOAD_TYPE = 101

/** An offer of both kinds of G.711 and telephone events. */
export function makeOffer(local: LocalAudio): string {
  const attributes: Attribute[] = [
    ['rtpmap', '0 PCMU/8000'],
    ['rtpmap', '8 PCMA/8000'],
    ...dtmfAttributes(DTMF_PAYLOAD_TYPE),
    ['ptime', '20'],
    [local.direction ?? 'sendrecv', ''],
  ]
  const audio = {
    kind: 'audio',
    port: local.port,
    protocol: 'RTP/AVP',
    formats: ['0', '8', String(DTMF_PAYLOAD_TYPE)],
    connection: undefined,
    attributes,
  }
  return describe(local, [audio])
}

/** Our answer and what it comes to. `refused`: not SDP, or nothing we could talk with (488). */
export function answerOffer(
  offer: string,
  local: LocalAudio,
): { readonly answer: string; readonly audio: NegotiatedAudio } | { readonly refused: string } {
  const session = parseSdp(offer)
  if ('problem' in session) return { refused: session.problem }
  const chosen = session.media.findIndex(media => codecOf(media) !== undefined)
  const audio = session.media[chosen]
  const codec = audio && codecOf(audio)
  if (!audio || !codec) return { refused: 'no G.711 audio' }
  const remote = remoteOf(session, audio)
  if (remote.address === undefined) return { refused: 'no c=' }
  const direction = answered(remote.direction, local.direction ?? 'sendrecv')
  const media = session.media.map((each, at) =>
    at === chosen ? answerTo(audio, codec, local.port, direction) : refusal(each),
  )
  return {
    answer: describe(local, media),
    audio: negotiated(audio, codec, { ...remote, address: remote.address }, direction),
  }
}

/** What the answer to our offer comes to. */
export function readAnswer(
  answer: string,
  ours: Direction = 'sendrecv',
): { readonly audio: NegotiatedAudio } | { readonly refused: string } {
  const session = parseSdp(answer)
  if ('problem' in session) return { refused: session.problem }
  const audio = session.media.find(media => codecOf(media) !== undefined)
  const codec = audio && codecOf(audio)
  if (!audio || !codec) return { refused: 'no G.711 audio' }
  const remote = remoteOf(session, audio)
  if (remote.address === undefined) return { refused: 'no c=' }
  const direction = answered(remote.direction, ours)
  return { audio: negotiated(audio, codec, { ...remote, address: remote.address }, direction) }
}

interface Codec {
  readonly name: 'PCMU' | 'PCMA'
  readonly payloadType: number
}

/** The first codec of the peer's that we have, if the medium is for us. */
function codecOf(media: MediaDescription): Codec | undefined {
  if (media.kind !== 'audio' || media.port === 0) return undefined
  if (media.protocol !== 'RTP/AVP' && media.protocol !== 'RTP/AVPF') return undefined
  for (const format of media.formats) {
    const name = encodingOf(media, format)
    if (name === 'PCMU/8000' || name === 'PCMA/8000')
      return { name: name === 'PCMU/8000' ? 'PCMU' : 'PCMA', payloadType: Number(format) }
  }
  return undefined
}

/** `PCMU/8000` and the like in upper case; static types need no rtpmap. */
function encodingOf(media: MediaDescription, format: string): string | undefined {
  if (!/^\d{1,3}$/.test(format) || Number(format) > 127) return undefined
  for (const [name, value] of media.attributes) {
    if (name !== 'rtpmap') continue
    const [type, encoding = ''] = value.split(/\s+/)
    if (type === format) return encoding.toUpperCase().replace(/\/1$/, '')
  }
  return format === '0' ? 'PCMU/8000' : format === '8' ? 'PCMA/8000' : undefined
}

function dtmfOf(media: MediaDescription): number | undefined {
  const format = media.formats.find(each => encodingOf(media, each) === 'TELEPHONE-EVENT/8000')
  return format === undefined ? undefined : Number(format)
}

function remoteOf(session: SessionDescription, media: MediaDescription) {
  return {
    address: media.connection ?? session.connection,
    direction: directionOf(media.attributes) ?? directionOf(session.attributes) ?? 'sendrecv',
  }
}

function directionOf(attributes: readonly Attribute[]): Direction | undefined {
  for (const direction of ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const)
    if (attributeOf(attributes, direction) !== undefined) return direction
  return undefined
}

/** RFC 3264 §6.1: what both want, seen from our side. */
function answered(theirs: Direction, ours: Direction): Direction {
  const sending = canSend(ours) && canReceive(theirs)
  const receiving = canReceive(ours) && canSend(theirs)
  if (sending) return receiving ? 'sendrecv' : 'sendonly'
  return receiving ? 'recvonly' : 'inactive'
}

const canSend = (direction: Direction): boolean =>
  direction === 'sendrecv' || direction === 'sendonly'
const canReceive = (direction: Direction): boolean =>
  direction === 'sendrecv' || direction === 'recvonly'

function answerTo(
  offered: MediaDescription,
  codec: Codec,
  port: number,
  direction: Direction,
): MediaDescription {
  const dtmf = dtmfOf(offered)
  const formats = [String(codec.payloadType), ...(dtmf === undefined ? [] : [String(dtmf)])]
  return {
    kind: 'audio',
    port,
    protocol: offered.protocol,
    formats,
    connection: undefined,
    attributes: [
      ['rtpmap', `${codec.payloadType} ${codec.name}/8000`],
      ...(dtmf === undefined ? [] : dtmfAttributes(dtmf)),
      ['ptime', '20'],
      [direction, ''],
    ],
  }
}

function dtmfAttributes(payloadType: number): readonly Attribute[] {
  return [
    ['rtpmap', `${payloadType} telephone-event/8000`],
    ['fmtp', `${payloadType} 0-15`],
  ]
}

function refusal({ kind, protocol, formats }: MediaDescription): MediaDescription {
  return { kind, port: 0, protocol, formats, connection: undefined, attributes: [] }
}

function negotiated(
  media: MediaDescription,
  codec: Codec,
  remote: { readonly address: string },
  direction: Direction,
): NegotiatedAudio {
  const dtmf = dtmfOf(media)
  // RFC 3264 §8.4: an address of nothing is the old way to hold.
  const isNowhere = remote.address === '0.0.0.0' || remote.address === '::'
  return {
    remoteAddress: remote.address,
    remotePort: media.port,
    codec: codec.name,
    payloadType: codec.payloadType,
    ...(dtmf === undefined ? {} : { dtmfPayloadType: dtmf }),
    sending: canSend(direction) && !isNowhere,
    receiving: canReceive(direction),
  }
}

// RFC 3264 §8: the version goes up by one when the description changes, and only then.
function describe(local: LocalAudio, media: readonly MediaDescription[]): string {
  const write = (sessionId: string, version: number): string =>
    formatSdp({
      origin: `- ${sessionId} ${version} ${addressType(local.address)} ${local.address}`,
      connection: local.address,
      attributes: [],
      media,
    })
  const before = local.previous === undefined ? undefined : parseSdp(local.previous)
  if (before === undefined || 'problem' in before) return write(String(local.port), 1)
  const [, sessionId = String(local.port), version = '0'] = before.origin.split(/\s+/)
  const same = write(sessionId, Number(version))
  return same === local.previous ? same : write(sessionId, Number(version) + 1)
}
