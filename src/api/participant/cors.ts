// Customers' pages are on any site: what they show is a token, never a cookie, so any origin may ask.
import type { ApiRequest, ApiResponse } from '../api-request.ts'

const ALLOWED_HEADERS = [
  'authorization',
  'content-disposition',
  'content-type',
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'x-amz-bearer',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-user-agent',
].join(',')
const HOLDS_SECONDS = '7200'

const EXPOSED_HEADERS = 'x-amzn-errortype,x-amzn-requestid,content-disposition'

/** Of an answer in JSON: what `corsHeaders` says, at once. */
export function answerHeaders(
  { headers: { origin } }: Pick<ApiRequest, 'headers'>,
  requestId: string,
): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    'x-amzn-requestid': requestId,
    'access-control-allow-origin': typeof origin === 'string' ? origin : '*',
    'access-control-expose-headers': EXPOSED_HEADERS,
    'cache-control': 'no-store',
    vary: 'origin',
  }
}

/** Without the error's type a client knows only that there was an error. @param more go with them. */
export function corsHeaders(
  { headers }: Pick<ApiRequest, 'headers'>,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const { origin } = headers
  return {
    ...more,
    'access-control-allow-origin': typeof origin === 'string' ? origin : '*',
    'access-control-expose-headers': EXPOSED_HEADERS,
    'cache-control': 'no-store',
    vary: 'origin',
  }
}

export function preflight(request: Pick<ApiRequest, 'headers'>): ApiResponse {
  return {
    status: 204,
    headers: corsHeaders(request, {
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-allow-methods': 'GET,POST,PUT,OPTIONS',
      'access-control-max-age': HOLDS_SECONDS,
    }),
    body: '',
  }
}
