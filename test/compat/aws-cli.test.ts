// The AWS CLI, unmodified, with nothing but its endpoint changed.
import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACCESS_KEY, type ApiCentre, startApiCentre } from '../support/api-centre.ts'

const run = promisify(execFile)
const version = spawnSync('aws', ['--version'], { encoding: 'utf8', timeout: 30_000 })
const missing = version.status !== 0
const why = missing ? ' (skipped: no aws command on this machine)' : ''

let centre: ApiCentre

beforeAll(async () => {
  centre = await startApiCentre()
})

afterAll(() => centre.close())

async function aws(...words: string[]): Promise<unknown> {
  const { stdout } = await run(
    'aws',
    [
      'connect',
      ...words,
      ...['--instance-id', centre.instanceId],
      ...['--endpoint-url', centre.url],
      ...['--output', 'json'],
    ],
    {
      timeout: 30_000,
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: ACCESS_KEY.accessKeyId,
        AWS_SECRET_ACCESS_KEY: ACCESS_KEY.secretAccessKey,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_PAGER: '',
      },
    },
  )
  return stdout.trim() === '' ? undefined : JSON.parse(stdout)
}

test.skipIf(missing)(
  `queues are made, listed in pages and shown${why}`,
  { timeout: 60_000 },
  async () => {
    const hours = centre.test.id('operating-hours', 'Basic Hours')
    const made = await aws(
      'create-queue',
      '--name',
      'From the CLI',
      '--hours-of-operation-id',
      hours,
      '--tags',
      'team=blue',
    )
    expect(made).toMatchObject({ QueueId: expect.any(String) })
    const listed = await aws(
      'list-queues',
      '--queue-types',
      'STANDARD',
      'AGENT',
      '--page-size',
      '1',
    )
    expect(listed).toMatchObject({
      QueueSummaryList: [{ Name: 'BasicQueue' }, { Name: 'From the CLI' }],
    })
    const { QueueId } = made as { QueueId: string }
    expect(await aws('describe-queue', '--queue-id', QueueId)).toMatchObject({
      Queue: { Name: 'From the CLI', Tags: { team: 'blue' } },
    })
  },
)

test.skipIf(missing)(`a call that ended is described${why}`, { timeout: 60_000 }, async () => {
  const leg = centre.test.call()
  centre.test.choose(leg, '1')
  const contactId = centre.test.contacts[0]?.contactId ?? ''
  centre.test.hangUp(leg)
  expect(await aws('describe-contact', '--contact-id', contactId)).toMatchObject({
    Contact: { Id: contactId, DisconnectReason: 'CUSTOMER_DISCONNECT' },
  })
})

test.skipIf(missing)(`errors are named${why}`, { timeout: 60_000 }, async () => {
  const nobody = '11111111-1111-4111-8111-111111111112'
  await expect(aws('describe-queue', '--queue-id', nobody)).rejects.toThrow(
    /\(ResourceNotFoundException\) when calling the DescribeQueue operation/,
  )
})
