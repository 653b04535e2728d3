import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The built pages, seen from the sources as well as from the built server. */
export function webFolder(): string {
  const beside = fileURLToPath(new URL('../web/', import.meta.url))
  if (existsSync(`${beside}console/index.html`) && !import.meta.url.endsWith('.ts')) return beside
  return fileURLToPath(new URL('../../dist/web/', import.meta.url))
}
