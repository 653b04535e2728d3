import { networkInterfaces } from 'node:os'

/** The address that others see when we listen on `bind`: the first of this machine's own for a wildcard. */
export function localAddress(bind: string): string {
  if (bind !== '0.0.0.0' && bind !== '::') return bind
  const family = bind === '::' ? 'IPv6' : 'IPv4'
  const own = Object.values(networkInterfaces())
    .flat()
    .find(each => each !== undefined && !each.internal && each.family === family)
  return own?.address ?? (bind === '::' ? '::1' : '127.0.0.1')
}
