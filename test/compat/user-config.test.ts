// Settings of a user per channel, old and new ways of saying them, with the official SDK.
import {
  type ConnectClient,
  DescribeUserCommand,
  UpdateUserConfigCommand,
  UpdateUserPhoneConfigCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let centre: ApiCentre
let client: ConnectClient
let user: { readonly InstanceId: string; readonly UserId: string }

beforeAll(async () => {
  centre = await startApiCentre()
  client = centre.client()
  user = { InstanceId: centre.instanceId, UserId: centre.test.user('agent1') }
})

afterAll(() => centre.close())

const described = async () => (await client.send(new DescribeUserCommand(user))).User

test('what is set for calls is the configuration of the phone, and the other way round', async () => {
  await client.send(
    new UpdateUserConfigCommand({
      ...user,
      AutoAcceptConfigs: [
        { Channel: 'VOICE', AutoAccept: true },
        { Channel: 'CHAT', AutoAccept: true },
      ],
      AfterContactWorkConfigs: [
        { Channel: 'VOICE', AfterContactWorkConfig: { AfterContactWorkTimeLimit: 60 } },
      ],
      PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE', PhoneNumber: '+15550123' }],
    }),
  )
  expect((await described())?.PhoneConfig).toMatchObject({
    PhoneType: 'DESK_PHONE',
    DeskPhoneNumber: '+15550123',
    AutoAccept: true,
    AfterContactWorkTimeLimit: 60,
  })
  const PhoneConfig = { PhoneType: 'SOFT_PHONE', AutoAccept: false } as const
  await client.send(new UpdateUserPhoneConfigCommand({ ...user, PhoneConfig }))
  expect(await described()).toMatchObject({
    PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'SOFT_PHONE' }],
    AutoAcceptConfigs: [
      { Channel: 'VOICE', AutoAccept: false },
      { Channel: 'CHAT', AutoAccept: true },
    ],
    AfterContactWorkConfigs: [
      { Channel: 'VOICE', AfterContactWorkConfig: { AfterContactWorkTimeLimit: 0 } },
    ],
  })
})

test('what makes no sense is refused, and nothing is changed', async () => {
  const before = await described()
  const twice = [
    { Channel: 'CHAT', AutoAccept: true },
    { Channel: 'CHAT', AutoAccept: false },
  ] as const
  await expect(
    client.send(new UpdateUserConfigCommand({ ...user, AutoAcceptConfigs: [...twice] })),
  ).rejects.toMatchObject({ name: 'InvalidRequestException' })
  await expect(
    client.send(
      new UpdateUserConfigCommand({
        ...user,
        PhoneNumberConfigs: [{ Channel: 'VOICE', PhoneType: 'DESK_PHONE' }],
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  expect(await described()).toEqual(before)
})
