// Settings of a user per channel, old and new ways of saying them, with the official SDK.
import {
  DescribeUserCommand,
  UpdateUserConfigCommand,
  UpdateUserPhoneConfigCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const user = { InstanceId, UserId: centre.test.user('agent1') }

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
