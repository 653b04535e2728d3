// Which Internet addresses are everybody's: what others make us ask must never be our own machine, or one
// beside it. https://www.iana.org/assignments/iana-ipv4-special-registry (and ipv6).
import { BlockList, isIP } from 'node:net'

const OWN_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]
/** All that is not in it is special: loopback, link-local, unique-local, mapped IPv4, multicast. */
const GLOBAL_IPV6 = ['2000::/3']
/** Within that: tunnels, which may lead to any IPv4 address, and documentation. */
const OWN_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const notIpv4 = rangesOf('ipv4', OWN_IPV4)
const ipv6 = rangesOf('ipv6', GLOBAL_IPV6)
const notIpv6 = rangesOf('ipv6', OWN_IPV6)

/** Of either version, as text. What is no address is not public. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !notIpv4.check(address)
  return version === 6 && ipv6.check(address, 'ipv6') && !notIpv6.check(address, 'ipv6')
}

function rangesOf(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits] = range.split('/')
    list.addSubnet(net, Number(bits), family)
  }
  return list
}
