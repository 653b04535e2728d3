// Ranges of Internet addresses (CIDR), or single addresses, of both versions.
import { BlockList, isIP } from 'node:net'

/** Whether the text is an address or a range: `10.0.0.0/8`, `2001:db8::/32`, `192.0.2.7`. */
export function isAddressRange(text: string): boolean {
  const { address, version, bits } = partsOf(text)
  return (
    version !== 0 && (bits === undefined || bits <= (version === 4 ? 32 : 128)) && address !== ''
  )
}

/** Whether the address is within the range. An IPv4 address that came over IPv6 counts as itself. */
export function isWithin(address: string, range: string): boolean {
  if (!isAddressRange(range)) return false
  const { address: net, version, bits } = partsOf(range)
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  if (bits === undefined) list.addAddress(net, family)
  else list.addSubnet(net, bits, family)
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  const asked = isIP(plain)
  return asked !== 0 && list.check(plain, asked === 4 ? 'ipv4' : 'ipv6')
}

function partsOf(text: string) {
  const [, address = '', bits] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  return { address, version: isIP(address), bits: bits === undefined ? undefined : Number(bits) }
}
