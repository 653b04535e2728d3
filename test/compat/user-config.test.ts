// Settings of a user per channel, old and new ways of saying them, with the official SDK.
import {
  DescribeUserCommand,
  UpdateUserConfigCommand,
  UpdateUserPhoneConfigCommand,
  type UserPhoneConfig,
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

test('agents choose for themselves what rings, and nothing else', async () => {
  const { UserId } = user
  const document = { SecretAccessKey: 'own', Owner: UserId }
  centre.test.tell({ type: 'config.put', kind: 'access-key', id: 'KEY-OWN', document })
  const own = centre.client({ credentials: { accessKeyId: 'KEY-OWN', secretAccessKey: 'own' } })
  const choose = (PhoneConfig: UserPhoneConfig, of = UserId) =>
    own.send(new UpdateUserPhoneConfigCommand({ InstanceId, UserId: of, PhoneConfig }))
  const before = { AutoAccept: true, AfterContactWorkTimeLimit: 60 }
  await client.send(
    new UpdateUserPhoneConfigCommand({
      ...user,
      PhoneConfig: { PhoneType: 'SOFT_PHONE', ...before },
    }),
  )
  await choose({ PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+12065550123' })
  expect((await described())?.PhoneConfig).toEqual({
    PhoneType: 'DESK_PHONE',
    DeskPhoneNumber: '+12065550123',
    ...before,
  })
  const denied = { name: 'AccessDeniedException' }
  await expect(choose({ PhoneType: 'SOFT_PHONE', AutoAccept: false })).rejects.toMatchObject(denied)
  const other = centre.test.user('agent2')
  await expect(choose({ PhoneType: 'SOFT_PHONE' }, other)).rejects.toMatchObject(denied)

  const profile = centre.test.id('security-profile', 'Agent')
  centre.test.change('security-profile', profile, { Permissions: ['BasicAgentAccess'] })
  const outside = { PhoneType: 'DESK_PHONE', DeskPhoneNumber: '+12065550124' } as const
  await expect(choose(outside)).rejects.toMatchObject(denied)
  await choose({ PhoneType: 'SOFT_PHONE' })
})
