// A web server of the owner's: batches by POST, signed, so that it can know who sent them, and that
// nobody sends them again. `Parley-Signature: t=<seconds>,v1=<hex>`: HMAC-SHA256 (RFC 2104) of the
// seconds, a dot and the body.
import { signBody } from '../io/body-signature.ts'
import { fetchReason } from '../io/fetch-reason.ts'
import type { Delivery } from './delivery.ts'
import { Blocked, Refused, type Sink, Unavailable } from './sink.ts'

const TIMEOUT_MS = 30_000
/** The answer is not of interest, but a little of it helps who looks for a mistake. */
const SHOWN_CHARS = 200
/** What says that the entry itself is not wanted (RFC 9110 §15.5); the others are about the way there. */
const REFUSALS = new Set([400, 406, 409, 413, 415, 422])
/** Not at this address, or not with what we know: somebody has to change the receiver or the sink. */
const BLOCKED = new Set([401, 402, 403, 404, 405, 407, 410])
/** A mistake of the receiver's, perhaps by what we sent: given up after about eight minutes. */
const SERVER_ERROR = { status: 500, attempts: 15 }

export interface WebhookSinkOptions {
  readonly url: string
  readonly secret: string
  readonly now: () => number
  readonly timeoutMs?: number
}

export class WebhookSink implements Sink {
  readonly #options: WebhookSinkOptions

  constructor(options: WebhookSinkOptions) {
    this.#options = options
  }

  async deliver(deliveries: readonly Delivery[], signal: AbortSignal): Promise<void> {
    const { url, timeoutMs = TIMEOUT_MS } = this.#options
    const body = bodyOf(deliveries)
    const response = await fetch(url, {
      method: 'POST',
      headers: this.#headers(body, deliveries),
      body,
      // Who may read this is decided by its owner here, not by a server it once was sent to.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    }).catch(error => {
      throw new Unavailable(fetchReason(error), deliveries)
    })
    const { status } = response
    const said = await firstWords(response)
    if (status >= 200 && status < 300) return
    const reason = `The receiver answered ${status}${said === '' ? '' : `: ${said}`}`
    if (REFUSALS.has(status)) throw new Refused(reason, deliveries)
    if (status === SERVER_ERROR.status) {
      throw new Refused(reason, deliveries, SERVER_ERROR.attempts)
    }
    if (BLOCKED.has(status)) throw new Blocked(reason, deliveries)
    const isElsewhere = status >= 300 && status < 400
    throw new Unavailable(isElsewhere ? `${reason} (not followed)` : reason, deliveries)
  }

  async close(): Promise<void> {
    // Nothing is kept open.
  }

  #headers(body: string, deliveries: readonly Delivery[]): Record<string, string> {
    const { secret, now } = this.#options
    return {
      'content-type': 'application/json',
      'user-agent': 'Parley',
      'parley-signature': signBody(secret, body, now()),
      'parley-delivery': deliveries[0]?.id ?? '',
    }
  }
}

/** The bodies are JSON already. */
function bodyOf(deliveries: readonly Delivery[]): string {
  const records = deliveries.map(({ id, kind, key, body }) => {
    const about = JSON.stringify({ id, kind, key })
    return `${about.slice(0, -1)},"data":${body}}`
  })
  return `{"records":[${records.join(',')}]}`
}

async function firstWords(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  try {
    const { value = new Uint8Array() } = await reader.read()
    const text = new TextDecoder().decode(value.subarray(0, SHOWN_CHARS))
    return text.replaceAll(/\s+/g, ' ').trim()
  } catch {
    return '' // the status says enough
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
