// Addresses on the web that an administrator gives us to tell things to.

/** In clear only to this machine: what we tell is about people. Answers a sentence that says what is wrong. */
export function wrongUrl(url: unknown, ...protocols: readonly string[]): string | undefined {
  if (isUrl(url, protocols)) {
    const { username, password } = new URL(url)
    return username + password === '' ? undefined : '`url` must not name a user or a password.'
  }
  if (isUrl(url, ['http:']) && isThisMachine(new URL(url).hostname)) return undefined
  return '`url` must be like "https://example.com/path"; http:// is for this machine only.'
}

export function isUrl(url: unknown, protocols: readonly string[]): url is string {
  return typeof url === 'string' && URL.canParse(url) && protocols.includes(new URL(url).protocol)
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
