// SDP (RFC 8866): parsed with bounds and forgiving what does not matter to us; written strictly.

export interface SessionDescription {
  /** The `o=` value, whole. */
  readonly origin: string
  /** Address of `c=`, for media that have none of their own. */
  readonly connection: string | undefined
  readonly attributes: readonly Attribute[]
  readonly media: readonly MediaDescription[]
}

export interface MediaDescription {
  /** audio, video, … */
  readonly kind: string
  /** 0: refused, or not wanted any more. */
  readonly port: number
  readonly protocol: string
  readonly formats: readonly string[]
  readonly connection: string | undefined
  readonly attributes: readonly Attribute[]
}

/** `a=name:value`; a property has the value ''. */
export type Attribute = readonly [name: string, value: string]

/** Whoever describes a call with more than this means no call. */
const LENGTH_MAX = 32_768
const LINES_MAX = 1000
const MEDIA_MAX = 32

/** `problem` says what is wrong. */
export function parseSdp(text: string): SessionDescription | { readonly problem: string } {
  if (text.length > LENGTH_MAX) return { problem: 'too long' }
  const lines = text.split(/\r\n|\n|\r/)
  while (lines.at(-1) === '') lines.pop()
  if (lines.length > LINES_MAX) return { problem: 'too many lines' }
  if (lines[0]?.trimEnd() !== 'v=0') return { problem: 'no v=0' }
  const firstMedia = lines.findIndex(line => line.startsWith('m='))
  const head = firstMedia < 0 ? lines : lines.slice(0, firstMedia)
  const section = parseSection(head.slice(1))
  if ('problem' in section) return section
  if (section.origin === undefined) return { problem: 'no o=' }
  const media = firstMedia < 0 ? [] : parseMediaSections(lines.slice(firstMedia))
  if ('problem' in media) return media
  const { origin, connection, attributes } = section
  return { origin, connection, attributes, media }
}

/** The text of a description of ours. */
export function formatSdp(session: SessionDescription): string {
  const lines = ['v=0', `o=${session.origin}`, 's=-']
  if (session.connection !== undefined) lines.push(connectionLine(session.connection))
  lines.push('t=0 0', ...session.attributes.map(attributeLine))
  for (const { kind, port, protocol, formats, connection, attributes } of session.media) {
    lines.push(`m=${kind} ${port} ${protocol} ${formats.join(' ')}`)
    if (connection !== undefined) lines.push(connectionLine(connection))
    lines.push(...attributes.map(attributeLine))
  }
  return `${lines.join('\r\n')}\r\n`
}

/** The first value of that attribute. */
export function attributeOf(attributes: readonly Attribute[], name: string): string | undefined {
  return attributes.find(([each]) => each === name)?.[1]
}

interface Section {
  readonly origin: string | undefined
  readonly connection: string | undefined
  readonly attributes: readonly Attribute[]
}

function parseSection(lines: readonly string[]): Section | { readonly problem: string } {
  let origin: string | undefined
  let connection: string | undefined
  const attributes: Attribute[] = []
  for (const line of lines) {
    if (!/^[a-z]=/.test(line)) return { problem: 'a line that is no x=' }
    const value = line.slice(2).trim()
    if (line[0] === 'o') origin ??= value
    else if (line[0] === 'a') attributes.push(parseAttribute(value))
    else if (line[0] === 'c') {
      const address = parseConnection(value)
      if (address === undefined) return { problem: 'bad c=' }
      connection ??= address
    }
  }
  return { origin, connection, attributes }
}

function parseMediaSections(
  lines: readonly string[],
): MediaDescription[] | { readonly problem: string } {
  const media: MediaDescription[] = []
  let start = 0
  while (start < lines.length) {
    let end = start + 1
    while (end < lines.length && !lines[end]?.startsWith('m=')) end++
    const description = parseMedia(lines[start] ?? '', lines.slice(start + 1, end))
    if ('problem' in description) return description
    media.push(description)
    if (media.length > MEDIA_MAX) return { problem: 'too many m=' }
    start = end
  }
  return media
}

function parseMedia(
  line: string,
  rest: readonly string[],
): MediaDescription | { readonly problem: string } {
  const [kind, portText, protocol, ...formats] = line.slice(2).trim().split(/\s+/)
  const port = /^(\d{1,5})(?:\/\d+)?$/.exec(portText ?? '')?.[1]
  if (!kind || port === undefined || Number(port) > 65_535 || !protocol || formats.length === 0)
    return { problem: 'bad m=' }
  const section = parseSection(rest)
  if ('problem' in section) return section
  const { connection, attributes } = section
  return { kind, port: Number(port), protocol, formats, connection, attributes }
}

function parseAttribute(value: string): Attribute {
  const colon = value.indexOf(':')
  return colon < 0 ? [value, ''] : [value.slice(0, colon), value.slice(colon + 1).trim()]
}

// Multicast addresses carry `/ttl`, which says nothing about a call.
function parseConnection(value: string): string | undefined {
  const match = /^IN\s+IP[46]\s+([A-Za-z0-9.:_-]{1,255})(?:\/\d+)*$/.exec(value)
  return match?.[1]
}

function connectionLine(address: string): string {
  return `c=${addressType(address)} ${address}`
}

/** `IN IP4` or `IN IP6`. */
export function addressType(address: string): string {
  return address.includes(':') ? 'IN IP6' : 'IN IP4'
}

function attributeLine([name, value]: Attribute): string {
  return value === '' ? `a=${name}` : `a=${name}:${value}`
}
