// The first start of an instance: what it has to begin with, and what is printed once.
import { randomBytes } from 'node:crypto'
import { seedInputs } from '../api/seed.ts'
import { holdMusic } from '../audio/hold-music.ts'
import { writeWav } from '../audio/wav.ts'
import type { CentreView } from '../core/centre-view.ts'
import { defaultFlows } from '../core/flow/default-flows.ts'
import type { ConfigurationInput } from '../core/input.ts'
import { newUuid } from '../io/crypto.ts'
import { hashPassword, newPassword } from '../io/password.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { ChildConfiguration } from './configuration.ts'

/** Where the music lies that comes with an instance. */
const HOLD_MUSIC = 'prompts/hold-music.wav'

export interface FirstStart {
  readonly configuration: ChildConfiguration
  readonly instanceId: string
  readonly centre: CentreView
  readonly blobs: BlobStore
  submit(...inputs: ConfigurationInput[]): Promise<unknown>
}

/** Seeds an instance that has nothing yet. Answers the lines to show whoever started Parley. */
export async function firstStart(world: FirstStart): Promise<string[]> {
  const { configuration, instanceId, centre, blobs } = world
  const addresses = addressLines(configuration)
  if (centre.directory.get('instance', instanceId)) return addresses
  await blobs.put(HOLD_MUSIC, writeWav({ rate: 8000, channels: 1, samples: holdMusic() }))
  const admin = configuration.adminPassword ?? newPassword()
  const passwords = {
    admin,
    supervisor: newPassword(),
    qa: newPassword(),
    agent1: newPassword(),
    agent2: newPassword(),
  }
  const accessKey = {
    id: configuration.accessKeyId ?? `PARLEY${randomBytes(7).toString('hex').toUpperCase()}`,
    secret: configuration.secretAccessKey ?? randomBytes(30).toString('base64url'),
  }
  const inputs = await seedInputs({
    instanceId,
    region: configuration.region,
    account: configuration.account,
    now: Date.now(),
    newId: newUuid,
    hashPassword,
    passwords,
    accessKey,
    holdMusic: HOLD_MUSIC,
    flows: defaultFlows,
  })
  await world.submit(...inputs)
  return [
    ...addresses,
    '',
    'Sign in with these; they are shown only now:',
    ...Object.entries(passwords).map(([name, password]) => `  ${name.padEnd(12)}${password}`),
    `Access key ${accessKey.id}, secret ${accessKey.secret}`,
    `Instance id ${instanceId}`,
    '',
  ]
}

function addressLines({ bind, publicAddress, httpPort, sipPort }: ChildConfiguration): string[] {
  const host = publicAddress ?? (bind === '0.0.0.0' || bind === '::' ? '127.0.0.1' : bind)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${httpPort}`
  return [
    `Console         ${url}/`,
    `Agents          ${url}/agent`,
    `Browser phone   ${url}/phone`,
    `Chat            ${url}/chat`,
    `SIP             sip:+15550100@${host}:${sipPort}`,
  ]
}
