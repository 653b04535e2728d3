// A file that somebody gives us the address of: over TLS, without being led elsewhere, within limits, and
// never from this machine or its neighbours, whatever name they are given.
import { type LookupAddress, lookup } from 'node:dns'
import { request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { fetchReason } from './fetch-reason.ts'
import { isPublicAddress } from './public-address.ts'

const TIMEOUT_MS = 10_000

/** What a server answers, as far as it matters here. */
interface Answer {
  readonly status: number
  readonly body: AsyncIterable<Uint8Array>
}

/** Its bytes, or a sentence that says what is wrong. */
export async function fetchFile(
  url: string,
  bytesMax: number,
  ask: (url: URL) => Promise<Answer> = askPublicly,
): Promise<Uint8Array | string> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    return 'a file is fetched from an address that begins with https://.'
  }
  try {
    const { status, body } = await ask(new URL(url))
    if (status < 200 || status > 299) return `its server answers ${status}.`
    return (await upTo(bytesMax, body)) ?? `a file has at most ${bytesMax} bytes.`
  } catch (error) {
    return `it cannot be fetched (${fetchReason(error)}).`
  }
}

/** What an answer brings; undefined when it is more. */
async function upTo(
  bytesMax: number,
  body: AsyncIterable<Uint8Array>,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > bytesMax) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}

/** Asks a public address, and none else: the name is looked up once, and where it leads is looked at. */
export function askPublicly(url: URL, find: typeof lookup = lookup): Promise<Answer> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublicAddress(host)) return Promise.reject(notPublic(host))
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      // A connection that is there already would be taken without looking.
      agent: false,
      lookup: publicLookup(find),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    asked.on('error', reject)
    asked.on('response', body => resolve({ status: body.statusCode ?? 0, body }))
    asked.end()
  })
}

/** One address that is not public is enough to refuse the name. */
function publicLookup(find: typeof lookup): LookupFunction {
  return (host, options, done) => {
    find(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, [])
      const [first] = found
      if (!first || !found.every(({ address }) => isPublicAddress(address)))
        return done(notPublic(host), [])
      if (options.all) return done(null, found)
      done(null, first.address, first.family)
    })
  }
}

function notPublic(host: string): Error {
  return new Error(`${host} has no public address`)
}
