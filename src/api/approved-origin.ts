// Sites of others that may show our softphone inside their pages.
import { invalidParameter } from './service-error.ts'

/** As browsers write it: scheme, host and port. Plain HTTP only for this machine itself. */
export function originOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined
  const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname)
  if (!url || !(url.protocol === 'https:' || isLocal) || !isBare(url)) {
    throw invalidParameter(
      'Member Origin must be an origin such as https://crm.example.com, without a path.',
    )
  }
  return url.origin
}

function isBare({ pathname, search, hash, username, password, hostname }: URL): boolean {
  // What has a meaning in a content security policy is nobody's host name.
  const isHost = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)$/.test(hostname)
  return isHost && pathname === '/' && `${search}${hash}${username}${password}` === ''
}
