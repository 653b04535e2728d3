/** The address of one of our WebSockets, on the host and with the security of this page. */
export function webSocketUrl(path: string): string {
  const url = new URL(path, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
