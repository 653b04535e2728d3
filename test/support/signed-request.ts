// An HTTP request as bytes, signed as AWS clients sign (Signature Version 4): good for five minutes.
import { createHash, createHmac } from 'node:crypto'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly body?: Uint8Array
  readonly contentType?: string
  /** When it was signed, as epoch ms. */
  readonly at?: number
}

interface Key {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export function signedRequest(
  { accessKeyId, secretAccessKey }: Key,
  port: number,
  {
    method,
    path,
    body = new Uint8Array(),
    contentType = 'application/json',
    at = Date.now(),
  }: Asked,
): Buffer {
  const time = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const host = `127.0.0.1:${port}`
  const scope = `${time.slice(0, 8)}/us-east-1/connect/aws4_request`
  const headers = `host:${host}\nx-amz-date:${time}\n`
  const canonical = [method, path, '', headers, 'host;x-amz-date', sha256(body)].join('\n')
  const key = scope
    .split('/')
    .reduce<Buffer>((secret, part) => hmac(secret, part), Buffer.from(`AWS4${secretAccessKey}`))
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(Buffer.from(canonical))].join('\n')
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${host}`,
    `content-type: ${contentType}`,
    `content-length: ${body.length}`,
    `x-amz-date: ${time}`,
    `authorization: AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=${hmac(key, toSign).toString('hex')}`,
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body])
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
