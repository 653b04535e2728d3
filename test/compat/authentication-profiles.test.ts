// The authentication profile, and being let in from another system, through the unmodified SDK.
import {
  DescribeAuthenticationProfileCommand,
  GetFederationTokenCommand,
  ListAuthenticationProfilesCommand,
  UpdateAuthenticationProfileCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { client, InstanceId } = await apiCentreOfFile()

test('each instance has one, which is changed and described', async () => {
  const { AuthenticationProfileSummaryList = [] } = await client.send(
    new ListAuthenticationProfilesCommand({ InstanceId }),
  )
  const [summary, ...more] = AuthenticationProfileSummaryList
  expect(more).toEqual([])
  expect(summary).toMatchObject({ IsDefault: true })
  const AuthenticationProfileId = summary?.Id ?? ''
  const change = { InstanceId, AuthenticationProfileId }
  await client.send(
    new UpdateAuthenticationProfileCommand({
      ...change,
      Name: 'Office',
      AllowedIps: ['127.0.0.0/8', '2001:db8::/32'],
      SessionInactivityDuration: 30,
      SessionInactivityHandlingEnabled: true,
    }),
  )
  const { AuthenticationProfile } = await client.send(
    new DescribeAuthenticationProfileCommand(change),
  )
  expect(AuthenticationProfile).toMatchObject({
    Name: 'Office',
    AllowedIps: ['127.0.0.0/8', '2001:db8::/32'],
    BlockedIps: [],
    MaxSessionDuration: 720,
    PeriodicSessionDuration: 60,
    SessionInactivityDuration: 30,
    SessionInactivityHandlingEnabled: true,
  })
})

test.each([
  [{ AllowedIps: ['10.0.0.0/40'] }, /10\.0\.0\.0\/40/],
  [{ BlockedIps: ['127.0.0.1'] }, /shut out/],
  [{ AllowedIps: ['10.0.0.0/8'] }, /shut out/],
  [{ SessionInactivityDuration: 5 }, /SessionInactivityDuration/],
])('what cannot be is refused: %j', async (members, sentence) => {
  const input = { InstanceId, AuthenticationProfileId: 'default', ...members }
  await expect(client.send(new UpdateAuthenticationProfileCommand(input))).rejects.toThrow(sentence)
})

test('there is no other', async () => {
  const input = { InstanceId, AuthenticationProfileId: 'other' }
  await expect(client.send(new DescribeAuthenticationProfileCommand(input))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  })
})

test('who signs with a key of a user gets a link that signs that user in', async () => {
  const answer = await client.send(new GetFederationTokenCommand({ InstanceId }))
  expect(answer.SignInUrl).toMatch(/\/api\/sign-in\?ticket=/)
  expect(answer.UserArn).toContain(`/agent/${answer.UserId}`)
  expect(answer.Credentials?.AccessTokenExpiration).toBeInstanceOf(Date)
})
