// A file that somebody gives us the address of: over TLS, without being led elsewhere, within limits.
import { fetchReason } from './fetch-reason.ts'

const TIMEOUT_MS = 10_000

/** Its bytes, or a sentence that says what is wrong. */
export async function fetchFile(
  url: string,
  bytesMax: number,
  ask: typeof fetch = fetch,
): Promise<Uint8Array | string> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    return 'a file is fetched from an address that begins with https://.'
  }
  try {
    const answer = await ask(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!answer.ok) return `its server answers ${answer.status}.`
    return (await upTo(bytesMax, answer)) ?? `a file has at most ${bytesMax} bytes.`
  } catch (error) {
    return `it cannot be fetched (${fetchReason(error)}).`
  }
}

/** What an answer brings; undefined when it is more. */
async function upTo(bytesMax: number, { body }: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > bytesMax) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}
