/** The address as a link may have it: of the web, of mail or of a telephone; undefined for everything else. */
export function safeLink(address: string): string | undefined {
  if (!URL.canParse(address.trim())) return undefined
  const { protocol, href } = new URL(address.trim())
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? href : undefined
}
