// The AWS CLI, unmodified, with nothing but its endpoint changed.
import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { ACCESS_KEY } from './api-centre.ts'

const run = promisify(execFile)
const version = spawnSync('aws', ['--version'], { encoding: 'utf8', timeout: 30_000 })

export const cliIsMissing = version.status !== 0
/** What a test's name says besides when it is skipped. */
export const whySkipped = cliIsMissing ? ' (skipped: no aws command on this machine)' : ''

/** What the command answered. Rejects with what it wrote to stderr. */
export async function awsCli(
  endpoint: string,
  words: readonly string[],
  keys: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const { stdout } = await run(
    'aws',
    [...words, ...['--endpoint-url', endpoint], ...['--output', 'json']],
    {
      timeout: 60_000,
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: ACCESS_KEY.accessKeyId,
        AWS_SECRET_ACCESS_KEY: ACCESS_KEY.secretAccessKey,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_MAX_ATTEMPTS: '1',
        AWS_PAGER: '',
        ...keys,
      },
    },
  )
  return stdout.trim() === '' ? undefined : JSON.parse(stdout)
}

/** `{ QueueId: 'q', MaxContacts: 3, Primary: true }` as the CLI has it: `--queue-id q --max-contacts 3 --primary`. */
export function asFlags(members: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const word = name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
    if (typeof value === 'boolean') return [value ? `--${word}` : `--no-${word}`]
    const flag = `--${word}`
    return [flag, typeof value === 'string' ? value : JSON.stringify(value)]
  })
}
