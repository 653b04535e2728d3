// Supervisors listen to calls with the official SDK: what the service answers, and what it refuses.
import {
  DescribeContactCommand,
  MonitorContactCommand,
  StopContactCommand,
  UpdateInstanceAttributeCommand,
} from '@aws-sdk/client-connect'
import { beforeEach, expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'
import { publishInbound, toQueue } from '../support/flow-actions.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()
const { test: phones } = centre

let ContactId: string
beforeEach(() => {
  publishInbound(phones, ...toQueue(phones.id('queue', 'BasicQueue')))
  phones.ready('agent1')
  comesWithPhone('supervisor')
  const caller = phones.call()
  phones.does('agent1', 'accept')
  phones.hearOut(phones.agentLeg('agent1'))
  phones.hearOut(caller)
  ContactId = phones.agent('agent1').contacts[0]?.contactId ?? ''
  return () => {
    phones.hangUp(caller)
    phones.does('agent1', 'clear')
  }
})

function comesWithPhone(name: string): void {
  phones.tell({ type: 'agent.reachable', agentId: phones.user(name), reachable: true })
}

const UserId = phones.user('supervisor')

function monitor(more: Partial<MonitorContactCommand['input']> = {}, as = client) {
  return as.send(new MonitorContactCommand({ InstanceId, ContactId, UserId, ...more }))
}

/** A client that signs with a key of that user's. */
function clientOf(name: string) {
  const secretAccessKey = 'of a user'
  const accessKeyId = `KEYOF${name.toUpperCase()}`
  const document = { SecretAccessKey: secretAccessKey, Owner: phones.user(name) }
  phones.tell({ type: 'config.put', kind: 'access-key', id: accessKeyId, document })
  return centre.client({ credentials: { accessKeyId, secretAccessKey } })
}

test('a call is listened to, and the monitoring is a contact of its own', async () => {
  const answer = await monitor({ AllowedMonitorCapabilities: ['SILENT_MONITOR', 'BARGE'] })
  expect(answer.ContactArn).toMatch(new RegExp(`/contact/${answer.ContactId}$`))
  expect(phones.agent('supervisor').contacts).toMatchObject([
    { contactId: answer.ContactId, state: 'CONNECTED', monitoring: { contactId: ContactId } },
  ])
  const described = new DescribeContactCommand({ InstanceId, ContactId: answer.ContactId })
  expect((await client.send(described)).Contact).toMatchObject({
    Channel: 'VOICE',
    InitiationMethod: 'MONITOR',
    PreviousContactId: ContactId,
    InitialContactId: ContactId,
    AgentInfo: { Id: UserId },
  })
  await client.send(new StopContactCommand({ InstanceId, ContactId: answer.ContactId }))
  expect(phones.agent('supervisor').contacts).toEqual([])
  expect(phones.state('agent1')).toBe('CONNECTED')
})

test('asked twice with one token, the phone rings once', async () => {
  const ClientToken = 'once'
  const first = await monitor({ ClientToken })
  expect((await monitor({ ClientToken })).ContactId).toBe(first.ContactId)
  expect(phones.agent('supervisor').contacts).toHaveLength(1)
  await expect(
    monitor({ ClientToken, AllowedMonitorCapabilities: ['BARGE'] }),
  ).rejects.toMatchObject({ name: 'IdempotencyException' })
})

test('what cannot be listened to, and who cannot listen, is said', async () => {
  const invalid = { name: 'InvalidRequestException' }
  const missing = { name: 'ResourceNotFoundException' }
  await expect(monitor({ ContactId: 'nothing' })).rejects.toMatchObject(missing)
  await expect(monitor({ UserId: 'nobody' })).rejects.toMatchObject(missing)
  await expect(monitor({ UserId: phones.user('agent1') })).rejects.toMatchObject(invalid)
  await expect(monitor({ UserId: phones.user('qa') })).rejects.toMatchObject({
    ...invalid,
    message: 'The user has no phone that can be reached.',
  })
  const waiting = phones.call('+15557002')
  const queued = phones.contacts.find(({ stage }) => stage === 'queued')?.contactId
  await expect(monitor({ ContactId: queued })).rejects.toMatchObject(invalid)
  phones.hangUp(waiting)
  await monitor()
  await expect(monitor()).rejects.toMatchObject({
    ...invalid,
    message: 'The user has a call in hand.',
  })
  await expect(monitor({ AllowedMonitorCapabilities: ['SHOUT' as 'BARGE'] })).rejects.toMatchObject(
    { name: expect.stringMatching(/^Invalid/) },
  )
})

test('one at a time without enhanced monitoring, and then the quota is said', async () => {
  const enhanced = (Value: string) =>
    client.send(
      new UpdateInstanceAttributeCommand({
        InstanceId,
        AttributeType: 'ENHANCED_CONTACT_MONITORING',
        Value,
      }),
    )
  await enhanced('false')
  await monitor()
  comesWithPhone('qa')
  await expect(monitor({ UserId: phones.user('qa') })).rejects.toMatchObject({
    name: 'ServiceQuotaExceededException',
  })
  await enhanced('true')
  await monitor({ UserId: phones.user('qa') })
})

test('an administrator listens also where the profile is older than the permission', async () => {
  const profile = phones.id('security-profile', 'Admin')
  phones.change('security-profile', profile, { Permissions: ['Contacts.Edit'] })
  await monitor({ AllowedMonitorCapabilities: ['BARGE'] })
  expect(phones.state('supervisor')).toBe('CONNECTED')
})

test('listening and barging in are permissions of their own', async () => {
  const denied = { name: 'AccessDeniedException' }
  const capabilities = { AllowedMonitorCapabilities: ['SILENT_MONITOR', 'BARGE'] } as const
  const barge = { AllowedMonitorCapabilities: [...capabilities.AllowedMonitorCapabilities] }
  await expect(monitor({}, clientOf('agent2'))).rejects.toMatchObject(denied)
  await expect(monitor({}, clientOf('qa'))).rejects.toMatchObject(denied)
  const profile = phones.id('security-profile', 'QualityAnalyst')
  phones.change('security-profile', profile, { Permissions: ['ManagerListenIn'] })
  await expect(monitor(barge, clientOf('qa'))).rejects.toMatchObject(denied)
  const { ContactId: listening } = await monitor({}, clientOf('qa'))
  await client.send(new StopContactCommand({ InstanceId, ContactId: listening }))
  expect((await monitor(barge, clientOf('supervisor'))).ContactId).toBeDefined()
})
