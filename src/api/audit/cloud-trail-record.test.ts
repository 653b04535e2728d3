import { expect, test } from 'vitest'
import { isReadOnly, recordedCall } from './cloud-trail-record.ts'

const call = {
  at: 1_700_000_000_123,
  requestId: 'request',
  eventId: 'event',
  operation: 'CreateUser',
  eventSource: 'connect.amazonaws.com',
  region: 'us-east-1',
  account: '000000000000',
  who: { arn: 'arn:aws:iam::000000000000:user/admin', username: 'admin', accessKeyId: 'KEY' },
  address: '127.0.0.1',
  userAgent: 'aws-cli/2',
  input: {},
  output: {},
  error: undefined,
}

test('a record says who did what, from where, and when', () => {
  const event = recordedCall({
    ...call,
    input: { InstanceId: 'i', Username: 'cleo', RoutingProfileId: 'r-1' },
    output: { UserId: 'u-1' },
  })
  expect(event.resources).toContainEqual({ type: 'AWS::Connect::RoutingProfile', name: 'r-1' })
  expect(event.resources).toContainEqual({ type: 'AWS::Connect::User', name: 'u-1' })
  expect(event.record).toMatchObject({
    eventTime: '2023-11-14T22:13:20Z',
    userIdentity: { userName: 'admin', accessKeyId: 'KEY' },
    sourceIPAddress: '127.0.0.1',
    requestParameters: { username: 'cleo' },
    responseElements: { userId: 'u-1' },
    readOnly: false,
  })
})

test('no secret is written down, however deep it is', () => {
  const event = recordedCall({
    ...call,
    input: {
      Password: 'hunter2',
      ClientToken: 'again',
      Nested: [{ SecretAccessKey: 'hunter2', Fine: 'yes' }],
    },
    output: { ParticipantToken: 'hunter2', UserFederationCredentials: { AccessToken: 'hunter2' } },
  })
  const text = JSON.stringify(event)
  expect(text).not.toContain('hunter2')
  expect(text).toContain('HIDDEN_DUE_TO_SECURITY_REASONS')
  expect(text).toContain('again')
  expect(text).toContain('yes')
})

test('what was read is not written down again, and what failed says how', () => {
  const read = recordedCall({ ...call, operation: 'DescribeUser', output: { User: 'cleo' } })
  expect(read.record).toMatchObject({ responseElements: null, readOnly: true })
  const failed = recordedCall({
    ...call,
    error: { name: 'AccessDeniedException', message: 'CreateUser needs more.' },
  })
  expect(failed.record).toMatchObject({
    errorCode: 'AccessDeniedException',
    errorMessage: 'CreateUser needs more.',
    responseElements: null,
  })
})

test.each(['DescribeQueue', 'ListUsers', 'SearchContacts', 'GetMetricDataV2', 'LookupEvents'])(
  '%s only reads',
  operation => expect(isReadOnly(operation)).toBe(true),
)

test.each(['CreateUser', 'StopContact', 'BatchUpdateDataTableValue', 'PutUserStatus'])(
  '%s does more than read',
  operation => expect(isReadOnly(operation)).toBe(false),
)
