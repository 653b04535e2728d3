// The participant service over HTTP: https://docs.aws.amazon.com/connect-participant/latest/APIReference/
import { isRecord, list, text } from '../kit/chat/wire-value.ts'
import { type ChatItem, readItem } from './chat-item.ts'
import type { Surroundings } from './surroundings.ts'

export interface Connection {
  readonly url: string
  readonly token: string
  /** Milliseconds from now until one of both is over, as far as clocks can be believed. */
  readonly lifeMs: number
}

export interface Page {
  readonly items: readonly ChatItem[]
  readonly next: string | undefined
}

/** The service says no. */
export class Refused extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'Refused'
    this.status = status
  }

  /** The same may be granted later. */
  get isPassing(): boolean {
    return this.status === 429 || this.status >= 500
  }
}

type Json = Readonly<Record<string, unknown>>

const ANSWER_TIMEOUT_MS = 15_000

export class ParticipantService {
  readonly #origin: string
  readonly #world: Surroundings

  constructor(origin: string, world: Surroundings) {
    this.#origin = origin
    this.#world = world
  }

  async connection(participantToken: string): Promise<Connection> {
    const answer = await this.#post('connection', participantToken, {
      Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
    })
    const socket = isRecord(answer.Websocket) ? answer.Websocket : {}
    const credentials = isRecord(answer.ConnectionCredentials) ? answer.ConnectionCredentials : {}
    const ends = [socket.ConnectionExpiry, credentials.Expiry].map(each => Date.parse(text(each)))
    return {
      url: text(socket.Url),
      token: text(credentials.ConnectionToken),
      lifeMs: Math.min(...ends) - this.#world.now(),
    }
  }

  async message(
    token: string,
    message: { clientToken: string; contentType: string; content: string },
  ): Promise<{ readonly id: string; readonly at: string }> {
    const answer = await this.#post('message', token, {
      ClientToken: message.clientToken,
      ContentType: message.contentType,
      Content: message.content,
    })
    return { id: text(answer.Id), at: text(answer.AbsoluteTime) }
  }

  async event(token: string, contentType: string, content?: Json): Promise<void> {
    await this.#post('event', token, {
      ClientToken: this.#world.newId(),
      ContentType: contentType,
      ...(content && { Content: JSON.stringify(content) }),
    })
  }

  /** After the line `from`, or the last ones. */
  async transcript(
    token: string,
    { from, next, max }: { from?: string | undefined; next?: string | undefined; max: number },
  ): Promise<Page> {
    const answer = await this.#post('transcript', token, {
      MaxResults: max,
      SortOrder: 'ASCENDING',
      ScanDirection: from === undefined ? 'BACKWARD' : 'FORWARD',
      ...(from !== undefined && { StartPosition: { Id: from } }),
      ...(next !== undefined && { NextToken: next }),
    })
    const items = list(answer.Transcript).flatMap(each => readItem(each) ?? [])
    return { items, next: text(answer.NextToken) || undefined }
  }

  async leave(token: string): Promise<void> {
    await this.#post('disconnect', token, { ClientToken: this.#world.newId() })
  }

  /** Puts a file into the chat. */
  async upload(token: string, file: File, clientToken: string): Promise<void> {
    const started = await this.#post('start-attachment-upload', token, {
      ContentType: file.type || 'application/octet-stream',
      AttachmentName: file.name,
      AttachmentSizeInBytes: file.size,
      ClientToken: clientToken,
    })
    const upload = isRecord(started.UploadMetadata) ? started.UploadMetadata : {}
    const headers = isRecord(upload.HeadersToInclude) ? upload.HeadersToInclude : {}
    const response = await this.#world.fetch(text(upload.Url), {
      method: 'PUT',
      headers: headers as Record<string, string>,
      body: file,
    })
    if (!response.ok) throw new Refused(response.status, 'The file was not taken.')
    await this.#post('complete-attachment-upload', token, {
      AttachmentIds: [started.AttachmentId],
      ClientToken: `${clientToken}-complete`,
    })
  }

  /** A link to a file, good for some minutes. */
  async attachmentUrl(token: string, attachmentId: string): Promise<string> {
    const answer = await this.#post('attachment', token, { AttachmentId: attachmentId })
    return text(answer.Url)
  }

  async view(token: string, viewToken: string): Promise<Json> {
    const path = `views/${encodeURIComponent(viewToken)}`
    const answer = await this.#ask(path, token, { method: 'GET' })
    return isRecord(answer.View) ? answer.View : {}
  }

  #post(path: string, token: string, body: Json): Promise<Json> {
    return this.#ask(path, token, { method: 'POST', body: JSON.stringify(body) })
  }

  async #ask(path: string, token: string, init: RequestInit): Promise<Json> {
    const aborter = new AbortController()
    const cancel = this.#world.after(ANSWER_TIMEOUT_MS, () => aborter.abort())
    try {
      const response = await this.#world.fetch(`${this.#origin}/participant/${path}`, {
        ...init,
        signal: aborter.signal,
        headers: { 'content-type': 'application/json', 'x-amz-bearer': token },
      })
      const answer: unknown = await response.json().catch(() => ({}))
      const json = isRecord(answer) ? answer : {}
      if (!response.ok) {
        throw new Refused(response.status, text(json.Message) || text(json.message))
      }
      return json
    } finally {
      cancel()
    }
  }
}
