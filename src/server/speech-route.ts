// `POST /api/speech`: text as callers hear it, as a .wav, for whoever may write what they hear.
import { readFile } from 'node:fs/promises'
import type { Speech } from '../io/speech.ts'
import { type AdministratorWorld, permittedUser } from './administrator.ts'
import { problem, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

const TEXT_MAX = 1000
/** Messages are tried before they are said, and flows before they are published. */
const MAY_HEAR = ['Operations.Edit', 'ContactFlows.View', 'ContactFlowModules.View']

export function speechRoute(world: AdministratorWorld & { readonly speech: Speech }): Route {
  return async (request, response) => {
    if (request.path !== '/api/speech') return false
    const userId = await permittedUser(world, MAY_HEAR, request, response)
    if (userId === undefined) return true
    if (request.method !== 'POST') return problem(response, 405, 'Use POST.')
    const { text, voice = 'Joanna', language = 'en-US' } = parseObject(await request.body())
    const isText = typeof text === 'string' && text.trim() !== '' && text.length <= TEXT_MAX
    if (!isText) return problem(response, 400, `Give \`text\` of up to ${TEXT_MAX} characters.`)
    const said = await world.speech.render({
      kind: 'text',
      text,
      voice: String(voice),
      language: String(language),
    })
    if ('problem' in said) return problem(response, 400, said.problem)
    const sound = await readFile(said.path)
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': sound.length })
    response.end(sound)
    return true
  }
}
