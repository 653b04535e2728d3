// Links that let whoever has them read one blob for some minutes.
import { timingSafeEqual } from 'node:crypto'
import type { Clock } from '../io/clock.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { problem, type Route } from './http-server.ts'
import { sendBlob } from './page-routes.ts'
import type { Sessions } from './sessions.ts'

interface Link {
  readonly origin: string
  readonly sessions: Sessions
  readonly key: string
  readonly expires: number
}

export function blobLink({ origin, sessions, key, expires }: Link): string {
  const query = new URLSearchParams({
    key,
    expires: String(expires),
    signature: sessions.sign(`${key} ${expires}`),
  })
  return `${origin}/api/blob?${query}`
}

export function blobRoute(world: {
  readonly clock: Clock
  readonly blobs: BlobStore
  readonly sessions: Sessions
}): Route {
  return (request, response) => {
    if (request.path !== '/api/blob' || request.method !== 'GET') return false
    const query = new URLSearchParams(request.query)
    const key = query.get('key') ?? ''
    const expires = query.get('expires') ?? ''
    const expected = Buffer.from(world.sessions.sign(`${key} ${expires}`))
    const given = Buffer.from(query.get('signature') ?? '')
    const genuine = expected.length === given.length && timingSafeEqual(expected, given)
    if (!genuine || Number(expires) < world.clock.now()) {
      return problem(response, 403, 'This link does not hold any more.')
    }
    return sendBlob(world.blobs, key, 'audio/wav', request, response)
  }
}
