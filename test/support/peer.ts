// The programs our tests talk to, where they are installed. `npm test` installs them when it may;
// in CI a missing one is a failure, elsewhere its tests are skipped.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type Peer = 'chromium' | 'sipp' | 'baresip' | 'aws' | 'nats' | 'pdftotext'

const COMMANDS: Readonly<Record<Peer, readonly string[]>> = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  sipp: ['sipp'],
  baresip: ['baresip'],
  aws: ['aws'],
  nats: ['nats-server'],
  pdftotext: ['pdftotext'],
}

/** Pass to `describe.skipIf`: true when a peer is missing and we are not in CI. */
export function lacks(...peers: readonly Peer[]): boolean {
  const ci = process.env.CI ?? ''
  if (!['', '0', 'false'].includes(ci)) return false
  return peers.some(peer => find(peer) === undefined)
}

/** The peer's program. */
export function pathOf(peer: Peer): string {
  const path = find(peer)
  if (path === undefined) throw new Error(`${peer} is not installed; npm test says how`)
  return path
}

function find(peer: Peer): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return COMMANDS[peer]
    .flatMap(command => folders.map(folder => join(folder, command)))
    .find(path => existsSync(path))
}
