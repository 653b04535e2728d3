// Asks a provider something over HTTP.
import { fetchReason } from '../../io/fetch-reason.ts'
import type { Answered, Asked } from './messaging-adapter.ts'

const TIMEOUT_MS = 15_000
/** More than any provider has to say. */
const ANSWER_BYTES_MAX = 64_000

/** Rejects when nobody answers in time, with a message that says why and holds no secret. */
export async function post({ url, headers, body }: Asked): Promise<Answered> {
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'user-agent': 'Parley' },
      body,
      // Who may read this is decided by its owner here, not by a server it once was sent to.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch (error) {
    throw new Error(`${new URL(url).host} does not answer: ${fetchReason(error)}`)
  }
  return { status: response.status, body: await firstBytes(response) }
}

async function firstBytes({ body }: Response): Promise<string> {
  if (!body) return ''
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length > ANSWER_BYTES_MAX) break
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES_MAX).toString('utf8')
}
