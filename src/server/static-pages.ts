// The built web pages: a handful of entry pages, and assets whose names change with their content.
import { extname, join, normalize } from 'node:path'
import { CompressedFiles } from './compressed-file.ts'
import type { Route } from './http-server.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wav': 'audio/wav',
}

const PAGES: Readonly<Record<string, string>> = {
  '/': 'console/index.html',
  '/agent': 'agent/index.html',
  '/agent/': 'agent/index.html',
  '/ccp-v2': 'ccp/index.html',
  '/ccp-v2/': 'ccp/index.html',
  '/phone': 'phone/index.html',
  '/phone/': 'phone/index.html',
}

/** The console finds out itself which of its pages a path means. */
const CONSOLE = /^\/console(\/|$)/

/**
 * Serves pages and assets out of `folder`. Requests that are signed for the API are not for it.
 * @param approvedOrigins sites that may show the softphone inside their pages.
 */
export function staticPages(folder: string, approvedOrigins: () => readonly string[]): Route {
  const files = new CompressedFiles()
  return async ({ incoming, method, path }, response) => {
    if (method !== 'GET' && method !== 'HEAD') return false
    if (incoming.headers.authorization !== undefined) return false
    const page = PAGES[path] ?? (CONSOLE.test(path) ? PAGES['/'] : undefined)
    const file = page ?? assetFile(path)
    if (file === undefined) return false
    const accepts = String(incoming.headers['accept-encoding'] ?? '')
    const found = await files.read(join(folder, file), accepts).catch(() => undefined)
    if (!found) return false
    const { bytes, headers } = found
    response.writeHead(200, {
      ...headers,
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': bytes.length,
      'cache-control': page ? 'no-cache' : 'public, max-age=31536000, immutable',
      ...(page ? pageHeaders(path, approvedOrigins()) : {}),
    })
    response.end(method === 'HEAD' ? undefined : bytes)
    return true
  }
}

/** Files below `assets`, and a few at the top; nothing that climbs out. */
function assetFile(path: string): string | undefined {
  if (!/^\/(assets\/)?[\w.-]+$/.test(path) || !(extname(path) in TYPES)) return undefined
  return normalize(path).slice(1)
}

/** The softphone may be framed by approved pages; the others by none but ours. */
function pageHeaders(path: string, approved: readonly string[]): Record<string, string> {
  const frames = path.startsWith('/ccp-v2') ? ["'self'", ...approved].join(' ') : "'none'"
  return {
    'content-security-policy': `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; media-src 'self' blob: mediastream:; connect-src 'self' ws: wss:; frame-ancestors ${frames}`,
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'microphone=(self)',
  }
}
