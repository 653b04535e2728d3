// The AWS CLI, unmodified, with nothing but its endpoint changed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACCESS_KEY, type ApiCentre, startApiCentre } from '../support/api-centre.ts'
import { awsCli, cliIsMissing as missing, whySkipped as why } from '../support/aws-cli.ts'

let centre: ApiCentre

beforeAll(async () => {
  centre = await startApiCentre()
})

afterAll(() => centre.close())

function aws(...words: string[]): Promise<unknown> {
  return cli('connect', ...words, '--instance-id', centre.instanceId)
}

function cli(...words: string[]): Promise<unknown> {
  return awsCli(centre.url, words)
}

function cliAs(keys: Readonly<Record<string, string>>, ...words: string[]): Promise<unknown> {
  return awsCli(centre.url, words, keys)
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

test.skipIf(missing)(
  `who did what is looked up as at CloudTrail${why}`,
  { timeout: 60_000 },
  async () => {
    const Name = 'Audited'
    await aws(
      'create-queue',
      '--name',
      Name,
      '--hours-of-operation-id',
      centre.test.id('operating-hours', 'Basic Hours'),
    )
    await aws('describe-queue', '--queue-id', 'nobody').catch(() => undefined)
    const lookup = async (AttributeKey: string, AttributeValue: string) => {
      const attribute = `AttributeKey=${AttributeKey},AttributeValue=${AttributeValue}`
      const answer = await cli('cloudtrail', 'lookup-events', '--lookup-attributes', attribute)
      return (answer as { Events: Record<string, string>[] }).Events
    }
    const [made] = await lookup('EventName', 'CreateQueue')
    expect(made).toMatchObject({ ReadOnly: 'false', AccessKeyId: ACCESS_KEY.accessKeyId })
    expect(JSON.parse(made?.CloudTrailEvent ?? '')).toMatchObject({
      eventSource: 'connect.amazonaws.com',
      eventName: 'CreateQueue',
      requestParameters: { name: Name },
      responseElements: { queueId: expect.any(String) },
      userAgent: expect.stringContaining('aws-cli'),
    })
    const [failed] = await lookup('ResourceName', 'nobody')
    expect(JSON.parse(failed?.CloudTrailEvent ?? '')).toMatchObject({
      eventName: 'DescribeQueue',
      errorCode: 'ResourceNotFoundException',
      readOnly: true,
    })
    const looked = await lookup('EventSource', 'cloudtrail.amazonaws.com')
    expect(looked[0]?.EventName).toBe('LookupEvents')
    await expect(
      cli('cloudtrail', 'lookup-events', '--start-time', '2000000000', '--end-time', '1000000000'),
    ).rejects.toThrow('InvalidTimeRangeException')
  },
)

test.skipIf(missing)(`errors are named${why}`, { timeout: 60_000 }, async () => {
  const nobody = '11111111-1111-4111-8111-111111111112'
  await expect(aws('describe-queue', '--queue-id', nobody)).rejects.toThrow(
    /\(ResourceNotFoundException\) when calling the DescribeQueue operation/,
  )
})

test.skipIf(missing)(
  `a role is assumed for a while, and may what its policy says${why}`,
  { timeout: 60_000 },
  async () => {
    const Statement = [
      { Effect: 'Allow', Action: ['connect:ListQueues'], Resource: ['*'] },
    ] as const
    centre.test.tell({
      type: 'config.put',
      kind: 'identity',
      id: 'role-1',
      document: {
        Name: 'night',
        Type: 'role',
        Policies: { own: { Version: '2012-10-17', Statement } },
        Tags: {},
      },
    })
    const role = [
      '--role-arn',
      'arn:aws:iam::000000000000:role/night',
      '--role-session-name',
      'job',
    ]
    const { Credentials } = (await cli('sts', 'assume-role', ...role)) as {
      Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string }
    }
    const keys = {
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials.SessionToken,
    }
    expect(await cliAs(keys, 'sts', 'get-caller-identity')).toMatchObject({
      Arn: 'arn:aws:sts::000000000000:assumed-role/night/job',
    })
    const instance = ['--instance-id', centre.instanceId]
    await cliAs(keys, 'connect', 'list-queues', ...instance)
    await expect(cliAs(keys, 'connect', 'list-users', ...instance)).rejects.toThrow(
      /assumed-role\/night\/job is not authorized to perform: connect:ListUsers/,
    )
    await expect(cliAs(keys, 'sts', 'assume-role', ...role)).rejects.toThrow(/AccessDenied/)
    const forged = { ...keys, AWS_SESSION_TOKEN: `x${keys.AWS_SESSION_TOKEN}` }
    await expect(cliAs(forged, 'connect', 'list-queues', ...instance)).rejects.toThrow(/token/)
  },
)
