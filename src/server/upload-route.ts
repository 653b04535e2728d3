// Where a .wav is put so that `CreatePrompt` can take it: what is stored here as `greeting.wav` has
// the S3Uri `s3://parley/uploads/greeting.wav`.
import { readTelephoneWav } from '../audio/wav.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { type AdministratorWorld, isAdministrator } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'

/** Connect's own limit for a prompt. */
const WAV_BYTES_MAX = 50 * 1024 * 1024
const PATH = /^\/api\/uploads\/([\w-]{1,100}\.wav)$/

export function uploadRoute(world: AdministratorWorld & { readonly blobs: BlobStore }): Route {
  return async (request, response) => {
    if (!request.path.startsWith('/api/uploads/')) return false
    if (!(await isAdministrator(world, request))) {
      response.setHeader('www-authenticate', 'Basic realm="parley"')
      return problem(response, 401, 'Give the name and password of an administrator.')
    }
    const name = PATH.exec(request.path)?.[1]
    if (name === undefined || request.method !== 'PUT') {
      return problem(response, 400, 'PUT a sound to /api/uploads/<name>.wav.')
    }
    const bytes = await request.body(WAV_BYTES_MAX)
    const sound = readTelephoneWav(bytes)
    if ('problem' in sound) return problem(response, 400, `This is no .wav: ${sound.problem}.`)
    await world.blobs.put(`uploads/${name}`, bytes)
    return json(response, 200, { S3Uri: `s3://parley/uploads/${name}` })
  }
}
