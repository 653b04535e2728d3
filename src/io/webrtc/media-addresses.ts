// At which addresses browsers find us.
import { lookup } from 'node:dns/promises'
import { isIP, isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'

/**
 * The addresses for `openWebRtc`, best first. Bound to loopback, the machine's own addresses follow
 * it: a browser gathers none for loopback, and Firefox tries no pair of a loopback and another
 * address, so on one machine they meet at the machine's own. Since a loopback address is in the list,
 * `openWebRtc` lets nobody in from another machine, whatever the public address is. A public
 * address that is loopback too leaves the machine's own out.
 */
export function mediaAddresses(options: {
  readonly bind: string
  readonly publicAddress?: string | undefined
}): string[] {
  const { bind, publicAddress } = options
  if (publicAddress && isLoopback(publicAddress)) return [publicAddress]
  if (isLoopback(bind)) return [bind, ...outwardAddresses()]
  return [publicAddress ?? bind]
}

/** Numbers for names, and for an address that means all of the machine's, those. */
export async function expandAddresses(addresses: readonly string[]): Promise<string[]> {
  const all = await Promise.all(
    addresses.map(async each => {
      if (isAny(each)) return outwardAddresses()
      return isIP(each) ? [each] : [(await lookup(each)).address]
    }),
  )
  return [...new Set(all.flat())]
}

const isAny = (address: string) => address === '0.0.0.0' || address === '::'

export const isLoopback = (address: string) => address === '::1' || address.startsWith('127.')

/** Is this one of the machine's own addresses? */
export function ownAddresses(): Set<string> {
  return new Set(interfaceAddresses().map(({ address }) => address))
}

/** IPv4 first. Link-local ones need a zone, which candidates do not have. */
function outwardAddresses(): string[] {
  const addresses = interfaceAddresses()
    .filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address))
    .map(({ address }) => address)
  const four = addresses.filter(isIPv4)
  return [...four, ...addresses.filter(address => !isIPv4(address))].slice(0, 4)
}

const interfaceAddresses = () => Object.values(networkInterfaces()).flatMap(all => all ?? [])
