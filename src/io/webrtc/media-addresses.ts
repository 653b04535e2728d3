// At which addresses browsers find us.
import { isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'

/**
 * The addresses for `openWebRtc`, best first. With a public address: that one. Bound to loopback, the
 * machine's own addresses follow it: a browser gathers none for loopback, and Firefox tries no pair
 * of a loopback and another address, so on one machine they meet at the machine's own. Since a
 * loopback address is in the list, `openWebRtc` lets nobody in from another machine.
 */
export function mediaAddresses(options: {
  readonly bind: string
  readonly publicAddress?: string | undefined
}): string[] {
  if (options.publicAddress) return [options.publicAddress]
  if (isLoopback(options.bind)) return [options.bind, ...outwardAddresses()]
  return [options.bind]
}

/** The addresses a list of them stands for: one that means all of the machine's is replaced by those. */
export function expandAddresses(addresses: readonly string[]): string[] {
  const all = addresses.flatMap(each => (isAny(each) ? outwardAddresses() : [each]))
  return [...new Set(all)]
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
