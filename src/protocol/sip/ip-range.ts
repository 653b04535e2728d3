// IP addresses and CIDR ranges, for deciding who may call from where.

export interface IpRange {
  readonly bits: bigint
  readonly prefix: number
}

/** `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`. `undefined` when it is none of these. */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/')
  const address = slash < 0 ? text : text.slice(0, slash)
  const bits = parseIp(address)
  if (bits === undefined) return undefined
  if (slash < 0) return { bits, prefix: 128 }
  const length = text.slice(slash + 1)
  const max = address.includes(':') ? 128 : 32
  if (!/^\d{1,3}$/.test(length) || Number(length) > max) return undefined
  return { bits, prefix: 128 - max + Number(length) }
}

export function isInRange(address: string, range: IpRange): boolean {
  const bits = parseIp(address)
  if (bits === undefined) return false
  const shift = BigInt(128 - range.prefix)
  return bits >> shift === range.bits >> shift
}

/** 128 bits; IPv4 as `::ffff:a.b.c.d`, so that both ways of writing one are the same address. */
function parseIp(text: string): bigint | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text, IPV4_PREFIX)
}

const IPV4_PREFIX = 0xffff_0000_0000n

function parseIpv4(text: string, prefix: bigint): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let bits = 0n
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined
    bits = (bits << 8n) | BigInt(part)
  }
  return prefix | bits
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.replace(/%.*$/, '').split('::')
  if (halves.length > 2) return undefined
  const head = parseGroups(halves[0] ?? '')
  const tail = parseGroups(halves[1] ?? '')
  if (head === undefined || tail === undefined) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array<bigint>(missing).fill(0n), ...tail]
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n)
}

function parseGroups(text: string): bigint[] | undefined {
  if (text === '') return []
  const groups: bigint[] = []
  for (const part of text.split(':')) {
    const ipv4 = part.includes('.') ? parseIpv4(part, 0n) : undefined
    if (ipv4 !== undefined) groups.push(ipv4 >> 16n, ipv4 & 0xffffn)
    else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`))
    else return undefined
  }
  return groups
}
